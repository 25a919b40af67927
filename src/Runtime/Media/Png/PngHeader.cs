using System.Buffers.Binary;

namespace SemCom.Runtime.Media.Png;

/// <summary>The IHDR chunk (PNG, section 11.2.2).</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColorType ColorType, bool Interlaced)
{
    public const int Length = 13;

    /// <summary>The eight bytes with which every PNG file begins.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Samples in a pixel.</summary>
    public int Channels => ColorType switch
    {
        PngColorType.Rgb => 3,
        PngColorType.GreyAlpha => 2,
        PngColorType.Rgba => 4,
        _ => 1,
    };

    /// <summary>Bytes from a byte to the same byte of the pixel on its left, at least 1.</summary>
    public int FilterDistance => Math.Max(1, Channels * BitDepth / 8);

    /// <summary>Bytes of a row of <paramref name="width"/> pixels.</summary>
    public int RowBytes(int width) => (int)(((long)width * Channels * BitDepth + 7) / 8);

    /// <summary>Reads the chunk's data and checks all of it, the size of the picture included.</summary>
    /// <exception cref="SemComException">A field is out of its range or the picture too large.</exception>
    public static PngHeader Parse(ReadOnlySpan<byte> data, string name)
    {
        var width = BinaryPrimitives.ReadUInt32BigEndian(data);
        var height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        var (depth, type) = (data[8], (PngColorType)data[9]);
        Picture.CheckSize(width, height, name);
        var allowed = type switch
        {
            PngColorType.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColorType.Palette => depth is 1 or 2 or 4 or 8,
            PngColorType.Rgb or PngColorType.GreyAlpha or PngColorType.Rgba => depth is 8 or 16,
            _ => false,
        };
        if (!allowed)
            throw PngError.Damaged(name, $"colour type {(int)type} with {depth} bits does not exist");
        if (data[10] != 0 || data[11] != 0 || data[12] > 1)
            throw PngError.Damaged(name, $"compression {data[10]}, filter {data[11]} and interlace {data[12]} must be 0, 0 and 0 or 1");
        return new PngHeader((int)width, (int)height, depth, type, data[12] == 1);
    }
}

/// <summary>PNG colour types with their numbers.</summary>
internal enum PngColorType
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}
