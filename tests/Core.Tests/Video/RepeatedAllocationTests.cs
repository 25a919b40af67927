using SemCom.Latents;
using SemCom.Video;

namespace SemCom.Core.Tests.Video;

/// <summary>Values of which a share s of the variance v is unknown have the error 1 / (1/(s·v) + p/(v·N)) when they are sent with power p.</summary>
public sealed class RepeatedAllocationTests
{
    /// <summary>No power can be moved between values with gain, whether they are sent for the first time or once more: the conditions of Karush, Kuhn and Tucker.</summary>
    [Theory]
    [InlineData(800, 0.1)]
    [InlineData(4000, 0.5)]
    [InlineData(9000, 2)]
    public void MarginalGain_IsEqualWherePowerIsSpent_AndSmallerWhereItIsNot(int realUses, double noise)
    {
        var message = TestUpdates.Draw(new Random(11), new PatchGrid(9, 11), 0.3) with { Precision = UpdateMessage.PrecisionOf(9) };
        var allocation = LatentAllocation.Create(UpdateGroups.InOrder(TestUpdates.Tables, message), realUses, noise);
        var marginal = new List<(double Power, double Gain)>();
        double spent = 0;
        for (var g = 0; g < allocation.Groups.Count && allocation.Taken[g] > 0; g++)
        {
            var group = allocation.Groups[g];
            var power = allocation.Gains[g] * allocation.Gains[g] * group.Variance;
            spent += power * allocation.Taken[g];
            marginal.Add((power, Error(group, power - 1e-4, noise) - Error(group, power + 1e-4, noise)));
        }
        Assert.Equal(realUses, spent, 1e-6 * realUses);
        var level = marginal.Where(m => m.Power > 1e-3).Average(m => m.Gain);
        Assert.All(marginal.Where(m => m.Power > 1e-3), m => Assert.Equal(1, m.Gain / level, 1e-2));
        Assert.All(marginal.Where(m => m.Power == 0), m => Assert.InRange(m.Gain, 0, level * 1.01));
        Assert.Contains(allocation.Groups, group => group.Unknown < 1);
    }

    private static double Error(LatentGroup group, double power, double noise) => group.Weight / (1 / (group.Unknown * group.Variance) + power / (group.Variance * noise));
}
