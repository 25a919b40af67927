using System.IO.Compression;

namespace SemCom.Runtime.Media.Png;

/// <summary>
/// Reads PNG (ISO/IEC 15948): every colour type and bit depth, interlaced or not. Strict: every chunk's checksum, the order of
/// chunks and the length of the data must be right. Gamma and colour profiles are not applied. Memory is the picture and two rows.
/// </summary>
public static class PngReader
{
    private static readonly (int X, int Y, int Dx, int Dy)[] Whole = [(0, 0, 1, 1)];

    /// <summary>The passes of Adam7: first pixel and step in each direction (PNG, section 8.2).</summary>
    private static readonly (int X, int Y, int Dx, int Dy)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>True when a file that begins with these bytes claims to be PNG.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> start) => start.StartsWith(PngHeader.Signature);

    /// <summary>Reads one picture. 16-bit samples are rounded to 8 bits, transparency is laid over white.</summary>
    /// <param name="stream">The file from its first byte on; it is read up to the end of the picture.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="SemComException">The file is damaged or cut short, or the picture is empty or too large.</exception>
    public static Picture Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var chunks = new PngChunkReader(stream, name);
        chunks.ReadSignature();
        chunks.Next();
        if (chunks.Type != "IHDR" || chunks.Remaining != PngHeader.Length)
            throw PngError.Damaged(name, $"the first chunk must be IHDR with {PngHeader.Length} bytes (is {chunks.Type} with {chunks.Remaining})");
        var header = PngHeader.Parse(chunks.ReadAll(PngHeader.Length), name);

        var palette = new PngPalette();
        chunks.Next();
        while (chunks.Type != "IDAT")
        {
            ReadBeforeData(chunks, header, palette, name);
            chunks.Next();
        }
        if (header.ColorType == PngColorType.Palette && palette.Colors.Length == 0)
            throw PngError.Damaged(name, "the palette is missing");

        var pixels = new PngPixels(header, palette, name);
        var rgb = new byte[header.Width * header.Height * 3];
        ReadData(new PngDataStream(chunks), header, pixels, rgb, name);
        ReadAfterData(chunks, name);
        return new Picture(header.Width, header.Height, rgb) { HadAlpha = pixels.SawTransparency };
    }

    private static void ReadBeforeData(PngChunkReader chunks, PngHeader header, PngPalette palette, string name)
    {
        switch (chunks.Type)
        {
            case "PLTE":
                palette.ReadColors(header, chunks.ReadAll(3 * 256), name);
                break;
            case "tRNS":
                palette.ReadTransparency(header, chunks.ReadAll(256), name);
                break;
            default:
                SkipOptional(chunks, name);
                break;
        }
    }

    private static void ReadAfterData(PngChunkReader chunks, string name)
    {
        while (chunks.Type != "IEND")
        {
            SkipOptional(chunks, name);
            chunks.Next();
        }
        chunks.ReadAll(0);
    }

    private static void SkipOptional(PngChunkReader chunks, string name)
    {
        if (chunks.IsCritical)
            throw PngError.Damaged(name, $"chunk {chunks.Type} is unknown or out of place");
        chunks.Close();
    }

    private static void ReadData(PngDataStream data, PngHeader header, PngPixels pixels, byte[] rgb, string name)
    {
        try
        {
            using (var inflated = new ZLibStream(data, CompressionMode.Decompress, leaveOpen: true))
            {
                foreach (var pass in header.Interlaced ? Adam7 : Whole)
                    ReadPass(inflated, header, pass, pixels, rgb, name);
                if (inflated.ReadByte() >= 0)
                    throw PngError.Damaged(name, "there are more pixels than its size says");
                if (data.IsExceeded) // ZLibStream takes a missing checksum for an end
                    throw PngError.Damaged(name, "the compressed pixels lack their checksum");
            }
            data.Drain();
        }
        catch (InvalidDataException exception)
        {
            throw PngError.Damaged(name, "the compressed pixels cannot be read", exception);
        }
    }

    private static void ReadPass(Stream inflated, PngHeader header, (int X, int Y, int Dx, int Dy) pass, PngPixels pixels, byte[] rgb, string name)
    {
        var width = (header.Width - pass.X + pass.Dx - 1) / pass.Dx;
        if (width <= 0)
            return;
        var row = new byte[1 + header.RowBytes(width)];
        var above = new byte[row.Length];
        for (var y = pass.Y; y < header.Height; y += pass.Dy)
        {
            if (inflated.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
                throw PngError.Damaged(name, $"the pixels end in row {y} of {header.Height}");
            if (!PngFilter.Undo(row[0], row.AsSpan(1), above.AsSpan(1), header.FilterDistance))
                throw PngError.Damaged(name, $"row {y} has the filter {row[0]} (0 to 4 exist)");
            pixels.Convert(row.AsSpan(1), width, rgb.AsSpan((y * header.Width + pass.X) * 3), 3 * pass.Dx);
            (row, above) = (above, row);
        }
    }
}
