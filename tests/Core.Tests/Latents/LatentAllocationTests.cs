using SemCom.Latents;

namespace SemCom.Core.Tests.Latents;

/// <summary>A value of variance v sent with power p = gain²·v over noise N is estimated with squared error vN/(p + N).</summary>
public sealed class LatentAllocationTests
{
    private static readonly LatentGroup[] Groups = GroupsOf(new Random(1), new PatchGrid(12, 18));

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(2_000, 0.01)]
    [InlineData(10_001, 0.2)]
    [InlineData(12_345, 4)]
    [InlineData(82_944, 1)]
    public void Power_AddsUpToTheRealUses_AndTheFirstValuesAreSent(int realUses, double noise)
    {
        var allocation = LatentAllocation.Create(Groups, realUses, noise);
        double power = 0;
        var sent = 0;
        for (var g = 0; g < Groups.Length; g++)
        {
            power += allocation.Taken[g] * Power(allocation, g);
            sent += allocation.Taken[g];
            Assert.InRange(allocation.Taken[g], 0, Groups[g].Members.Length);
            if (g > 0 && allocation.Taken[g] > 0)
                Assert.Equal(Groups[g - 1].Members.Length, allocation.Taken[g - 1]);
        }
        Assert.Equal(realUses, sent);
        Assert.Equal(realUses, power, 1e-6 * realUses);
    }

    /// <summary>At the least total error, no power can move between values with gain: the conditions of Karush, Kuhn and Tucker.</summary>
    [Theory]
    [InlineData(3_000, 0.02)]
    [InlineData(20_000, 0.5)]
    [InlineData(80_000, 4)]
    public void MarginalGain_IsEqualWherePowerIsSpent_AndSmallerWhereItIsNot(int realUses, double noise)
    {
        var allocation = LatentAllocation.Create(Groups, realUses, noise);
        var marginal = Enumerable.Range(0, Groups.Length).Where(g => allocation.Taken[g] > 0)
            .Select(g => (Power: Power(allocation, g), Gain: Groups[g].Variance * noise / Math.Pow(Power(allocation, g) + noise, 2)))
            .ToArray();
        var level = marginal.Where(m => m.Power > 0).Average(m => m.Gain);
        Assert.All(marginal.Where(m => m.Power > 0), m => Assert.Equal(1, m.Gain / level, 1e-6));
        Assert.All(marginal.Where(m => m.Power == 0), m => Assert.InRange(m.Gain, 0, level * (1 + 1e-6)));
    }

    [Fact]
    public void UnimportantValues_AreSilent_WhenNoiseIsStrong()
    {
        var allocation = LatentAllocation.Create(Groups, 82_944, 4);
        Assert.Contains(0.0, allocation.Gains);
        Assert.DoesNotContain(Enumerable.Range(1, Groups.Length - 1), g => allocation.Gains[g] > 0 && allocation.Gains[g - 1] == 0);
    }

    [Fact]
    public void FewerUses_CarryTheFirstOfTheSameValues()
    {
        var order = Order(LatentAllocation.Create(Groups, 16_000, 0.3)).ToArray();
        foreach (var uses in new[] { 1, 999, 4_000, 8_000 })
            Assert.Equal(order[..uses], Order(LatentAllocation.Create(Groups, uses, 0.3)));
    }

    /// <summary>All subsets of five single values, and all shares of the power on a fine grid, give no smaller error.</summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.7)]
    [InlineData(3)]
    public void ClosedForm_BeatsEverySubsetAndEveryShareOfThePower(double noise)
    {
        double[] variances = [40, 11, 9, 2, 0.3];
        var groups = variances.Select((v, i) => new LatentGroup(0, i, v, [0])).ToArray();
        const int uses = 3, steps = 300;
        var allocation = LatentAllocation.Create(groups, uses, noise);
        var closed = Enumerable.Range(0, 5).Sum(g => Error(variances[g], allocation.Taken[g] * Power(allocation, g), noise));
        var best = double.PositiveInfinity;
        for (var subset = 0; subset < 32; subset++)
        {
            var sent = Enumerable.Range(0, 5).Where(i => (subset >> i & 1) == 1).ToArray();
            if (sent.Length != uses)
                continue;
            var unsent = variances.Sum() - sent.Sum(i => variances[i]);
            for (var a = 0; a <= steps; a++)
            {
                for (var b = 0; b <= steps - a; b++)
                {
                    var (p, q, r) = (3.0 * a / steps, 3.0 * b / steps, 3.0 * (steps - a - b) / steps);
                    var error = Error(variances[sent[0]], p, noise) + Error(variances[sent[1]], q, noise) + Error(variances[sent[2]], r, noise);
                    best = Math.Min(best, unsent + error);
                }
            }
        }
        Assert.InRange(closed, 0.999 * best, best + 1e-9);
    }

    /// <summary>The training code leaves out a group that is sent in part, which spends its power elsewhere.</summary>
    [Theory]
    [MemberData(nameof(TrainedModel.Ids), MemberType = typeof(TrainedModel))]
    public void Gains_AreThoseOfTheTrainingCode(string id)
    {
        var model = new TrainedModel(id);
        var golden = model.Golden.GetProperty("allocation");
        var grid = new PatchGrid(model.Golden.GetProperty("rows").GetInt32(), model.Golden.GetProperty("columns").GetInt32());
        var map = ClassMap.FromCells(grid, 1, [.. Enumerable.Range(0, grid.Count).Select(i => (byte)(i * 5 / 7 % 6))]);
        var groups = LatentGroup.InOrder(model.LatentTables, map, withLow: true);
        var allocation = LatentAllocation.Create(groups, golden.GetProperty("realUses").GetInt32(), golden.GetProperty("noise").GetDouble());
        var gains = new double[model.LatentTables.Latents * grid.Count];
        for (var g = 0; g < groups.Length; g++)
        {
            foreach (var position in groups[g].Members.AsSpan(0, allocation.Taken[g]))
                gains[groups[g].Latent * grid.Count + position] = allocation.Gains[g];
        }
        var expected = model.Samples("allocation", "gains");
        var actual = model.Sampled(gains, expected.Length).ToArray();
        var (both, different) = (0, 0);
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i] > 0 && actual[i] > 0)
            {
                both++;
                Assert.Equal(1, actual[i] / expected[i], 0.01);
            }
            else if (expected[i] > 0 != actual[i] > 0)
            {
                different++;
            }
        }
        Assert.InRange(both, 5, expected.Length);
        Assert.InRange(different, 0, 4);
    }

    private static double Power(LatentAllocation allocation, int group) =>
        allocation.Gains[group] * allocation.Gains[group] * allocation.Groups[group].Variance;

    private static double Error(double variance, double power, double noise) => variance * noise / (power + noise);

    private static IEnumerable<(int Latent, int Position)> Order(LatentAllocation allocation) => allocation.Groups
        .SelectMany((group, g) => group.Members.Take(allocation.Taken[g]).Select(position => (group.Latent, position)));

    private static LatentGroup[] GroupsOf(Random random, PatchGrid grid) =>
        LatentGroup.InOrder(TrainedModel.Tables, LatentSource.Map(random, grid, 1), withLow: true);
}
