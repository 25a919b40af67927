using System.Numerics;

namespace SemCom;

/// <summary>
/// Converts a sampling rate by p/q in lowest terms: y[n] = Σ x[m]·h[n·q − m·p], without delay, with silence before and after the signal. h is a
/// sinc under a Kaiser window (J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", ISCAS 1974) with 60 dB rejection
/// and a transition of a tenth of the cut-off 1/(2·max(p, q)): the filter of GNU Octave's resample, which pystoi uses as well.
/// </summary>
internal sealed class RationalResampler
{
    private const double RejectionDb = 60;

    private readonly int _up, _down, _half, _length;

    /// <summary>[p × length]; row r holds the taps h of index ≡ r modulo p, the oldest sample's first.</summary>
    private readonly double[] _taps;

    /// <summary>Plans the conversion; rates in Hz.</summary>
    public RationalResampler(int fromRate, int toRate)
    {
        var divisor = (int)BigInteger.GreatestCommonDivisor(fromRate, toRate);
        (_up, _down) = (toRate / divisor, fromRate / divisor);
        var cutoff = 0.5 / Math.Max(_up, _down);
        _half = (int)Math.Ceiling((RejectionDb - 8) / (28.714 * cutoff / 10));
        _length = 2 * _half / _up + 1;
        _taps = new double[_up * _length];
        var filter = Filter(_half, cutoff, _up);
        for (var i = 0; i < filter.Length; i++)
            _taps[i % _up * _length + _length - 1 - i / _up] = filter[i];
    }

    /// <summary>The signal at the new rate, ⌈samples·p/q⌉ values; a plain copy where the rates are equal.</summary>
    public double[] Convert(ReadOnlySpan<float> signal)
    {
        var result = new double[(int)(((long)signal.Length * _up + _down - 1) / _down)];
        for (var n = 0; n < result.Length; n++)
            result[n] = _up == _down ? signal[n] : At(signal, (long)n * _down + _half);
        return result;
    }

    /// <summary>One value; <paramref name="position"/> counts in steps of the common multiple of both rates.</summary>
    private double At(ReadOnlySpan<float> signal, long position)
    {
        var row = _taps.AsSpan((int)(position % _up) * _length, _length);
        var oldest = (int)(position / _up) - _length + 1;
        var end = Math.Min(_length, signal.Length - oldest);
        double sum = 0;
        for (var k = Math.Max(0, -oldest); k < end; k++)
            sum += row[k] * signal[oldest + k];
        return sum;
    }

    /// <summary>Taps h[−half … half], whose sum is the gain.</summary>
    private static double[] Filter(int half, double cutoff, double gain)
    {
        const double beta = 0.1102 * (RejectionDb - 8.7);
        var taps = new double[2 * half + 1];
        for (var i = 0; i < taps.Length; i++)
        {
            var t = (double)(i - half) / half;
            taps[i] = Sinc(2 * cutoff * (i - half)) * BesselI0(beta * Math.Sqrt(1 - t * t));
        }
        var scale = gain / taps.Sum();
        for (var i = 0; i < taps.Length; i++)
            taps[i] *= scale;
        return taps;
    }

    private static double Sinc(double x) => x == 0 ? 1 : UnitCircle.At(x / 2).Sin / (Math.PI * x);

    /// <summary>Modified Bessel function of the first kind and order 0, by its power series; for arguments up to 10.</summary>
    private static double BesselI0(double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; term > 1e-17 * sum; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
