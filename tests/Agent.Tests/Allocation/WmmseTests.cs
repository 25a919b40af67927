using SemCom.Randomness;

namespace SemCom.Agents.Tests;

public sealed class WmmseTests
{
    private static readonly double[] Equal = [1, 1];

    [Fact]
    public void SumRate_NeverFalls()
    {
        var random = new CounterRandom(3, RandomPurpose.SourceData, 1);
        for (ulong draw = 0; draw < 30; draw++)
        {
            var gains = Enumerable.Range(0, 4).Select(i => Enumerable.Range(0, 4).Select(j => Decibels.ToLinear((i == j ? 25 : 5) + 20 * random.Uniform(draw * 100 + 4 * (ulong)i + (ulong)j))).ToArray()).ToArray();
            var weights = Enumerable.Range(0, 4).Select(i => 0.2 + random.Uniform(draw * 100 + 50 + (ulong)i)).ToArray();
            var rates = new List<double>();
            var powers = Wmmse.Powers(gains, weights, 100, rates.Add);
            Assert.Equal(101, rates.Count);
            for (var i = 1; i < rates.Count; i++)
                Assert.True(rates[i] >= rates[i - 1] - 1e-9, $"draw {draw}, round {i}: {rates[i - 1]} to {rates[i]}");
            Assert.True(rates[^1] > rates[0]);
            Assert.All(powers, power => Assert.InRange(power, 0, 1));
            Assert.Equal(rates[^1], Wmmse.SumRate(gains, weights, powers), 1e-12);
        }
    }

    [Fact]
    public void SumRate_IsShannonsByHand() => Assert.Equal(Math.Log2(1 + 10 * 0.5 / (1 + 2 * 1.0)) + Math.Log2(1 + 8 * 1.0 / (1 + 3 * 0.5)), Wmmse.SumRate([[10, 2], [3, 8]], Equal, [0.5, 1]), 1e-12);

    [Fact]
    public void LinksThatDoNotDisturbEachOther_UseFullPower() => Assert.All(Wmmse.Powers([[10, 0], [0, 0.5]], Equal), power => Assert.Equal(1, power, 1e-9));

    /// <summary>With two links the best sum rate has one at full power at least and the other at full power or off (Gjendemsjø et al., IEEE Transactions on Wireless Communications 7(8), 2008).</summary>
    [Fact]
    public void StrongInterference_SwitchesTheWeakLinkOff()
    {
        double[][] gains = [[1000, 300], [300, 500]];
        var powers = Wmmse.Powers(gains, Equal, 2000);
        double[][] corners = [[1, 1], [1, 0], [0, 1]];
        Assert.Equal(corners.Max(corner => Wmmse.SumRate(gains, Equal, corner)), Wmmse.SumRate(gains, Equal, powers), 0.05);
        Assert.True(powers[1] < 0.01);
    }
}
