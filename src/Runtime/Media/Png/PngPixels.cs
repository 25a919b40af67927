using System.Buffers.Binary;

namespace SemCom.Runtime.Media.Png;

/// <summary>Turns the samples of a row into 8-bit RGB over white.</summary>
internal sealed class PngPixels(PngHeader header, PngPalette palette, string name)
{
    /// <summary>True once a pixel was not fully opaque.</summary>
    public bool SawTransparency { get; private set; }

    /// <summary>Converts the pixels of one row.</summary>
    /// <param name="row">Samples as stored, unfiltered.</param>
    /// <param name="width">Pixels in the row.</param>
    /// <param name="rgb">Receives R G B from the first pixel on.</param>
    /// <param name="step">Bytes from one pixel to the next in <paramref name="rgb"/>.</param>
    public void Convert(ReadOnlySpan<byte> row, int width, Span<byte> rgb, int step)
    {
        if (header is { ColorType: PngColorType.Rgb, BitDepth: 8 } && palette.Key is null && step == 3)
            row[..(3 * width)].CopyTo(rgb);
        else if (header.ColorType == PngColorType.Palette)
            ConvertPalette(row, width, rgb, step);
        else
            ConvertSamples(row, width, rgb, step);
    }

    private void ConvertPalette(ReadOnlySpan<byte> row, int width, Span<byte> rgb, int step)
    {
        for (var x = 0; x < width; x++)
        {
            var index = Sample(row, x);
            if (3 * index >= palette.Colors.Length)
                throw PngError.Damaged(name, $"a pixel has the colour {index} of a palette of {palette.Colors.Length / 3}");
            var alpha = index < palette.Alphas.Length ? palette.Alphas[index] : 255;
            var color = palette.Colors.AsSpan(3 * index, 3);
            Store(rgb[(x * step)..], color[0], color[1], color[2], alpha, max: 255);
        }
    }

    private void ConvertSamples(ReadOnlySpan<byte> row, int width, Span<byte> rgb, int step)
    {
        var max = (1 << header.BitDepth) - 1;
        var channels = header.Channels;
        var key = palette.Key;
        for (var x = 0; x < width; x++)
        {
            var r = Sample(row, x * channels);
            var (g, b) = channels >= 3 ? (Sample(row, x * channels + 1), Sample(row, x * channels + 2)) : (r, r);
            var alpha = channels is 2 or 4 ? Sample(row, x * channels + channels - 1)
                : key is not null && r == key[0] && g == key[key.Length / 2] && b == key[^1] ? 0 : max;
            Store(rgb[(x * step)..], r, g, b, alpha, max);
        }
    }

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        switch (header.BitDepth)
        {
            case 8:
                return row[index];
            case 16:
                return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]);
            default:
                var bit = index * header.BitDepth;
                return (row[bit >> 3] >> (8 - header.BitDepth - (bit & 7))) & ((1 << header.BitDepth) - 1);
        }
    }

    /// <summary>Lays a colour over white and scales it to 8 bits, rounded once.</summary>
    private void Store(Span<byte> rgb, int r, int g, int b, int alpha, int max)
    {
        if (alpha == max)
        {
            (rgb[0], rgb[1], rgb[2]) = (Scale(r, max), Scale(g, max), Scale(b, max));
            return;
        }
        SawTransparency = true;
        (rgb[0], rgb[1], rgb[2]) = (Blend(r, alpha, max), Blend(g, alpha, max), Blend(b, alpha, max));
    }

    private static byte Scale(int value, int max) => max == 255 ? (byte)value : (byte)((value * 255 + max / 2) / max);

    private static byte Blend(int value, int alpha, int max)
    {
        var square = (long)max * max;
        return (byte)((((long)value * alpha + (long)max * (max - alpha)) * 255 + square / 2) / square);
    }
}
