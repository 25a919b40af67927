namespace SemCom.Runtime.Tests.Media.Png;

/// <summary>PNG files of every kind with the pixels that they must show.</summary>
internal static class PngSamples
{
    public static IEnumerable<(int ColorType, int BitDepth)> Kinds { get; } =
    [
        (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16), (6, 8), (6, 16),
    ];

    /// <summary>A picture of pseudo-random samples; with <paramref name="transparency"/> also a tRNS chunk where one is allowed.</summary>
    public static PngBuilder Create(int width, int height, int colorType, int bitDepth, bool interlaced, bool transparency = false)
    {
        var png = new PngBuilder(width, height, colorType, bitDepth, interlaced);
        var state = (uint)(width * 7919 + height * 104729 + colorType * 31 + bitDepth);
        int Next(int below)
        {
            state = state * 1664525 + 1013904223;
            return (int)((state >> 8) % (uint)below);
        }
        var entries = Math.Min(1 << bitDepth, 200);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var c = 0; c < png.Channels; c++)
                    png.Samples[y, x, c] = Next(colorType == 3 ? entries : 1 << bitDepth);
            }
        }
        if (colorType == 3)
            png.Palette = [.. Enumerable.Range(0, entries * 3).Select(_ => (byte)Next(256))];
        if (transparency)
            png.Transparency = Transparency(png, colorType, entries);
        return png;
    }

    /// <summary>The 8-bit RGB over white, computed in exact real numbers and rounded half up.</summary>
    public static byte[] Expected(PngBuilder png, int colorType, int bitDepth)
    {
        var (height, width) = (png.Samples.GetLength(0), png.Samples.GetLength(1));
        var result = new List<byte>();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (color, alpha) = Pixel(png, colorType, bitDepth, y, x);
                result.AddRange(color.Select(value => (byte)Math.Floor((value * alpha + (1 - alpha)) * 255m + 0.5m + 1e-12m)));
            }
        }
        return [.. result];
    }

    private static (decimal[] Color, decimal Alpha) Pixel(PngBuilder png, int colorType, int bitDepth, int y, int x)
    {
        decimal max = (1 << bitDepth) - 1;
        int[] s = [.. Enumerable.Range(0, png.Channels).Select(c => png.Samples[y, x, c])];
        if (colorType == 3)
        {
            var alpha = png.Transparency is { } t && s[0] < t.Length ? t[s[0]] / 255m : 1;
            return ([.. Enumerable.Range(0, 3).Select(c => png.Palette![3 * s[0] + c] / 255m)], alpha);
        }
        var isKey = png.Transparency is { } key && s.Select((value, c) => value == key[2 * c] * 256 + key[2 * c + 1]).All(same => same);
        decimal[] v = [.. s.Select(value => value / max)];
        return colorType switch
        {
            0 => ([v[0], v[0], v[0]], isKey ? 0 : 1),
            2 => (v, isKey ? 0 : 1),
            4 => ([v[0], v[0], v[0]], v[1]),
            _ => (v[..3], v[3]),
        };
    }

    private static byte[]? Transparency(PngBuilder png, int colorType, int entries) => colorType switch
    {
        3 => [.. Enumerable.Range(0, Math.Min(entries, 100)).Select(i => (byte)(i * 37))],
        0 or 2 => [.. Enumerable.Range(0, png.Channels).SelectMany(c => new[] { (byte)(png.Samples[0, 0, c] >> 8), (byte)png.Samples[0, 0, c] })],
        _ => null,
    };
}
