using SemCom.Core.Tests.Randomness;

namespace SemCom.Channels.Tests.Impairments;

public class QuantiserTests
{
    private const int Count = 300_000;

    /// <summary>
    /// Mean squared error of a mid-rise quantiser for a Gaussian, cell by cell: ∫(x − q)²φ(x)dx has a closed form in Q and φ.
    /// </summary>
    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 6)]
    [InlineData(6, 0)]
    [InlineData(6, 12.0412)]
    [InlineData(10, 12.0412)]
    public void ErrorOnAGaussian_IsThatOfTheCellsIntegral(int bits, double backoffDb)
    {
        var expected = Distortion(bits, Math.Pow(10, backoffDb / 20));
        var errors = Errors(bits, backoffDb);
        var mean = errors.Average();
        GoodnessOfFit.AssertMean(mean, expected, errors.Sum(e => (e - mean) * (e - mean)) / errors.Length, errors.Length);
    }

    /// <summary>Full scale at four standard deviations: 6.02·b + 4.77 − 20·log10(4) dB, while overload is rare.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void SignalToNoise_RisesBySixDecibelsABit(int bits) =>
        Assert.InRange(-10 * Math.Log10(Errors(bits, 12.0412).Average()), 6.02 * bits - 7.27 - 0.1, 6.02 * bits - 7.27 + 0.1);

    [Fact]
    public void GainControl_FollowsTheFrame_AndSilenceStaysSilent()
    {
        var quiet = TestSignal.Gaussian(1000);
        var loud = Array.ConvertAll(quiet, s => s * 64);
        var converter = new QuantiserImpairment(new() { Bits = 4 });
        Assert.True(converter.NeedsWholeFrame);
        converter.Apply(quiet, new(default, 1e6, 1));
        converter.Apply(loud, new(default, 1e6, 1));
        for (var i = 0; i < quiet.Length; i++)
            Assert.Equal(quiet[i] * 64, loud[i]);
        Assert.InRange(quiet.Select(s => s.Real).Distinct().Count(), 2, 16);

        var silence = new Complex32[10];
        converter.Apply(silence, new(default, 1e6, 1));
        Assert.All(silence, s => Assert.Equal(default, s));
    }

    [Fact]
    public void ValuesOutOfRange_AreRefused()
    {
        Assert.StartsWith("bits of the converter must be between 1 and 16 (was 17)",
            Assert.Throws<SemComException>(() => new QuantiserImpairment(new() { Bits = 17 })).Message, StringComparison.Ordinal);
        Assert.StartsWith("backoff of the converter in dB must be between -10 and 40 (was 41)",
            Assert.Throws<SemComException>(() => new QuantiserImpairment(new() { BackoffDb = 41 })).Message, StringComparison.Ordinal);
    }

    /// <summary>Squared errors of both real dimensions in units of their variance.</summary>
    private static double[] Errors(int bits, double backoffDb)
    {
        var x = TestSignal.Gaussian(Count);
        var y = (Complex32[])x.Clone();
        new QuantiserImpairment(new() { Bits = bits, BackoffDb = backoffDb }).Apply(y, new(default, 1e6, 1));
        return [.. x.Zip(y, (a, b) => 2.0 * (a.Real - b.Real) * (a.Real - b.Real)), .. x.Zip(y, (a, b) => 2.0 * (a.Imaginary - b.Imaginary) * (a.Imaginary - b.Imaginary))];
    }

    private static double Distortion(int bits, double fullScale)
    {
        var levels = 1 << bits;
        var step = 2 * fullScale / levels;
        double sum = 0;
        for (var level = 0; level < levels / 2; level++)
        {
            var (low, high, q) = (level * step, level == levels / 2 - 1 ? 40 : (level + 1) * step, (level + 0.5) * step);
            var inside = GoodnessOfFit.Q(low) - GoodnessOfFit.Q(high);
            var (atLow, atHigh) = (Density(low), Density(high));
            sum += 2 * ((1 + q * q) * inside + low * atLow - high * atHigh - 2 * q * (atLow - atHigh));
        }
        return sum;
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
