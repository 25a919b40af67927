using System.Buffers.Binary;

namespace SemCom.Runtime.Media.Png;

/// <summary>What the chunks PLTE and tRNS say about colours and transparency.</summary>
internal sealed class PngPalette
{
    /// <summary>Colours R G B, three bytes an entry; empty when there is no palette.</summary>
    public byte[] Colors { get; private set; } = [];

    /// <summary>Opacity of the first palette entries; the others are opaque.</summary>
    public byte[] Alphas { get; private set; } = [];

    /// <summary>The samples (one or three) of the one transparent colour of grey and RGB pictures, or null.</summary>
    public int[]? Key { get; private set; }

    public void ReadColors(PngHeader header, byte[] data, string name)
    {
        if (header.ColorType is PngColorType.Grey or PngColorType.GreyAlpha)
            throw PngError.Damaged(name, "a grey picture has a palette");
        if (Colors.Length > 0)
            throw PngError.Damaged(name, "there are two palettes");
        var most = header.ColorType == PngColorType.Palette ? 1 << header.BitDepth : 256;
        if (data.Length == 0 || data.Length % 3 != 0 || data.Length / 3 > most)
            throw PngError.Damaged(name, $"the palette has {data.Length} bytes, a multiple of 3 up to {most * 3} is allowed");
        Colors = data;
    }

    public void ReadTransparency(PngHeader header, byte[] data, string name)
    {
        var fits = header.ColorType switch
        {
            PngColorType.Grey => data.Length == 2,
            PngColorType.Rgb => data.Length == 6,
            PngColorType.Palette => data.Length >= 1 && data.Length <= Colors.Length / 3,
            _ => false,
        };
        if (!fits || Alphas.Length > 0 || Key is not null)
            throw PngError.Damaged(name, $"chunk tRNS with {data.Length} bytes does not belong here");
        if (header.ColorType == PngColorType.Palette)
            Alphas = data;
        else
            Key = [.. Enumerable.Range(0, data.Length / 2).Select(i => (int)BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(2 * i)))];
    }
}
