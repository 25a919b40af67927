using SemCom.Coding;

namespace SemCom.Latents;

/// <summary>
/// Integer frequencies of rounded Laplacian magnitudes: P(0) = 1 − √θ, P(k) = √θ(1 − θ)θ^(k−1), θ = e^(−√2/σ). Wide ones
/// code m = magnitude &gt;&gt; Shift and the lowest bits as they are: P(m ≥ k) = φ^k / √θ with φ = θ^(2^Shift).
/// </summary>
internal sealed class LaplacianModel
{
    /// <summary>Symbol for magnitudes from here on.</summary>
    public const int Escape = 31;

    private const int PerOctave = 4;
    private const double QuarterOctave = 1.189207115002721;
    private const double Narrowest = 1.0 / 16;
    private const double WidestUnshifted = 8;
    private const double CountScale = 1L << 30;

    private static readonly LaplacianModel[] All = [.. Enumerable.Range(0, 20 * PerOctave).Select(Create)];

    private LaplacianModel(double sigma, int shift, double mean, FrequencyTable frequencies) =>
        (Sigma, Shift, Mean, Frequencies) = (sigma, shift, mean, frequencies);

    /// <summary>Standard deviation in steps.</summary>
    public double Sigma { get; }

    /// <summary>Lowest bits that are coded as they are.</summary>
    public int Shift { get; }

    /// <summary>Expected magnitude in steps.</summary>
    public double Mean { get; }

    /// <summary>Frequencies of magnitude &gt;&gt; Shift, up to <see cref="Escape"/>.</summary>
    public FrequencyTable Frequencies { get; }

    /// <summary>Bits of a level of a magnitude, its sign included.</summary>
    public double Bits(int magnitude)
    {
        var coarse = Math.Min(magnitude >> Shift, Escape);
        return Math.Log2((double)Frequencies.Total / Frequencies.Frequency(coarse)) + Shift + (magnitude > 0 ? 1 : 0) + (coarse == Escape ? BaseLayerCode.EscapeBits : 0);
    }

    /// <summary>The model whose standard deviation is the next one above <paramref name="sigma"/>, by quarter octaves.</summary>
    public static LaplacianModel Nearest(double sigma)
    {
        var (low, high) = (0, All.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = All[middle].Sigma < sigma ? (middle + 1, high) : (low, middle);
        }
        return All[low];
    }

    private static LaplacianModel Create(int index)
    {
        var sigma = Narrowest;
        for (var i = 0; i < index; i++)
            sigma *= QuarterOctave;
        var (shift, narrow) = Shifted(sigma);
        var (coarse, fine) = (Decay(narrow), Decay(sigma));
        var counts = new long[Escape + 1];
        var tail = coarse / Math.Sqrt(fine);
        counts[0] = (long)((1 - tail) * CountScale) + 1;
        for (var k = 1; k < Escape; k++, tail *= coarse)
            counts[k] = (long)(tail * (1 - coarse) * CountScale) + 1;
        counts[Escape] = (long)(tail * CountScale) + 1;
        return new LaplacianModel(sigma, shift, Math.Sqrt(fine) / (1 - fine), FrequencyTable.FromCounts(counts));
    }

    /// <summary>How many of the lowest bits are coded as they are where levels have a deviation of σ, and the deviation of what is left.</summary>
    internal static (int Shift, double Narrow) Shifted(double sigma)
    {
        var shift = 0;
        for (; sigma > WidestUnshifted; sigma /= 2)
            shift++;
        return (shift, sigma);
    }

    /// <summary>e^(−√2/σ) by a rational approximation of its eighth root that every platform computes alike.</summary>
    internal static double Decay(double sigma)
    {
        var a = Math.Sqrt(2) / sigma / 8;
        var eighth = 1 / (1 + a + a * a / 2 + a * a * a / 6);
        var square = eighth * eighth;
        var fourth = square * square;
        return fourth * fourth;
    }
}
