namespace SemCom.Evaluation;

/// <summary>Numbers as colours, from dark to bright, with equal steps that look equal: the anchors of viridis (van der Walt and Smith 2015).</summary>
internal static class ColourScale
{
    private static readonly (double R, double G, double B)[] Anchors =
        [(68, 1, 84), (59, 82, 139), (33, 145, 140), (94, 201, 98), (253, 231, 37)];

    /// <summary>Colour of a share of the scale, 0..1.</summary>
    public static (byte R, byte G, byte B) At(double share)
    {
        var at = Math.Clamp(share, 0, 1) * (Anchors.Length - 1);
        var first = Math.Min((int)at, Anchors.Length - 2);
        var (a, b, t) = (Anchors[first], Anchors[first + 1], at - first);
        return ((byte)(a.R + t * (b.R - a.R)), (byte)(a.G + t * (b.G - a.G)), (byte)(a.B + t * (b.B - a.B)));
    }

    /// <summary>The same as text, #RRGGBB.</summary>
    public static string Hex(double share)
    {
        var (r, g, b) = At(share);
        return $"#{r:X2}{g:X2}{b:X2}";
    }
}
