namespace SemCom;

/// <summary>How much each pixel of a picture stands out, 0..1. Immutable.</summary>
public sealed class ImportanceMap
{
    private readonly float[] _values;

    internal ImportanceMap(int width, int height, float[] values) => (Width, Height, _values) = (width, height, values);

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Importance, rows from the top [Width · Height].</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The region that stands out: importance 0.5 and more.</summary>
    public RegionMask ToMask() => RegionMask.FromPixels(Width, Height, Array.ConvertAll(_values, value => value >= 0.5f));
}
