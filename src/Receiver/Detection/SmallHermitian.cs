using System.Numerics;

namespace SemCom.Receiver.Detection;

/// <summary>
/// Linear minimum mean square error detection of up to four symbols of unit power from their matched-filter outputs: with G = AᴴR⁻¹A and
/// b = AᴴR⁻¹y the estimate is E·b, E = (G + I)⁻¹; its bias 1 − E_tt is taken out, and E_tt / (1 − E_tt) is the noise that is left, the reciprocal
/// of the signal-to-interference-and-noise ratio (Kay 1993, §12.5). Fixed size, no allocation.
/// </summary>
internal ref struct SmallHermitian(int size, Span<Complex> gram, Span<Complex> matched)
{
    private const double LeastGain = 1e-12;

    private readonly Span<Complex> _gram = gram;
    private readonly Span<Complex> _matched = matched;

    /// <summary>Adds one observation y = Σ a_t·x_t + n with E|n|² = <paramref name="noise"/>.</summary>
    public readonly void Add(Complex y, ReadOnlySpan<Complex> a, double noise)
    {
        var weight = 1 / noise;
        for (var i = 0; i < size; i++)
        {
            var scaled = Complex.Conjugate(a[i]) * weight;
            _matched[i] += scaled * y;
            for (var j = 0; j <= i; j++)
                _gram[i * size + j] += scaled * a[j];
        }
    }

    /// <summary>Solves; a symbol that nothing was received of is 0 with infinite noise.</summary>
    public readonly void Solve(Span<Complex32> x, Span<float> noise)
    {
        for (var i = 0; i < size; i++)
        {
            var diagonal = _gram[i * size + i].Real + 1;
            for (var j = 0; j < i; j++)
            {
                var sum = _gram[i * size + j];
                for (var m = 0; m < j; m++)
                    sum -= _gram[i * size + m] * Complex.Conjugate(_gram[j * size + m]);
                _gram[i * size + j] = sum *= 1 / _gram[j * size + j].Real;
                diagonal -= sum.Real * sum.Real + sum.Imaginary * sum.Imaginary;
            }
            _gram[i * size + i] = Math.Sqrt(Math.Max(diagonal, 1e-300));
        }
        Span<Complex> unit = stackalloc Complex[size];
        Substitute(_matched, 0);
        for (var t = 0; t < size; t++)
        {
            // E_tt = |L⁻¹e_t|²
            unit.Clear();
            unit[t] = 1;
            Forward(unit, t);
            var error = 0.0;
            for (var i = t; i < size; i++)
                error += unit[i].Real * unit[i].Real + unit[i].Imaginary * unit[i].Imaginary;
            var gain = 1 - error;
            var value = _matched[t] * (1 / gain);
            var usable = gain > LeastGain && double.IsFinite(value.Real) && double.IsFinite(value.Imaginary);
            (x[t], noise[t]) = usable ? ((Complex32)value, (float)(error / gain)) : (default, float.PositiveInfinity);
            if (!float.IsFinite(x[t].Power))
                (x[t], noise[t]) = (default, float.PositiveInfinity);
        }
    }

    private readonly void Substitute(Span<Complex> v, int start)
    {
        Forward(v, start);
        for (var i = size - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < size; j++)
                v[i] -= Complex.Conjugate(_gram[j * size + i]) * v[j];
            v[i] *= 1 / _gram[i * size + i].Real;
        }
    }

    private readonly void Forward(Span<Complex> v, int start)
    {
        for (var i = start; i < size; i++)
        {
            for (var j = start; j < i; j++)
                v[i] -= _gram[i * size + j] * v[j];
            v[i] *= 1 / _gram[i * size + i].Real;
        }
    }
}
