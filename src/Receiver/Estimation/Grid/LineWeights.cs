namespace SemCom.Receiver.Estimation;

/// <summary>How values at some positions are carried to all positions 0..count−1.</summary>
public enum InterpolationMethod
{
    /// <summary>The value of the nearest position; of two equally near, the lower.</summary>
    Nearest = 0,

    /// <summary>Lines between neighbours, and beyond the ends through the last two, but no further than their distance; then constant.</summary>
    Linear,
}

/// <summary>Interpolation as two weights for each position: value = (1 − t)·y[i] + t·y[j].</summary>
internal sealed class LineWeights
{
    public LineWeights(ReadOnlySpan<int> known, int count, InterpolationMethod method, bool extrapolate)
    {
        (Lower, Upper, Share, Curvature, Slope) = (new int[count], new int[count], new double[count], new double[count], new double[count]);
        for (var (at, i) = (0, 0); at < count; at++)
        {
            while (i + 2 < known.Length && at > known[i + 1])
                i++;
            var j = Math.Min(i + 1, known.Length - 1);
            var t = i == j ? 0 : (double)(at - known[i]) / (known[j] - known[i]);
            var (below, above) = ((double)at - known[i], (double)at - known[j]);
            if (method == InterpolationMethod.Nearest)
                t = t <= 0.5 ? 0 : 1;
            else
                t = extrapolate ? Math.Clamp(t, -1, 2) : Math.Clamp(t, 0, 1);
            (Lower[at], Upper[at], Share[at]) = (i, j, t);
            var nearest = Math.Min(Math.Abs(below), Math.Abs(above));
            var inside = below >= 0 && above <= 0;
            // A parabola's distance from its chord is u·v/2 times its curvature; a held value's error is distance times slope.
            Curvature[at] = method == InterpolationMethod.Linear && i != j && (inside || extrapolate) ? below * above / 2 * (below * above / 2) : 0;
            Slope[at] = method == InterpolationMethod.Nearest || i == j || !inside && !extrapolate ? nearest * nearest : 0;
        }
    }

    public int[] Lower { get; }

    public int[] Upper { get; }

    /// <summary>t.</summary>
    public double[] Share { get; }

    /// <summary>What E|h″|² is multiplied with in the squared error.</summary>
    public double[] Curvature { get; }

    /// <summary>What E|h′|² is multiplied with in the squared error.</summary>
    public double[] Slope { get; }
}
