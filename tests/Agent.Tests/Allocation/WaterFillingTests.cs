using SemCom.Randomness;

namespace SemCom.Agents.Tests;

public sealed class WaterFillingTests
{
    /// <summary>Σ log(1 + a·r): r = max(0, level − 1/a), the textbook's water-filling.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(20)]
    public void LogUtilities_AgreeWithTheClosedForm(double budget)
    {
        double[] gains = [4, 2, 1, 0.2, 0.05];
        var shares = WaterFilling.Divide([.. gains.Select(a => (Func<double, double>)(r => a / (1 + a * r)))], budget);
        var level = 0.0;
        for (var used = 1; used <= gains.Length; used++)
        {
            var candidate = (budget + gains.Take(used).Sum(a => 1 / a)) / used;
            if (candidate > 1 / gains[used - 1])
                level = candidate;
        }
        for (var i = 0; i < gains.Length; i++)
            Assert.Equal(Math.Max(0, level - 1 / gains[i]), shares[i], 1e-6 * budget);
    }

    [Fact]
    public void SemanticUtilities_MeetTheKktConditions_AndNoOtherDivisionIsBetter()
    {
        var random = new CounterRandom(5, RandomPurpose.SourceData, 0);
        for (ulong draw = 0; draw < 20; draw++)
        {
            var users = Enumerable.Range(0, 4).Select(u => (Weight: 0.2 + random.Uniform(100 * draw + 3 * (ulong)u), Snr: 0.5 + 30 * random.Uniform(100 * draw + 3 * (ulong)u + 1), Gradient: 21 + 14 * random.Uniform(100 * draw + 3 * (ulong)u + 2))).ToArray();
            const double budget = 0.125;
            double Slope(int u, double r) => users[u].Weight * SemanticCurve.Default.Slope(r, users[u].Snr, users[u].Gradient);
            double Total(double[] r) => users.Select((user, u) => user.Weight * SemanticCurve.Default.Quality(r[u], user.Snr, user.Gradient)).Sum();
            var shares = WaterFilling.Divide([.. users.Select((_, u) => (Func<double, double>)(r => Slope(u, r)))], budget);
            Assert.Equal(budget, shares.Sum(), 1e-9);
            var prices = shares.Select((r, u) => Slope(u, r)).ToArray(); // infinite slopes at 0, so everybody gets something
            Assert.All(prices, price => Assert.Equal(prices[0], price, 1e-5 * prices[0]));
            for (ulong other = 0; other < 50; other++)
            {
                var cuts = Enumerable.Range(0, 4).Select(u => random.Uniform(10_000 + 1000 * draw + 4 * other + (ulong)u)).ToArray();
                Assert.True(Total(shares) >= Total([.. cuts.Select(c => budget * c / cuts.Sum())]) - 1e-12);
            }
        }
    }

    [Fact]
    public void FlatSlopes_StillSpendTheBudget()
    {
        var shares = WaterFilling.Divide([_ => 2, _ => 2, _ => 1], 3);
        Assert.Equal(3, shares.Sum(), 1e-9);
        Assert.Equal(0, shares[2], 1e-9);
    }

    [Fact]
    public void Blocks_AreAsGoodAsTheBestOfAllDivisions()
    {
        (double Weight, double Snr)[] users = [(1, 3), (0.4, 20), (0.7, 0.8)];
        double Utility(int user, int blocks) => users[user].Weight * SemanticCurve.Default.Quality(blocks / 96.0, users[user].Snr, 28);
        var granted = WaterFilling.Blocks(3, 7, Utility);
        Assert.Equal(7, granted.Sum());
        var best = 0.0;
        for (var a = 0; a <= 7; a++)
        {
            for (var b = 0; a + b <= 7; b++)
                best = Math.Max(best, Utility(0, a) + Utility(1, b) + Utility(2, 7 - a - b));
        }
        Assert.Equal(best, granted.Select((blocks, user) => Utility(user, blocks)).Sum(), 1e-12);
    }

    [Fact]
    public void NothingToDivide_IsRefused() => Assert.Contains("budget", Assert.Throws<SemComException>(() => WaterFilling.Divide([_ => 1], 0)).Message, StringComparison.Ordinal);
}
