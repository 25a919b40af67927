using System.Numerics;
using MathNet.Numerics.LinearAlgebra.Complex;
using SemCom.Receiver.Estimation;

namespace SemCom.Receiver.Tests.Estimation.Diffusion;

/// <summary>Many observations of unequal noise against a dense filter of another library.</summary>
public sealed class DataPosteriorTests
{
    private const int Symbols = 3, Subcarriers = 10;

    [Fact]
    public void GainsAndErrors_AreThoseOfADenseFilter()
    {
        var waves = new WaveGrid(Subcarriers, Symbols, [0, 0.6, 1.9], [-0.3, 0, 0.4]);
        var powers = new WavePowers(waves, [0.6, 0.3, 0.2], [0.3, 0.4, 0.3], 0.1);
        // Two of three elements are known, with symbols of any amplitude and noise of any power.
        var known = Enumerable.Range(0, Symbols * Subcarriers).Where(i => i % 3 != 1).ToArray();
        var x = known.Select(i => Complex.FromPolarCoordinates(0.5 + 0.1 * (i % 7), 1.3 * i)).ToArray();
        var noise = known.Select(i => 0.2 + 0.15 * (i % 4)).ToArray();
        var y = known.Select(i => Complex.FromPolarCoordinates(0.4 + 0.05 * i, 0.7 * i - 1)).ToArray();

        var (weights, matched) = (new double[Symbols * Subcarriers], new SplitRows(Symbols, Subcarriers));
        for (var i = 0; i < known.Length; i++)
        {
            weights[known[i]] = x[i].Magnitude * x[i].Magnitude / noise[i];
            matched[known[i] / Subcarriers].Set(known[i] % Subcarriers, y[i] * Complex.Conjugate(x[i]) / noise[i]);
        }
        var (gains, errors) = (new SplitRows(Symbols, Subcarriers), new double[Symbols * Subcarriers]);
        new DataPosterior(new WholeGrid(waves), powers).Estimate(weights, matched, gains, errors);

        Complex C(int a, int b) => powers.OverTime(a / Subcarriers - b / Subcarriers) * powers.OverFrequency(a % Subcarriers - b % Subcarriers);
        var s = DenseMatrix.Create(known.Length, known.Length, (i, j) => x[i] * C(known[i], known[j]) * Complex.Conjugate(x[j]) + (i == j ? noise[i] : 0));
        var inverse = s.Inverse();
        var a = inverse * DenseVector.OfArray(y);
        for (var e = 0; e < errors.Length; e++)
        {
            var c = DenseVector.Create(known.Length, i => C(e, known[i]) * Complex.Conjugate(x[i]));
            Assert.Equal(0, (c * a - gains[e / Subcarriers][e % Subcarriers]).Magnitude, 1e-6);
            Assert.Equal(powers.Power - (c * (inverse * c.Conjugate())).Real, errors[e], 1e-6);
        }
    }

    [Fact]
    public void WhereNothingIsKnown_GainsAreZero_AndErrorsTheChannelsPower()
    {
        var waves = new WaveGrid(Subcarriers, Symbols, [0, 0.6], [-0.3, 0.4]);
        var powers = new WavePowers(waves, [0.6, 0.3], [0.5, 0.5], 0.1);
        var (gains, errors) = (new SplitRows(Symbols, Subcarriers), new double[Symbols * Subcarriers]);
        new DataPosterior(new WholeGrid(waves), powers).Estimate(new double[Symbols * Subcarriers], new SplitRows(Symbols, Subcarriers), gains, errors);
        Assert.All(gains.ToArray(), gain => Assert.Equal(Complex.Zero, gain));
        Assert.All(errors, error => Assert.Equal(0.9, error, 1e-6));
    }
}
