using SemCom.Channels;
using SemCom.Core.Tests.Latents;
using SemCom.Runtime.Media;

namespace SemCom.Receiver.Tests.Video;

/// <summary>A small video: a part of a photograph that stands still, with a bright square that moves across it, or without.</summary>
internal static class VideoScene
{
    public const int Width = 160;
    public const int Height = 112;

    private static readonly Picture Photo = PictureFile.Load(TrainedModel.InRepository("samples/pictures/harbour.png"));

    /// <summary>A picture of the video.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="moving">With the square, 32x32, which goes three pixels from picture to picture.</param>
    public static Picture At(int number, bool moving)
    {
        var rgb = new byte[3 * Width * Height];
        for (var y = 0; y < Height; y++)
            Photo.Rgb.Slice(3 * ((y + 180) * Photo.Width + 200), 3 * Width).CopyTo(rgb.AsSpan(3 * y * Width));
        var left = 3 * number % (Width - 32);
        for (var y = 40; moving && y < 72; y++)
        {
            for (var x = left; x < left + 32; x++)
                (rgb[3 * (y * Width + x)], rgb[3 * (y * Width + x) + 1], rgb[3 * (y * Width + x) + 2]) = ((byte)(200 + (x - left & 8)), (byte)(90 + y), 40);
        }
        return new Picture(Width, Height, rgb);
    }

    /// <summary>What arrives of a frame.</summary>
    public static ReceivedFrame Air(VideoFrame frame, double snrDb, ulong seed = 1) =>
        ChannelSpec.Parse("awgn").Create(snrDb).Transmit(frame.Frame!.Symbols, new ChannelRealization(seed, (ulong)frame.Number)).ToReceivedFrame();

    public static double Psnr(Picture sent, Picture? shown) => shown is null ? 0 : PictureQuality.PsnrDb(sent, shown) ?? 99;
}
