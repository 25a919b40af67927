using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// A delay profile seen by the pilots of one comb and by all subcarriers: h(k) = Σ_d t_d(k)·x_d with uncorrelated x_d of unit power and
/// t_d(k) = √p_d·e^(−j2πkΔfτ_d); pilots, each divided by the deviation of its noise, see S·x. The Gram matrix SᴴS is all that a filter needs.
/// </summary>
internal sealed class FrequencyBasis
{
    public FrequencyBasis(PilotComb comb, int subcarriers, double spacingHertz, DelayProfile profile)
    {
        (Comb, Subcarriers, Lines) = (comb, subcarriers, profile.Delays.Length);
        (TRe, TIm) = (new double[Lines * subcarriers], new double[Lines * subcarriers]);
        (SRe, SIm) = (new double[Lines * comb.Count], new double[Lines * comb.Count]);
        for (var d = 0; d < Lines; d++)
        {
            var (amplitude, phase) = (Math.Sqrt(profile.Powers[d]), -2 * Math.PI * spacingHertz * profile.Delays[d]);
            for (var k = 0; k < subcarriers; k++)
            {
                var (sin, cos) = Math.SinCos(phase * k);
                (TRe[d * subcarriers + k], TIm[d * subcarriers + k]) = (amplitude * cos, amplitude * sin);
            }
            for (var p = 0; p < comb.Count; p++)
            {
                var at = d * subcarriers + comb.Subcarriers[p];
                (SRe[d * comb.Count + p], SIm[d * comb.Count + p]) = (TRe[at] * comb.Whitening[p], TIm[at] * comb.Whitening[p]);
            }
        }
        Gram = GramOf(Lines, comb.Count, SRe, SIm);
        EffectiveModes = EffectiveModesOf(Gram);
    }

    public PilotComb Comb { get; }

    public int Subcarriers { get; }

    /// <summary>Number of delays.</summary>
    public int Lines { get; }

    /// <summary>t [lines × subcarriers].</summary>
    public double[] TRe { get; }

    /// <inheritdoc cref="TRe"/>
    public double[] TIm { get; }

    /// <summary>S, transposed: [lines × pilots].</summary>
    public double[] SRe { get; }

    /// <inheritdoc cref="SRe"/>
    public double[] SIm { get; }

    /// <summary>SᴴS [lines × lines], lower triangle.</summary>
    public HermitianMatrix Gram { get; }

    /// <summary>(tr SᴴS)² / tr (SᴴS)²: how many numbers the channel amounts to.</summary>
    public double EffectiveModes { get; }

    /// <summary>z = Sᴴy for pilots divided by the deviation of their noise.</summary>
    public void Analyse(ReadOnlySpan<Complex32> gains, Span<Complex> z)
    {
        var pilots = Comb.Count;
        for (var d = 0; d < Lines; d++)
        {
            var (re, im) = (0.0, 0.0);
            var sRe = SRe.AsSpan(d * pilots, pilots);
            var sIm = SIm.AsSpan(d * pilots, pilots);
            for (var p = 0; p < pilots; p++)
            {
                var y = gains[p];
                var (a, b) = (sRe[p] * Comb.Whitening[p], sIm[p] * Comb.Whitening[p]);
                re += a * y.Real + b * y.Imaginary;
                im += a * y.Imaginary - b * y.Real;
            }
            z[d] = new Complex(re, im);
        }
    }

    private static HermitianMatrix GramOf(int lines, int pilots, double[] sRe, double[] sIm)
    {
        var gram = new HermitianMatrix(lines);
        for (var i = 0; i < lines; i++)
        {
            var aRe = sRe.AsSpan(i * pilots, pilots);
            var aIm = sIm.AsSpan(i * pilots, pilots);
            for (var j = 0; j <= i; j++)
            {
                var bRe = sRe.AsSpan(j * pilots, pilots);
                var bIm = sIm.AsSpan(j * pilots, pilots);
                var (re, im) = (0.0, 0.0);
                for (var p = 0; p < pilots; p++)
                {
                    re += aRe[p] * bRe[p] + aIm[p] * bIm[p];
                    im += aRe[p] * bIm[p] - aIm[p] * bRe[p];
                }
                gram[i, j] = new Complex(re, im);
            }
        }
        return gram;
    }

    private static double EffectiveModesOf(HermitianMatrix gram)
    {
        var (trace, squares) = (0.0, 0.0);
        for (var i = 0; i < gram.Size; i++)
        {
            trace += gram[i, i].Real;
            for (var j = 0; j <= i; j++)
            {
                var value = gram[i, j];
                squares += (value.Real * value.Real + value.Imaginary * value.Imaginary) * (i == j ? 1 : 2);
            }
        }
        return trace * trace / squares;
    }
}
