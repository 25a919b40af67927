using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Tokens;

public sealed class NearSumsTests
{
    [Fact]
    public void Sums_WeighEveryValueByItsDistance()
    {
        var random = new Random(1);
        double[] values = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble())];
        var sums = new double[values.Length];
        NearSums.Of(values, 0.86, sums);
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(values.Select((value, j) => value * Math.Pow(0.86, Math.Abs(i - j))).Sum(), sums[i], 1e-12);
    }
}
