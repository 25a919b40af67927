using SemCom.Coding;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Tokens;

public sealed class ExpectedSignTests
{
    /// <summary>The bits that a choice counts with are those that the code takes, and a sign comes back from its symbol.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(-0.4)]
    [InlineData(0.8)]
    [InlineData(-3)]
    public void Bits_AreThoseOfTheCode(double forecast)
    {
        var sign = new ExpectedSign(forecast, 1);
        foreach (var isNegative in new[] { false, true })
        {
            var symbol = sign.SymbolOf(isNegative);
            Assert.Equal(isNegative, sign.IsNegative(symbol));
            Assert.Equal(Math.Log2((double)sign.Frequencies.Total / sign.Frequencies.Frequency(symbol)), 1 + sign.BitsBeyondOne(isNegative), 1e-4);
        }
        Assert.Equal(RangeEncoder.MaxTotal, sign.Frequencies.Total);
        Assert.True(sign.BitsBeyondOne(forecast < 0) <= 0);
    }

    /// <summary>The larger a forecast beside the width, the surer its sign; nothing forecast tells nothing.</summary>
    [Fact]
    public void Signs_AreSurerForLargerForecasts()
    {
        Assert.Equal(0, new ExpectedSign(0, 1).BitsBeyondOne(false));
        var before = 0.0;
        for (var forecast = 0.01; forecast < 2; forecast *= 1.1)
        {
            var bits = new ExpectedSign(forecast, 1).BitsBeyondOne(false);
            Assert.True(bits <= before);
            Assert.Equal(bits, new ExpectedSign(-3 * forecast, 9).BitsBeyondOne(true));
            before = bits;
        }
        Assert.True(before < -0.5);
    }
}
