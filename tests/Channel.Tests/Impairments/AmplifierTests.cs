using SemCom.Core.Tests.Randomness;
using SpecialFunctions = MathNet.Numerics.SpecialFunctions;

namespace SemCom.Channels.Tests.Impairments;

/// <summary>Clipping and Rapp's amplifier against closed forms.</summary>
public class AmplifierTests
{
    private const int Count = 400_000;

    /// <summary>
    /// Bussgang's theorem for a complex Gaussian of unit power: the output is α·x + d with d uncorrelated to x, E|y|² = 1 − e^(−A²), and the
    /// ratio of signal to distortion α²/(E|y|² − α²).
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    public void ClippedGaussian_HasThePowerGainAndDistortionOfTheClosedForm(double paprDb)
    {
        const double MeanPower = 0.25;
        var x = Array.ConvertAll(TestSignal.Gaussian(Count), s => s * (float)Math.Sqrt(MeanPower));
        var y = (Complex32[])x.Clone();
        new ClipImpairment(new() { PaprDb = paprDb }).Apply(y, new(default, 1e6, MeanPower));

        var a2 = Math.Pow(10, paprDb / 10);
        var a = Math.Sqrt(a2);
        var alpha = 1 - Math.Exp(-a2) + Math.Sqrt(Math.PI) / 2 * a * SpecialFunctions.Erfc(a);
        var power = 1 - Math.Exp(-a2);
        AssertMean(Values(i => y[i].Power / MeanPower), power);
        AssertMean(Values(i => (y[i] * x[i].Conjugate()).Real / MeanPower), alpha);
        AssertMean(Values(i => (y[i] - x[i] * (float)alpha).Power / MeanPower), power - alpha * alpha);
        Assert.All(y, s => Assert.InRange(s.Power, 0, MeanPower * a2 * (1 + 1e-6)));
    }

    [Fact]
    public void Clipping_KeepsPhases_AndWhatIsBelowTheLevel()
    {
        var x = TestSignal.Gaussian(1000);
        var y = (Complex32[])x.Clone();
        new ClipImpairment(new() { PaprDb = 3 }).Apply(y, new(default, 1e6, 1));
        for (var i = 0; i < x.Length; i++)
        {
            Assert.InRange(Math.Abs((y[i] * x[i].Conjugate()).Imaginary), 0, 1e-6);
            if (x[i].Power < 1.99)
                Assert.Equal(x[i], y[i]);
        }
    }

    [Theory]
    [InlineData(8, 2)]
    [InlineData(3, 3.5)]
    [InlineData(0, 0.5)]
    [InlineData(10, 20)]
    public void Rapp_IsItsFormula(double paprDb, double p)
    {
        const double MeanPower = 0.5;
        var saturation = Math.Sqrt(MeanPower * Math.Pow(10, paprDb / 10));
        foreach (var amplitude in new[] { 0, 1e-10, 1e-3, 0.3, 1, 1.5, 3, 10, 1e6 })
        {
            Complex32[] y = [new((float)(amplitude * 0.6), (float)(amplitude * -0.8))];
            new RappImpairment(new() { PaprDb = paprDb, Smoothness = p }).Apply(y, new(default, 1e6, MeanPower));
            var expected = amplitude / Math.Pow(1 + Math.Pow(amplitude / saturation, 2 * p), 1 / (2 * p));
            Assert.InRange(y[0].Real, 0.6 * expected * (1 - 1e-6), 0.6 * expected * (1 + 1e-6));
            Assert.InRange(y[0].Imaginary, -0.8 * expected * (1 + 1e-6), -0.8 * expected * (1 - 1e-6));
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(30.1)]
    [InlineData(double.NaN)]
    public void LevelsOutOfRange_AreRefused(double paprDb)
    {
        Assert.StartsWith("clipping level in dB must be between 0 and 30 (was ",
            Assert.Throws<SemComException>(() => new ClipImpairment(new() { PaprDb = paprDb })).Message, StringComparison.Ordinal);
        Assert.StartsWith("saturation level in dB must be between 0 and 30 (was ",
            Assert.Throws<SemComException>(() => new RappImpairment(new() { PaprDb = paprDb })).Message, StringComparison.Ordinal);
    }

    private static double[] Values(Func<int, double> value) => [.. Enumerable.Range(0, Count).Select(value)];

    private static void AssertMean(double[] values, double expected)
    {
        var mean = values.Average();
        GoodnessOfFit.AssertMean(mean, expected, values.Sum(v => (v - mean) * (v - mean)) / values.Length, values.Length);
    }
}
