using SemCom.Core.Tests.Randomness;
using SpecialFunctions = MathNet.Numerics.SpecialFunctions;

namespace SemCom.Channels.Tests.Fading;

public class NakagamiChannelTests
{
    private const int Count = 200_000;

    /// <summary>m that is 10 % off moves the distribution by 0.012 or more; the test's bound is 0.005.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.7)]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(4)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Power_IsGamma_WithUnitMean_AndPhaseUniform(double m)
    {
        var options = new NakagamiChannelOptions { SnrDb = 10, Shape = m, CoherenceSymbols = 1 };
        var gains = new NakagamiChannel(options).Transmit(new(new Complex32[Count]), new(5, 1)).Truth.Gains.ToArray();
        var powers = Array.ConvertAll(gains, h => (double)h.Power);
        GoodnessOfFit.AssertMean(powers.Average(), 1, 1 / m, Count);
        GoodnessOfFit.AssertDistribution(powers, p => SpecialFunctions.GammaLowerRegularized(m, m * p));
        GoodnessOfFit.AssertDistribution(Array.ConvertAll(gains, h => Math.Atan2(h.Imaginary, h.Real) / (2 * Math.PI) + 0.5), phase => phase);
    }

    [Fact]
    public void Gains_OfDifferentBlocks_AreIndependent()
    {
        var gains = TestSignal.Gains("nakagami:m=1.5,coherence=1", Count, new(5, 1));
        var (i, q, power) = (new float[Count], new float[Count], new float[Count]);
        for (var b = 0; b < Count; b++)
            (i[b], q[b], power[b]) = (gains[b].Real, gains[b].Imaginary, gains[b].Power - 1);
        GoodnessOfFit.AssertUncorrelated(i, q);
        GoodnessOfFit.AssertUncorrelated(i.AsSpan(1), i.AsSpan(0, Count - 1));
        GoodnessOfFit.AssertUncorrelated(power.AsSpan(1), power.AsSpan(0, Count - 1));
        GoodnessOfFit.AssertUncorrelated(power, i);
    }

    [Fact]
    public void AGain_DoesNotDependOnTheNumberOfOthers()
    {
        var whole = TestSignal.Gains("nakagami:m=0.6,coherence=1", 1000, new(5, 1));
        Assert.True(whole[..10].SequenceEqual(TestSignal.Gains("nakagami:m=0.6,coherence=1", 10, new(5, 1))));
        Assert.Equal(1000, whole.ToArray().Distinct().Count());
    }

    [Theory]
    [InlineData(0.49)]
    [InlineData(1001)]
    [InlineData(double.NaN)]
    public void ShapeOutOfRange_IsRefused(double m)
    {
        var error = Assert.Throws<SemComException>(() => new NakagamiChannel(new() { SnrDb = 10, Shape = m }));
        Assert.StartsWith("Nakagami's m must be between 0.5 and 1000 (was ", error.Message, StringComparison.Ordinal);
    }
}
