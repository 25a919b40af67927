using System.Runtime.CompilerServices;
using SemCom.Coding;

namespace SemCom.Receiver.Decoding;

/// <summary>How a demapper sums over the constellation.</summary>
public enum DemapperRule
{
    /// <summary>ln Σ exp: the a posteriori LLR for equally likely symbols.</summary>
    Exact = 0,

    /// <summary>
    /// The nearest point for each bit value only: the same for QPSK, 0.01 dB worse for 16-QAM at rate 1/2, and free of transcendental functions.
    /// </summary>
    MaxLog = 1,
}

/// <summary>
/// Soft QAM demapper. LLR = ln P(bit = 0 | y) − ln P(bit = 1 | y): positive means 0. Symbols are equalised (y = x + n) and come with their
/// own effective noise power.
/// </summary>
public sealed class QamDemapper
{
    /// <summary>LLRs are limited to ± this, so that sums of repeated ones stay finite.</summary>
    public const float MaxLlr = 1e4f;

    internal const float MaxInverseNoise = 1e12f;
    internal const float MaxAmplitude = 1e6f;

    private readonly Constellation _constellation;
    private readonly DemapperRule _rule;
    private readonly float[] _amplitudes;
    private readonly float[]? _logPriors;

    /// <summary>Creates the demapper of equally likely points; it holds no state and serves any number of threads.</summary>
    public QamDemapper(Constellation constellation, DemapperRule rule = DemapperRule.MaxLog)
    {
        ArgumentNullException.ThrowIfNull(constellation);
        (_constellation, _rule, _amplitudes) = (constellation, rule, constellation.AxisAmplitudes.ToArray());
    }

    /// <summary>Creates the demapper of a shaped constellation, by the exact rule: LLRs are those of the points' probabilities and of what was received together, and of an erasure the former's.</summary>
    public QamDemapper(ShapedConstellation shaped)
    {
        ArgumentNullException.ThrowIfNull(shaped);
        (_constellation, _rule) = (shaped.Constellation, DemapperRule.Exact);
        (_amplitudes, _logPriors) = (shaped.AxisAmplitudes.ToArray(), shaped.LogPriors.ToArray());
    }

    /// <summary>Computes the LLRs of all bits of all symbols.</summary>
    /// <param name="symbols">Equalised symbols y. One that is not finite tells nothing: its LLRs are 0.</param>
    /// <param name="noisePower">
    /// Effective noise power N0 of each symbol, linear, N0/2 per real dimension. +∞ is an erasure (LLR 0), as is NaN or a negative value;
    /// 0 gives ±<see cref="MaxLlr"/>.
    /// </param>
    /// <param name="llrs">Receives BitsPerSymbol LLRs per symbol, in the order of the bits.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public void Demap(ReadOnlySpan<Complex32> symbols, ReadOnlySpan<float> noisePower, Span<float> llrs)
    {
        var bitsPerSymbol = _constellation.BitsPerSymbol;
        if (noisePower.Length != symbols.Length)
            throw new ArgumentException($"{symbols.Length} symbols need as many noise powers (got {noisePower.Length})", nameof(noisePower));
        if (llrs.Length != symbols.Length * bitsPerSymbol)
            throw new ArgumentException($"{symbols.Length} symbols of {bitsPerSymbol} bits give as many LLRs (room for {llrs.Length})", nameof(llrs));
        var first = _rule == DemapperRule.MaxLog ? MaxLogKernel.Demap(_constellation, symbols, noisePower, llrs) : 0;
        for (var s = first; s < symbols.Length; s++)
        {
            var y = symbols[s];
            var inverseNoise = 1 / noisePower[s];
            var target = llrs.Slice(s * bitsPerSymbol, bitsPerSymbol);
            if (!(inverseNoise > 0) || !float.IsFinite(y.Real) || !float.IsFinite(y.Imaginary))
            {
                if (_logPriors is null)
                {
                    target.Clear();
                    continue;
                }
                (y, inverseNoise) = (default, 0);
            }
            inverseNoise = Math.Min(inverseNoise, MaxInverseNoise);
            DemapAxis(y.Real, inverseNoise, target);
            DemapAxis(y.Imaginary, inverseNoise, target[1..]);
        }
    }

    /// <summary>Writes the LLRs of one real dimension to every second element of <paramref name="llrs"/>.</summary>
    private void DemapAxis(float y, float inverseNoise, Span<float> llrs)
    {
        var amplitudes = _amplitudes;
        y = Math.Clamp(y, -MaxAmplitude, MaxAmplitude);
        if (amplitudes.Length == 2)
        {
            llrs[0] = Limit(4 * amplitudes[0] * y * inverseNoise);
            return;
        }
        var bits = _constellation.BitsPerAxis;
        Span<float> metrics = stackalloc float[amplitudes.Length];
        for (var label = 0; label < metrics.Length; label++)
        {
            var distance = y - amplitudes[label];
            metrics[label] = -distance * distance * inverseNoise;
            if (_logPriors is not null)
                metrics[label] += _logPriors[label];
        }
        for (var bit = 0; bit < bits; bit++)
        {
            var mask = 1 << (bits - 1 - bit);
            llrs[2 * bit] = Limit(LogLikelihood(metrics, mask, 0) - LogLikelihood(metrics, mask, mask));
        }
    }

    /// <summary>ln Σ exp(metric), or its largest term, over the labels whose bit <paramref name="mask"/> has the given value.</summary>
    private float LogLikelihood(ReadOnlySpan<float> metrics, int mask, int value)
    {
        var best = float.NegativeInfinity;
        for (var label = 0; label < metrics.Length; label++)
        {
            if ((label & mask) == value)
                best = Math.Max(best, metrics[label]);
        }
        if (_rule == DemapperRule.MaxLog || float.IsNegativeInfinity(best))
            return best;
        var sum = 0f;
        for (var label = 0; label < metrics.Length; label++)
        {
            if ((label & mask) == value)
                sum += MathF.Exp(metrics[label] - best);
        }
        return best + MathF.Log(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Limit(float llr) => Math.Clamp(llr, -MaxLlr, MaxLlr);
}
