using System.Numerics;
using MathNet.Numerics.LinearAlgebra.Complex;
using SemCom.Receiver.Estimation;

namespace SemCom.Receiver.Tests.Estimation.Diffusion;

/// <summary>The closed form behind the prior against dense matrices of another library, and against differences of the likelihood.</summary>
public sealed class PilotPosteriorTests
{
    private static readonly WaveGrid Waves = new(24, 8, [0, 0.5, 1.3, 3], [-0.5, 0, 0.7]);

    private static readonly double[] P = [0.6, 0.35, 0.15, 0.05], Q = [0.3, 0.55, 0.15];

    /// <summary>Irregular on purpose: rows of different lengths, one outside of the window, unequal noise.</summary>
    private static readonly PilotPlaces Places = new([-2, -2, 1, 1, 1, 6, 6], [0, 9, 3, 11, 20, 5, 23], [1, 1, 0.5f, 2, 1, 1, 3]);

    private static readonly Complex[] Seen = [.. Enumerable.Range(0, 7).Select(i => Complex.FromPolarCoordinates(0.4 + 0.2 * i, 1.7 * i))];

    private static WavePowers Powers(double[]? p = null, double[]? q = null) => new(Waves, p ?? P, q ?? Q, 0.2);

    [Fact]
    public void GainsAndErrors_AreThoseOfADenseFilter()
    {
        var powers = Powers();
        var posterior = new PilotPosterior(Waves, Places, powers);
        var weighed = posterior.Weigh(Seen);
        var inverse = Covariance(powers, powers.Noise).Inverse();
        var a = inverse * DenseVector.OfArray(Seen);
        var (gains, errors) = (new Complex[24], new float[2 * 24]);
        posterior.Errors(new GridPart(3, 2, 0, 24), errors);
        for (var l = 0; l < 2; l++)
        {
            posterior.Gains(weighed, new GridPart(3 + l, 1, 0, 24), gains);
            for (var k = 0; k < 24; k++)
            {
                var c = DenseVector.Create(7, i => Correlation(powers, 3 + l - Places.Symbols[i], k - Places.Subcarriers[i]));
                Assert.Equal(0, (c.DotProduct(a) - gains[k]).Magnitude, 1e-9);
                var error = powers.Power - (c * (inverse * c.Conjugate())).Real;
                Assert.Equal(error, errors[l * 24 + k], 1e-5);
            }
        }
    }

    /// <summary>d ln p(y) / dw = energy − trace, by central differences, for every power and the noise.</summary>
    [Fact]
    public void Gradients_AreThoseOfTheLikelihood()
    {
        var gradients = new PilotPosterior(Waves, Places, Powers()).Gradients([Seen]);
        for (var d = 0; d < P.Length; d++)
            Assert.Equal(Slope(step => LogLikelihood(Powers(p: Changed(P, d, step)), Powers().Noise)), gradients.DelayEnergies[d] - gradients.DelayTraces[d], 1e-4);
        for (var v = 0; v < Q.Length; v++)
            Assert.Equal(Slope(step => LogLikelihood(Powers(q: Changed(Q, v, step)), Powers().Noise)), gradients.DopplerEnergies[v] - gradients.DopplerTraces[v], 1e-4);
        Assert.Equal(Slope(step => LogLikelihood(Powers(), Powers().Noise * Math.Exp(step))), 7 * (gradients.NoiseEnergy - gradients.NoiseTrace), 1e-4);
    }

    [Fact]
    public void ManyObservations_AreAveraged()
    {
        var posterior = new PilotPosterior(Waves, Places, Powers());
        var other = Array.ConvertAll(Seen, y => y * new Complex(0.3, -0.8) + 0.1);
        var (first, second, both) = (posterior.Gradients([Seen]), posterior.Gradients([other]), posterior.Gradients([Seen, other]));
        for (var d = 0; d < P.Length; d++)
            Assert.Equal((first.DelayEnergies[d] + second.DelayEnergies[d]) / 2, both.DelayEnergies[d], 1e-9);
        Assert.Equal((first.NoiseEnergy + second.NoiseEnergy) / 2, both.NoiseEnergy, 1e-9);
    }

    private static double[] Changed(double[] x, int index, double step) => [.. x.Select((value, i) => i == index ? value + step : value)];

    private static double Slope(Func<double, double> at)
    {
        const double Step = 1e-4;
        return (at(Step) - at(-Step)) / (2 * Step);
    }

    private static double LogLikelihood(WavePowers powers, double noise)
    {
        var s = Covariance(powers, noise);
        var y = DenseVector.OfArray(Seen);
        return -Math.Log(s.Determinant().Magnitude) - (y.Conjugate() * (s.Inverse() * y)).Real;
    }

    private static DenseMatrix Covariance(WavePowers powers, double noise) => DenseMatrix.Create(7, 7, (i, j) =>
        Correlation(powers, Places.Symbols[i] - Places.Symbols[j], Places.Subcarriers[i] - Places.Subcarriers[j]) + (i == j ? noise * Places.NoiseScales[i] : 0));

    private static Complex Correlation(WavePowers powers, int symbols, int subcarriers)
    {
        var (frequency, time) = (Complex.Zero, Complex.Zero);
        for (var d = 0; d < 4; d++)
            frequency += Complex.FromPolarCoordinates(powers.Delays[d], -2 * Math.PI * subcarriers * Waves.Delays[d] / 24);
        for (var v = 0; v < 3; v++)
            time += Complex.FromPolarCoordinates(powers.Dopplers[v], 2 * Math.PI * symbols * Waves.Dopplers[v] / 8);
        return frequency * time;
    }
}
