using SemCom.Evaluation.Rivals;
using SemCom.Runtime.Media;

namespace SemCom.Evaluation.Tests.Rivals;

/// <summary>A photograph-like picture and encodings that all tests of the rivals share; skips them where ffmpeg or an encoder is missing.</summary>
internal static class RivalFixture
{
    private static readonly Lazy<RivalPicture> Shared = new(() => new RivalPicture(Landscape(192, 160)));

    public static RivalPicture Picture => Shared.Value;

    /// <summary>Encodings of this test run only: nothing is read from or written to the user's cache.</summary>
    public static EncodeLadder Ladder { get; } = new(new CacheFolder(null));

    public static RateSearch Search { get; } = new(Ladder);

    public static RivalCodec Codec(string name)
    {
        var codec = RivalCodecs.Find(name);
        foreach (var format in codec.Formats)
        {
            if (FfmpegProgram.TryFind()?.HasEncoder(format.Encoder) != true)
                Assert.Skip($"ffmpeg with {format.Encoder} is not installed");
        }
        return codec;
    }

    public static void NeedAll()
    {
        foreach (var codec in RivalCodecs.All)
            Codec(codec.Name);
    }

    /// <summary>Hills, sky and texture of several scales, from formulas.</summary>
    private static Picture Landscape(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        var random = new Random(5);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var ridge = height * (0.45 + 0.15 * Math.Sin(x * 0.045) + 0.04 * Math.Sin(x * 0.21));
                var texture = 10 * Math.Sin(x * 0.9 + 3 * Math.Sin(y * 0.31)) * Math.Cos(y * 0.7) + 6 * (random.NextDouble() - 0.5);
                var sky = y < ridge;
                Set(0, sky ? 90 + 0.5 * y : 70 + 0.35 * (y - ridge) + texture);
                Set(1, sky ? 140 + 0.3 * y : 95 + 25 * Math.Sin(x * 0.08) + texture);
                Set(2, sky ? 215 - 0.2 * y : 45 + 0.5 * texture);

                void Set(int channel, double value) => rgb[3 * (y * width + x) + channel] = (byte)Math.Clamp(value, 0, 255);
            }
        }
        return new Picture(width, height, rgb);
    }
}
