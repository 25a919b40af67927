namespace SemCom.Agents.Tests;

public sealed class AdvantageEstimateTests
{
    /// <summary>A_t is the sum over k of (γλ)^k δ_{t+k} to the end of the episode.</summary>
    [Fact]
    public void Advantages_AreTheSumOfDiscountedDifferences()
    {
        const int Steps = 60;
        const double Discount = 0.97, Lambda = 0.9;
        var (rewards, values, next) = (DenseNetworkTests.Normals(Steps, 21), DenseNetworkTests.Normals(Steps, 22), DenseNetworkTests.Normals(Steps, 23));
        bool[] ends = [.. Enumerable.Range(0, Steps).Select(t => t is 11 or 12 or 40)];
        next[40] = 0;
        var advantages = new float[Steps];
        AdvantageEstimate.Fill(rewards, values, next, ends, Discount, Lambda, advantages);
        for (var t = 0; t < Steps; t++)
        {
            var (expected, weight) = (0.0, 1.0);
            for (var k = t; k < Steps; k++)
            {
                expected += weight * (rewards[k] + Discount * next[k] - values[k]);
                weight *= Discount * Lambda;
                if (ends[k])
                    break;
            }
            Assert.Equal(expected, advantages[t], 1e-5);
        }
    }
}
