using SemCom.Evaluation.Rivals;
using SemCom.Runtime.Media;

namespace SemCom.Evaluation.Tests.Rivals.Video;

/// <summary>A short video that moves, and encodings that tests share; skips them where ffmpeg or an encoder is missing.</summary>
internal static class VideoFixture
{
    public const int Width = 96, Height = 64, Frames = 12;

    private static readonly Lazy<VideoClip> Shared = new(() => new VideoClip(Moving(Width, Height, Frames), 12));

    public static VideoClip Clip => Shared.Value;

    public static VideoLadder Ladder { get; } = new(new CacheFolder(null));

    public static VideoCoding Coding { get; } = new(6, false, ResolutionFactor.One, "yuv444p");

    public static VideoCodec Codec(string name)
    {
        var codec = VideoCodec.Find(name);
        if (FfmpegProgram.TryFind()?.HasEncoder(codec.Encoder) != true)
            Assert.Skip($"ffmpeg with {codec.Encoder} is not installed");
        return codec;
    }

    /// <summary>The units of each frame at a rung.</summary>
    public static List<List<byte[]>> Encoded(VideoCodec codec, int quality = 40, VideoCoding? coding = null) =>
        [.. Ladder.Encode(codec, Clip, coding ?? Coding, quality).Messages.Select(message => NalUnits.SplitJoined(message))];

    public static Picture[] Decoded(VideoCodec codec, IReadOnlyList<IReadOnlyList<byte[]>?> frames) => VideoPrograms.Decode(codec, frames, Coding, Width, Height);

    /// <summary>Stripes and a ball that move, from formulas.</summary>
    public static List<Picture> Moving(int width, int height, int frames)
    {
        var pictures = new List<Picture>();
        for (var n = 0; n < frames; n++)
        {
            var rgb = new byte[3 * width * height];
            for (var i = 0; i < width * height; i++)
            {
                var (x, y) = (i % width, i / width);
                var ball = Math.Pow(x - 20 - 4 * n, 2) + Math.Pow(y - height / 2.0, 2) < 150;
                for (var c = 0; c < 3; c++)
                    rgb[3 * i + c] = (byte)(ball ? 220 - 60 * c : 110 + 50 * Math.Sin((x + 2 * n) * 0.15 + c) + 30 * Math.Cos(y * 0.2));
            }
            pictures.Add(new Picture(width, height, rgb));
        }
        return pictures;
    }

    public static double PsnrDb(Picture a, Picture b) => PictureQuality.PsnrDb(a, b) ?? 100;
}
