using SemCom.Coding;

namespace SemCom.Latents;

/// <summary>
/// Integer frequencies of the levels of one quantiser for latents of one width σ, Laplacian: with E(x) = e^(−√2·x/σ), zone z, first cell f and spacing s of the quantiser, P(0) = 1 − E(z),
/// P(k) = E(z)·(1 − E(f)) for k = 1, further ones E(s) times rarer each. Zero or not is one symbol; of k − 1 the lowest <see cref="Shift"/> bits are coded as they are and the rest m with P(m ≥ j) = E(s·2^Shift)^j.
/// </summary>
internal sealed class LevelModel
{
    /// <summary>Symbol for (k − 1) &gt;&gt; Shift from here on.</summary>
    public const int Escape = 31;

    /// <summary>Bits in which what exceeds <see cref="Escape"/> is coded.</summary>
    public const int EscapeBits = 2 * HalfEscapeBits;

    /// <summary>Bits of either half of it: a range code takes no more than 16 at once.</summary>
    public const int HalfEscapeBits = 9;

    /// <summary>Widths that are told apart, by eighths of octaves.</summary>
    public const int WidthCount = 20 * PerOctave;

    private const int PerOctave = 8;
    private const double EighthOctave = 1.0905077326652577;
    private const int NarrowestOctave = -5;
    private const int MantissaBits = 52;
    private const int ExponentBias = 1023;
    private const double CountScale = 1L << 40;

    private static readonly long HalfOctave = BitConverter.DoubleToInt64Bits(Math.Sqrt(2)) & ((1L << MantissaBits) - 1);

    private readonly double[] _beyond;

    /// <summary>The model of a quantiser for latents of a width.</summary>
    /// <param name="quantiser">Cells of the levels.</param>
    /// <param name="width">Number of the width, 0 .. <see cref="WidthCount"/> − 1.</param>
    public LevelModel(LevelQuantiser quantiser, int width)
    {
        var sigma = Math.ScaleB(1, NarrowestOctave);
        for (var i = 0; i < width; i++)
            sigma *= EighthOctave;
        (Shift, var narrow) = LaplacianModel.Shifted(sigma);
        var nonzero = LaplacianModel.Decay(sigma / quantiser.Zone);
        var coarse = LaplacianModel.Decay(narrow / quantiser.Spacing);
        var first = Shift == 0 ? LaplacianModel.Decay(sigma / quantiser.FirstCell) : coarse;
        var (counts, tail) = (new long[Escape + 1], 1.0);
        for (var j = 0; j < Escape; j++)
        {
            var more = tail * (j == 0 ? first : coarse);
            (counts[j], tail) = ((long)((tail - more) * CountScale) + 1, more);
        }
        counts[Escape] = (long)(tail * CountScale) + 1;
        Quantiser = quantiser;
        Zero = FrequencyTable.FromCounts([(long)((1 - nonzero) * CountScale) + 1, (long)(nonzero * CountScale) + 1]);
        Excess = FrequencyTable.FromCounts(counts);
        Mean = nonzero * (quantiser.MagnitudeOf(1) + quantiser.Spacing * LaplacianModel.Decay(sigma / quantiser.FirstCell) / (1 - LaplacianModel.Decay(sigma / quantiser.Spacing)));
        (ZeroBits, NonzeroBits) = (Information(Zero, 0), Information(Zero, 1));
        _beyond = [.. Enumerable.Range(0, Escape + 1).Select(j => 1 + Information(Excess, j) + Shift + (j == Escape ? EscapeBits : 0))];
        var share = (double)Zero.Frequency(1) / Zero.Total;
        Entropy = (1 - share) * ZeroBits + share * (NonzeroBits + Enumerable.Range(0, Escape + 1).Sum(j => _beyond[j] * Excess.Frequency(j) / Excess.Total));
    }

    /// <summary>What the levels stand for.</summary>
    public LevelQuantiser Quantiser { get; }

    /// <summary>Lowest bits of a level less one that are coded as they are.</summary>
    public int Shift { get; }

    /// <summary>Expected magnitude in spreads.</summary>
    public double Mean { get; }

    /// <summary>Bits of a level on average, about.</summary>
    public double Entropy { get; }

    /// <summary>Bits of level 0.</summary>
    public double ZeroBits { get; }

    /// <summary>Bits of telling that a level is not 0.</summary>
    public double NonzeroBits { get; }

    /// <summary>Frequencies of 0 (zero) and 1 (anything else).</summary>
    public FrequencyTable Zero { get; }

    /// <summary>Frequencies of (level − 1) &gt;&gt; Shift, up to <see cref="Escape"/>.</summary>
    public FrequencyTable Excess { get; }

    /// <summary>What quantising a latent costs, in squared spreads: squared error, and bits at their price.</summary>
    /// <param name="size">Magnitude of the latent in spreads.</param>
    /// <param name="level">Magnitude of the level.</param>
    public double Cost(double size, int level) => Quantiser.SquareOf(size, level) + LatentLevels.SpreadBitPrice * Bits(level);

    /// <summary>Bits of a level of a magnitude, its sign included.</summary>
    public double Bits(int level) => level == 0 ? ZeroBits : NonzeroBits + BitsBeyond(level);

    /// <summary>Bits of a magnitude above 0 once it is known to be, its sign included.</summary>
    public double BitsBeyond(int level) => _beyond[Math.Min((level - 1) >> Shift, Escape)];

    /// <summary>Number of the width whose variance is the next one from <paramref name="variance"/> upwards, by half octaves: every second one.</summary>
    /// <param name="variance">In squared spreads, a normal number above 0.</param>
    public static int WidthOf(double variance)
    {
        // Exponent and mantissa of the number itself tell the octave and its half.
        var bits = BitConverter.DoubleToInt64Bits(variance);
        var octave = (int)(bits >> MantissaBits) - ExponentBias - 2 * NarrowestOctave;
        var mantissa = bits & ((1L << MantissaBits) - 1);
        return Math.Clamp(2 * (2 * octave + (mantissa == 0 ? 0 : mantissa <= HalfOctave ? 1 : 2)), 0, WidthCount - 2);
    }

    /// <summary>Number of the width nearest to 2 to the power of <paramref name="octaves"/>.</summary>
    public static int WidthOfOctaves(float octaves) => (int)Math.Clamp(MathF.Round((octaves - NarrowestOctave) * PerOctave), 0, WidthCount - 1);

    private static double Information(FrequencyTable table, int symbol) => Math.Log2((double)table.Total / table.Frequency(symbol));
}
