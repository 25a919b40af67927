using SemCom.Coding;
using SemCom.Core.Tests.Randomness;

namespace SemCom.Channels.Tests;

/// <summary>Hard decisions on Gray-labelled square QAM, and their exact error rate, from the constellation's amplitudes alone.</summary>
internal sealed class QamSlicer
{
    private readonly Constellation _constellation;
    private readonly int[] _labels;
    private readonly double _half;
    private readonly float _perStep;
    private readonly double[] _coefficients;

    public QamSlicer(Constellation constellation)
    {
        _constellation = constellation;
        var amplitudes = constellation.AxisAmplitudes.ToArray();
        _labels = [.. Enumerable.Range(0, amplitudes.Length).OrderBy(label => amplitudes[label])];
        _half = 1 / Math.Sqrt(2.0 * (amplitudes.Length * amplitudes.Length - 1) / 3);
        _perStep = (float)(1 / (2 * _half));
        _coefficients = Coefficients();
    }

    /// <summary>Symbol i carries label i / (tested bits) modulo the number of labels, so that each label meets each tested bit.</summary>
    public Complex32[] EveryLabel(int count, int axes)
    {
        var (bits, tested) = (_constellation.BitsPerSymbol, _constellation.BitsPerSymbol / axes);
        var labels = new byte[count * bits];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = (byte)(i / bits / tested >> (i % bits) & 1);
        var symbols = new Complex32[count];
        _constellation.Map(labels, symbols);
        return symbols;
    }

    /// <summary>
    /// Errors in one bit a symbol (of both axes in turn), or for two axes in one bit of each; gains are empty for a gain of 1.
    /// </summary>
    public long CountErrors(ReadOnlySpan<Complex32> x, ReadOnlySpan<Complex32> y, ReadOnlySpan<Complex32> gains, int axes)
    {
        long errors = 0;
        var (perAxis, turn) = (_constellation.BitsPerAxis, 0);
        var turns = axes == 2 ? perAxis : 2 * perAxis;
        for (var i = 0; i < x.Length; i++)
        {
            var z = gains.IsEmpty ? y[i] : y[i] * gains[i].Conjugate() * (1 / gains[i].Power);
            var bit = turn % perAxis;
            if (axes == 2 || turn < perAxis)
                errors += (Label(x[i].Real) ^ Label(z.Real)) >> bit & 1;
            if (axes == 2 || turn >= perAxis)
                errors += (Label(x[i].Imaginary) ^ Label(z.Imaginary)) >> bit & 1;
            turn = turn + 1 == turns ? 0 : turn + 1;
        }
        return errors;
    }

    /// <summary>Mean error rate of all bits over AWGN at an Es/N0: Σ_k c_k·Q((2k+1)·d/σ).</summary>
    public double ErrorRate(double snr)
    {
        var first = _half * Math.Sqrt(2 * snr);
        double rate = 0;
        for (var k = 0; k < _coefficients.Length && (2 * k + 1) * first is var argument && (k == 0 || argument < 8); k++)
            rate += argument > 40 ? 0 : _coefficients[k] * GoodnessOfFit.Q(argument);
        return rate;
    }

    private int Label(float value) => _labels[Math.Clamp((int)MathF.Floor(value * _perStep) + _labels.Length / 2, 0, _labels.Length - 1)];

    /// <summary>
    /// A decision changes at thresholds (2k+1)·d away from the sent amplitude; each adds or takes the tail behind it, as the tested bit
    /// becomes wrong or right there.
    /// </summary>
    private double[] Coefficients()
    {
        var coefficients = new double[_labels.Length - 1];
        var weight = 1.0 / (_labels.Length * _constellation.BitsPerAxis);
        for (var sent = 0; sent < _labels.Length; sent++)
        {
            for (var bit = 0; bit < _constellation.BitsPerAxis; bit++)
            {
                foreach (var direction in new[] { 1, -1 })
                {
                    for (var (k, level) = (0, sent + direction); level >= 0 && level < _labels.Length; k++, level += direction)
                        coefficients[k] += weight * (IsWrong(level) - IsWrong(level - direction));
                }

                int IsWrong(int level) => (_labels[level] ^ _labels[sent]) >> bit & 1;
            }
        }
        return coefficients;
    }
}
