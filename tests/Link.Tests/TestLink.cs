using SemCom.Core.Tests.Latents;
using SemCom.Runtime.Media;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Link.Tests;

/// <summary>Links over the committed model and pictures; skips where ONNX Runtime is absent.</summary>
internal static class TestLink
{
    /// <summary>96x64 pixels.</summary>
    public static Picture Crop { get; } = PictureFile.Load(TrainedModel.InRepository("samples/pictures/harbour-crop.png"));

    /// <summary>768x512 pixels.</summary>
    public static Picture Harbour { get; } = PictureFile.Load(TrainedModel.InRepository("samples/pictures/harbour.png"));

    /// <summary>384x256 pixels.</summary>
    public static Picture Quarter { get; } = Mirrored(Harbour, 384, 256);

    public static async Task<SendResult> Send(Picture picture, Func<SemanticLinkOptions, SemanticLinkOptions> configure)
    {
        OnnxFact.RequireLibrary();
        await using var link = SemanticLink.Create(options => configure(options));
        return await link.SendAsync(picture, TestContext.Current.CancellationToken);
    }

    public static double Psnr(SendResult result) => result.Quality.PsnrDb ?? double.PositiveInfinity;

    /// <summary>A part of a picture, mirrored at the edges where it reaches beyond.</summary>
    public static Picture Mirrored(Picture picture, int width, int height)
    {
        var rgb = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
        {
            var from = (Fold(i / width, picture.Height) * picture.Width + Fold(i % width, picture.Width)) * 3;
            picture.Rgb.Slice(from, 3).CopyTo(rgb.AsSpan(3 * i));
        }
        return new Picture(width, height, rgb);

        static int Fold(int at, int length) => at % (2 * length) is var t && t < length ? t : 2 * length - 1 - t;
    }
}
