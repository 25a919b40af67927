using SemCom.Coding;
using SemCom.Framing;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// Least-squares estimates from known symbols: ĥ = Σ y·x* / Σ|x|² with error N0 / n, and N0 from what the estimate leaves
/// unexplained, Σ|y − ĥx|² / (n − 1), averaged over blocks (Kay, Fundamentals of Statistical Signal Processing, 1993, ch. 4).
/// </summary>
internal static class PilotEstimator
{
    /// <summary>Noise is never believed to be smaller; a noise-free frame has −90 dB.</summary>
    public const double SmallestNoise = 1e-9;

    /// <summary>Header protections in the order in which the received preamble resembles theirs.</summary>
    public static IEnumerable<ProtectionLevel> RankPreambles(ReadOnlySpan<Complex32> received)
    {
        var likeness = new double[ProtectionLevel.All.Count];
        foreach (var level in ProtectionLevel.All)
            likeness[level.Index] = Correlate(received[..PilotPattern.PreambleLength], KnownSymbols.Preamble(level)).Power;
        return ProtectionLevel.All.OrderByDescending(level => likeness[level.Index]);
    }

    /// <summary>Estimates gains and noise from preamble and pilots.</summary>
    public static ChannelEstimate Estimate(ReadOnlySpan<Complex32> received, PilotPattern pattern, ProtectionLevel headerProtection)
    {
        var blocks = FrameSymbols.Blocks(pattern, received.Length).ToArray();
        var (gains, counts) = (new Complex32[blocks.Length], new int[blocks.Length]);
        double unexplained = 0;
        var freedom = 0;
        for (var b = 0; b < blocks.Length; b++)
        {
            var (start, known, _) = blocks[b];
            var x = start == 0 ? KnownSymbols.Preamble(headerProtection) : KnownSymbols.Pilots[..known];
            var y = received.Slice(start, known);
            (gains[b], counts[b]) = (Correlate(y, x) * (1f / known), known);
            unexplained += Unexplained(y, x, gains[b]);
            freedom += known - 1;
        }
        var noise = Math.Max(unexplained / Math.Max(1, freedom), SmallestNoise);
        return new ChannelEstimate(gains, Array.ConvertAll(counts, n => (float)(noise / n)), blocks.Length == 1 ? received.Length : pattern.BlockLength, noise);
    }

    /// <summary>Estimates one gain for the whole frame from the preamble and a decoded header, whose symbols are known then.</summary>
    public static ChannelEstimate EstimateWithHeader(
        ReadOnlySpan<Complex32> received, ProtectionLevel headerProtection, ReadOnlySpan<Complex32> headerSymbols)
    {
        var known = PilotPattern.PreambleLength + headerSymbols.Length;
        var x = new Complex32[known];
        KnownSymbols.Preamble(headerProtection).CopyTo(x);
        headerSymbols.CopyTo(x.AsSpan(PilotPattern.PreambleLength));
        var y = received[..known];
        var gain = Correlate(y, x) * (1f / known);
        var noise = Math.Max(Unexplained(y, x, gain) / (known - 1), SmallestNoise);
        return new ChannelEstimate([gain], [(float)(noise / known)], received.Length, noise);
    }

    private static Complex32 Correlate(ReadOnlySpan<Complex32> y, ReadOnlySpan<Complex32> x)
    {
        var sum = default(Complex32);
        for (var i = 0; i < y.Length; i++)
            sum += y[i] * x[i].Conjugate();
        return sum;
    }

    private static double Unexplained(ReadOnlySpan<Complex32> y, ReadOnlySpan<Complex32> x, Complex32 gain)
    {
        double sum = 0;
        for (var i = 0; i < y.Length; i++)
            sum += (y[i] - gain * x[i]).Power;
        return sum;
    }
}
