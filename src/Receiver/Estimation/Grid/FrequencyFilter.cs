using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// Wiener filter over the subcarriers of one OFDM symbol, ĥ(k) = t(k)·(SᴴS + νI)⁻¹·Sᴴy, designed for the ratio ν of noise to channel power.
/// Edfors et al., IEEE TCOM 46(7), 1998, in the delay domain. It also knows its own moments over an unbiased reference: with Φ = (SᴴS + νI)⁻¹SᴴS,
/// E[ĥh*] = tΦtᴴ, the signal's part of E|ĥ|² is tΦΦᴴtᴴ, and the noise's part is N0·tM⁻¹SᴴSM⁻¹tᴴ.
/// </summary>
internal sealed class FrequencyFilter
{
    private readonly double[] _uRe, _uIm;
    private readonly double _design;

    public FrequencyFilter(FrequencyBasis basis, double design)
    {
        (Basis, _design) = (basis, design);
        var (lines, subcarriers) = (basis.Lines, basis.Subcarriers);
        var matrix = new HermitianMatrix(lines);
        for (var i = 0; i < lines; i++)
        {
            for (var j = 0; j <= i; j++)
                matrix[i, j] = basis.Gram[i, j];
            matrix[i, i] += design;
        }
        matrix.Factor();
        (_uRe, _uIm) = ((double[])basis.TRe.Clone(), Array.ConvertAll(basis.TIm, x => -x));
        matrix.SolveRows(_uRe, _uIm, subcarriers);
        (Gain, Signal, Noise) = (new double[subcarriers], new double[subcarriers], new double[subcarriers]);
        for (var k = 0; k < subcarriers; k++)
        {
            var (first, second) = (0.0, 0.0);
            for (var at = k; at < _uRe.Length; at += subcarriers)
            {
                first += basis.TRe[at] * _uRe[at] - basis.TIm[at] * _uIm[at];
                second += _uRe[at] * _uRe[at] + _uIm[at] * _uIm[at];
            }
            Gain[k] = 1 - design * first;
            Signal[k] = 1 - 2 * design * first + design * design * second;
            Noise[k] = Math.Max(0, first - design * second);
        }
    }

    public FrequencyBasis Basis { get; }

    /// <summary>E[ĥ(k)h*(k)], for unit channel power.</summary>
    public double[] Gain { get; }

    /// <summary>E|ĥ(k)|² without noise, for unit channel power.</summary>
    public double[] Signal { get; }

    /// <summary>E|ĥ(k)|² of the noise alone, for N0 = 1.</summary>
    public double[] Noise { get; }

    /// <summary>Estimates one row.</summary>
    public void Apply(ReadOnlySpan<Complex32> gains, Span<float> re, Span<float> im)
    {
        var subcarriers = Basis.Subcarriers;
        var z = new Complex[Basis.Lines];
        Basis.Analyse(gains, z);
        var (sumRe, sumIm) = (new double[subcarriers], new double[subcarriers]);
        // (u*)·z is conjugated twice: accumulate u·z*, then turn the sign of the imaginary part.
        for (var d = 0; d < z.Length; d++)
            SplitVector.MultiplyAdd(z[d].Real, -z[d].Imaginary, _uRe.AsSpan(d * subcarriers, subcarriers), _uIm.AsSpan(d * subcarriers, subcarriers), sumRe, sumIm);
        for (var k = 0; k < subcarriers; k++)
            (re[k], im[k]) = ((float)sumRe[k], (float)-sumIm[k]);
    }

    /// <summary>E[ĥ(k)·ĥ'*(k)] without noise, for this filter and another of the same profile and design on another row's pilots.</summary>
    public Complex[] Cross(FrequencyFilter other)
    {
        var subcarriers = Basis.Subcarriers;
        var cross = new Complex[subcarriers];
        for (var k = 0; k < subcarriers; k++)
        {
            var (re, im) = (0.0, 0.0);
            for (var at = k; at < _uRe.Length; at += subcarriers)
            {
                re += _uRe[at] * other._uRe[at] + _uIm[at] * other._uIm[at];
                im += _uRe[at] * other._uIm[at] - _uIm[at] * other._uRe[at];
            }
            cross[k] = new Complex(Gain[k] + other.Gain[k] - 1 + _design * _design * re, _design * _design * im);
        }
        return cross;
    }
}
