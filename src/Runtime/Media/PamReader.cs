using System.Globalization;
using System.Text;

namespace SemCom.Runtime.Media;

/// <summary>Reads the RGBA pictures (PAM, netpbm's P7) that ffmpeg hands over. Memory is the picture and one row.</summary>
internal static class PamReader
{
    /// <summary>Reads one picture and lays it over white; null when the stream ends too early.</summary>
    /// <exception cref="SemComException">The picture is too large.</exception>
    public static Picture? Read(Stream stream, string name)
    {
        var buffered = new BufferedStream(stream, 65536); // not disposed: the stream belongs to the caller
        var (width, height) = (0L, 0L);
        for (var line = ReadLine(buffered); line != "ENDHDR"; line = ReadLine(buffered))
        {
            if (line is null)
                return null;
            if (line.StartsWith("WIDTH ", StringComparison.Ordinal))
                width = long.Parse(line.AsSpan(6), CultureInfo.InvariantCulture);
            else if (line.StartsWith("HEIGHT ", StringComparison.Ordinal))
                height = long.Parse(line.AsSpan(7), CultureInfo.InvariantCulture);
        }
        Picture.CheckSize(width, height, name);

        var rgb = new byte[width * height * 3];
        var row = new byte[width * 4];
        var transparent = false;
        for (var y = 0; y < height; y++)
        {
            if (buffered.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
                return null;
            transparent |= OverWhite(row, rgb.AsSpan((int)(y * width * 3)));
        }
        return new Picture((int)width, (int)height, rgb) { HadAlpha = transparent };
    }

    private static bool OverWhite(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        var transparent = false;
        for (int from = 0, to = 0; from < rgba.Length; from += 4, to += 3)
        {
            int alpha = rgba[from + 3];
            transparent |= alpha < 255;
            for (var c = 0; c < 3; c++)
                rgb[to + c] = (byte)((rgba[from + c] * alpha + 255 * (255 - alpha) + 127) / 255);
        }
        return transparent;
    }

    private static string? ReadLine(BufferedStream stream)
    {
        const int longest = 80;
        var line = new StringBuilder();
        while (line.Length < longest)
        {
            var next = stream.ReadByte();
            if (next < 0)
                return null;
            if (next == '\n')
                return line.ToString();
            line.Append((char)next);
        }
        return null;
    }
}
