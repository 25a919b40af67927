using SemCom.Latents;

namespace SemCom.Core.Tests.Plans;

public sealed class PlanTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.01)]
    [InlineData(2)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void LinkPlan_RefusesBandwidthsOutOfRange(double cbr)
    {
        var error = Assert.Throws<SemComException>(() => new LinkPlan(cbr, 10));
        Assert.Equal($"cbr must be above 0 and at most 1 (was {cbr}); 1/16 is a usual value", error.Message);
    }

    [Theory]
    [InlineData(-20.1)]
    [InlineData(60.1)]
    [InlineData(double.NaN)]
    public void LinkPlan_RefusesSnrsOutOfRange(double snrDb)
    {
        var error = Assert.Throws<SemComException>(() => new LinkPlan(0.1, snrDb));
        Assert.Equal($"planned SNR in dB must be between -20 and 60 (was {snrDb}); choose a value in that range", error.Message);
    }

    /// <summary>Rayleigh fading has E|h|² = 1 and P(|h|² below g) = 1 − e^(−g).</summary>
    [Fact]
    public void RayleighQuantiles_DescribeAnExponentialPowerGain()
    {
        var points = FadingProfile.BlockRayleigh.Quantiles;
        Assert.Equal(1, points.Sum(p => p.Probability), 1e-12);
        Assert.Equal(1, points.Sum(p => p.CodeGain * p.Probability), 0.05);
        double below = 0;
        foreach (var (gain, _, probability) in points)
        {
            Assert.Equal(below + probability / 2, 1 - Math.Exp(-gain), 1e-9);
            below += probability;
        }
    }

    [Fact]
    public void NoFading_IsOneGainOfOne() => Assert.Equal([new FadingQuantile(1, SymbolGains.Alike(1), 1)], FadingProfile.None.Quantiles);

    /// <summary>Gains that vary from symbol to symbol leave one kind of frame.</summary>
    [Fact]
    public void GainsOfSymbols_AreOneKindOfFrame()
    {
        var profile = FadingProfile.OfSymbols([0.2, 1, 1.8]);
        Assert.Equal(FadingProfile.None.Quantiles, profile.Quantiles);
        Assert.Equal([0.2, 1, 1.8], profile.Within);
        Assert.True(profile.IsConstant);
        Assert.Empty(FadingProfile.BlockRayleigh.Within);
        Assert.Throws<SemComException>(() => FadingProfile.OfSymbols([]));
        Assert.Throws<SemComException>(() => FadingProfile.OfSymbols([1, double.NaN]));
    }

    /// <summary>The formula that the networks were trained with: (SNR − 8)/8 and log2(24·rate)/2, within −8..26 dB and 1/69..1/6.5.</summary>
    [Theory]
    [InlineData(8, 1 / 24.0, 0, 0)]
    [InlineData(-8, 1 / 12.0, -2, 0.5)]
    [InlineData(-30, 1e-6, -2, -0.76179)]
    [InlineData(60, 1, 2.25, 0.94226)]
    public void CodecCondition_IsThatOfTraining(double snrDb, double rate, double first, double second)
    {
        var condition = CodecCondition.Of(snrDb, rate);
        Assert.Equal(first, condition[0], 1e-5);
        Assert.Equal(second, condition[1], 1e-4);
    }
}
