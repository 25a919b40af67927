namespace SemCom;

/// <summary>What errors in a picture count, pixel by pixel: squared errors are weighted by it. Only ratios matter. Immutable.</summary>
public sealed class RegionWeights
{
    /// <summary>How much more errors count in the focus than elsewhere, unless somebody says otherwise: 15 dB.</summary>
    public const double DefaultFocusWeight = 32;

    /// <summary>Largest ratio that a frame can tell: 21 dB.</summary>
    public const double MaxFocusWeight = 128;

    private readonly float[] _values;

    private RegionWeights(int width, int height, float[] values) => (Width, Height, _values) = (width, height, values);

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Weights, rows from the top [Width · Height].</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Takes weights as they are.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="values">Above 0 and finite, rows from the top.</param>
    /// <exception cref="SemComException">There are more or fewer than pixels, or one is not above 0.</exception>
    public static RegionWeights FromValues(int width, int height, ReadOnlySpan<float> values)
    {
        if ((long)width * height != values.Length)
            throw new SemComException($"weights: a picture of {width}x{height} needs {(long)width * height} (got {values.Length}); give one for each pixel");
        foreach (var value in values)
        {
            if (!(value > 0 && float.IsFinite(value)))
                throw new SemComException($"weights must be above 0 and finite (one was {value}); give what matters least a small weight");
        }
        return new RegionWeights(width, height, values.ToArray());
    }

    /// <summary>Weights of a region against the rest.</summary>
    /// <param name="mask">The region; it must hold some pixels and not all.</param>
    /// <param name="weight">How much more errors count within it, above 1 and at most 128.</param>
    /// <exception cref="SemComException">The mask is empty or full, or the weight is out of range.</exception>
    public static RegionWeights FromMask(RegionMask mask, double weight = DefaultFocusWeight)
    {
        ArgumentNullException.ThrowIfNull(mask);
        CheckWeight(weight);
        if (mask.Count == 0)
            throw new SemComException("focus: the region is empty; name one that holds some of the picture");
        if (mask.Count == mask.Width * mask.Height)
            throw new SemComException("focus: the region is the whole picture, so nothing would be preferred; name a part of it");
        var values = new float[mask.Width * mask.Height];
        for (var i = 0; i < values.Length; i++)
            values[i] = mask[i] ? (float)weight : 1;
        return new RegionWeights(mask.Width, mask.Height, values);
    }

    /// <summary>Weights that grow with importance: weight^importance.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="importance">0..1, rows from the top.</param>
    /// <param name="weight">How much more errors count at importance 1 than at 0, above 1 and at most 128.</param>
    /// <exception cref="SemComException">There are more or fewer values than pixels, or the weight is out of range.</exception>
    public static RegionWeights FromImportance(int width, int height, ReadOnlySpan<float> importance, double weight = DefaultFocusWeight)
    {
        CheckWeight(weight);
        var values = new float[importance.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)Math.Pow(weight, Math.Clamp(importance[i], 0, 1));
        return FromValues(width, height, values);
    }

    /// <summary>Mean weight of a square of pixels; edges repeat beyond the picture.</summary>
    internal double Mean(int left, int top, int side)
    {
        double sum = 0;
        var (bottom, right) = (Math.Min(top + side, Height), Math.Min(left + side, Width));
        for (var y = Math.Min(top, Height - 1); y < bottom; y++)
        {
            for (var x = Math.Min(left, Width - 1); x < right; x++)
                sum += _values[y * Width + x];
        }
        return sum / (Math.Max(1, bottom - Math.Min(top, Height - 1)) * Math.Max(1, right - Math.Min(left, Width - 1)));
    }

    private static void CheckWeight(double weight)
    {
        if (!(weight > 1 && weight <= MaxFocusWeight))
            throw new SemComException($"focus: the weight must be above 1 and at most {MaxFocusWeight} (was {weight}); {DefaultFocusWeight} is usual");
    }
}
