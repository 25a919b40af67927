using SemCom.Latents;
using SemCom.Speech;

namespace SemCom.Core.Tests.Speech;

public sealed class SpeechGroupsTests
{
    /// <summary>Every coefficient is in one group, whose variance is within half a decibel of its own; groups fall in importance.</summary>
    [Fact]
    public void EveryCoefficient_HasItsGroup()
    {
        var variances = new SpeechDescription(3, [.. Enumerable.Range(0, 40).Select(i => i * 6)], null).Variances(TestVoice.Tables);
        var groups = SpeechGroups.InOrder(variances);
        Assert.Equal(Enumerable.Range(0, variances.Length), groups.SelectMany(g => g.Members).Order());
        foreach (var group in groups)
            Assert.All(group.Members, at => Assert.InRange(Math.Abs(Decibels.FromLinear(variances[at] / group.Variance)), 0, 0.51));
        Assert.True(groups.Zip(groups.Skip(1)).All(pair => pair.First.Importance > pair.Second.Importance));
    }

    /// <summary>Weighted water-filling as the recipe's allocation has it for single coefficients: the same share of power within a decibel step of variance.</summary>
    [Fact]
    public void Allocation_IsThatOfSingleCoefficients()
    {
        const double noise = 0.1;
        var variances = new SpeechDescription(3, [.. Enumerable.Range(0, 30).Select(i => i * 8)], null).Variances(TestVoice.Tables);
        var uses = variances.Length / 3;
        var allocation = LatentAllocation.Create(SpeechGroups.InOrder(variances), uses, noise);
        var powers = new double[variances.Length];
        for (var g = 0; g < allocation.Groups.Count; g++)
        {
            foreach (var at in allocation.Groups[g].Members.Take(allocation.Taken[g]))
                powers[at] = allocation.Gains[g] * allocation.Gains[g] * allocation.Groups[g].Variance;
        }
        Assert.Equal(uses, powers.Sum(), 1e-6 * uses);
        var exact = Exact(variances, uses, noise);
        var cut = variances.OrderDescending().ElementAt(uses);
        for (var i = 0; i < powers.Length; i++)
        {
            // Which of the values within a decibel of the cut are sent is a matter of order.
            if (Math.Abs(Decibels.FromLinear(variances[i] / cut)) > 1.1)
                Assert.Equal(exact[i], powers[i], 0.1 * Math.Max(exact[i], 0.5));
        }
    }

    /// <summary>p = max(0, m·√(v·w·N) − N) for the most important values, m by bisection.</summary>
    private static double[] Exact(float[] variances, int uses, double noise)
    {
        var roots = variances.Select(v => Math.Sqrt(v * SpeechGroups.WeightOf(v) * noise)).ToArray();
        var kept = Enumerable.Range(0, roots.Length).OrderByDescending(i => roots[i]).Take(uses).ToHashSet();
        var (low, high) = (0.0, 1e9);
        double Power(double m, int i) => kept.Contains(i) ? Math.Max(0, m * roots[i] - noise) : 0;
        for (var i = 0; i < 200; i++)
        {
            var m = (low + high) / 2;
            (low, high) = Enumerable.Range(0, roots.Length).Sum(j => Power(m, j)) < uses ? (m, high) : (low, m);
        }
        return [.. Enumerable.Range(0, roots.Length).Select(i => Power(low, i))];
    }
}
