using SemCom.Coding;

namespace SemCom.Latents;

/// <summary>
/// Integer frequencies of Laplacian levels behind a dead zone: P(0) = 1 − θ^(5/8), P(k) = θ^(5/8)(1 − θ)θ^(k−1), θ = e^(−√2/σ). Zero or not is one
/// symbol; of k − 1 the lowest <see cref="Shift"/> bits are coded as they are and the rest m with P(m ≥ j) = θ^(j·2^Shift).
/// </summary>
internal sealed class DeadZoneModel
{
    /// <summary>Symbol for (k − 1) &gt;&gt; Shift from here on.</summary>
    public const int Escape = 31;

    /// <summary>Bits in which what exceeds <see cref="Escape"/> is coded.</summary>
    public const int EscapeBits = 16;

    /// <summary>Half the width of the zone that becomes 0, in steps.</summary>
    public const float HalfWidth = 5f / 8;

    private const int PerOctave = 4;
    private const double QuarterOctave = 1.189207115002721;
    private const int NarrowestOctave = -5;
    private const int MantissaBits = 52;
    private const int ExponentBias = 1023;
    private const double WidestUnshifted = 8;
    private const double CountScale = 1L << 40;

    private static readonly long HalfOctave = BitConverter.DoubleToInt64Bits(Math.Sqrt(2)) & ((1L << MantissaBits) - 1);

    private static readonly DeadZoneModel[] All = [.. Enumerable.Range(0, 20 * PerOctave).Select(Create)];

    private readonly double[] _bits;

    private DeadZoneModel(int shift, double mean, FrequencyTable zero, FrequencyTable excess)
    {
        (Shift, Mean, Zero, Excess) = (shift, mean, zero, excess);
        var share = (double)zero.Frequency(1) / zero.Total;
        var coarse = Enumerable.Range(0, Escape + 1).Sum(j => Information(excess, j) * excess.Frequency(j) / excess.Total);
        _bits = [Information(zero, 0), .. Enumerable.Range(0, Escape + 1).Select(j => Information(zero, 1) + 1 + Information(excess, j) + shift + (j == Escape ? EscapeBits : 0))];
        Entropy = (1 - share) * Information(zero, 0) + share * (Information(zero, 1) + 1 + coarse + shift);
    }

    /// <summary>Lowest bits of a magnitude less one that are coded as they are.</summary>
    public int Shift { get; }

    /// <summary>Expected magnitude in steps.</summary>
    public double Mean { get; }

    /// <summary>Bits of a level on average, about.</summary>
    public double Entropy { get; }

    /// <summary>Frequencies of 0 (zero) and 1 (anything else).</summary>
    public FrequencyTable Zero { get; }

    /// <summary>Frequencies of (magnitude − 1) &gt;&gt; Shift, up to <see cref="Escape"/>.</summary>
    public FrequencyTable Excess { get; }

    /// <summary>Bits of a level of a magnitude, its sign included.</summary>
    public double Bits(int magnitude) => magnitude == 0 ? _bits[0] : _bits[1 + Math.Min((magnitude - 1) >> Shift, Escape)];

    /// <summary>The model whose variance is the next one from <paramref name="variance"/> upwards, by half octaves.</summary>
    /// <param name="variance">In squared steps, a normal number above 0.</param>
    public static DeadZoneModel Nearest(double variance)
    {
        // Exponent and mantissa of the number itself tell the octave and its half.
        var bits = BitConverter.DoubleToInt64Bits(variance);
        var octave = (int)(bits >> MantissaBits) - ExponentBias - 2 * NarrowestOctave;
        var mantissa = bits & ((1L << MantissaBits) - 1);
        return All[Math.Clamp(2 * octave + (mantissa == 0 ? 0 : mantissa <= HalfOctave ? 1 : 2), 0, All.Length - 1)];
    }

    private static double Information(FrequencyTable table, int symbol) => Math.Log2((double)table.Total / table.Frequency(symbol));

    private static DeadZoneModel Create(int index)
    {
        var sigma = Math.ScaleB(1, NarrowestOctave);
        for (var i = 0; i < index; i++)
            sigma *= QuarterOctave;
        var (shift, narrow) = (0, sigma);
        for (; narrow > WidestUnshifted; narrow /= 2)
            shift++;
        var eighth = LaplacianModel.EighthOfDecay(sigma);
        var (half, theta) = (eighth * eighth * eighth * eighth, LaplacianModel.Decay(sigma));
        var nonzero = half * eighth;
        var coarse = LaplacianModel.Decay(narrow);
        var (counts, tail) = (new long[Escape + 1], 1.0);
        for (var j = 0; j < Escape; j++, tail *= coarse)
            counts[j] = (long)(tail * (1 - coarse) * CountScale) + 1;
        counts[Escape] = (long)(tail * CountScale) + 1;
        return new DeadZoneModel(shift, nonzero / (1 - theta),
            FrequencyTable.FromCounts([(long)((1 - nonzero) * CountScale) + 1, (long)(nonzero * CountScale) + 1]), FrequencyTable.FromCounts(counts));
    }
}
