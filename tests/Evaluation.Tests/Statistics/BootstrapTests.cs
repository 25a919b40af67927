using MathNet.Numerics.Distributions;
using SemCom.Randomness;

namespace SemCom.Evaluation.Tests;

public sealed class BootstrapTests
{
    private static readonly double[] Values = [31.2, 28.4, 35.9, 30.0, 27.7, 33.1, 29.6, 41.8, 30.5, 26.9, 32.2];

    /// <summary>The definition written down step by step: one block of random words at a time, a jackknife that leaves out one value after the other.</summary>
    [Fact]
    public void Interval_EqualsASlowSecondImplementation()
    {
        var random = new CounterRandom(7, RandomPurpose.Resampling, 0);
        var means = new List<double>();
        var word = 0;
        for (var b = 0; b < Bootstrap.Resamples; b++)
        {
            var drawn = new List<double>();
            for (var i = 0; i < Values.Length; i++, word++)
            {
                var (x0, x1, x2, x3) = random.At((ulong)word / 4);
                drawn.Add(Values[(int)Math.Floor(new[] { x0, x1, x2, x3 }[word % 4] / 4294967296.0 * Values.Length)]);
            }
            means.Add(drawn.Average());
        }
        means.Sort();
        var mean = Values.Average();
        var z0 = Normal.InvCDF(0, 1, means.Average(m => m < mean ? 1.0 : m == mean ? 0.5 : 0));
        var jackknife = Values.Select((_, left) => Values.Where((_, i) => i != left).Average()).ToArray();
        var centre = jackknife.Average();
        var a = jackknife.Sum(j => Math.Pow(centre - j, 3)) / (6 * Math.Pow(jackknife.Sum(j => Math.Pow(centre - j, 2)), 1.5));

        var interval = Bootstrap.OfMean(Values, seed: 7)!.Value;

        Assert.Equal(End(0.025), interval.Low, 1e-9);
        Assert.Equal(End(0.975), interval.High, 1e-9);

        double End(double level)
        {
            var z = z0 + Normal.InvCDF(0, 1, level);
            var place = Normal.CDF(0, 1, z0 + z / (1 - a * z)) * (means.Count - 1);
            return means[(int)place] + (place - (int)place) * (means[(int)place + 1] - means[(int)place]);
        }
    }

    /// <summary>Eighths have exact sums, so that means which are equal stay equal.</summary>
    [Fact]
    public void Interval_FollowsShiftAndScale()
    {
        var eighths = Array.ConvertAll(Values, v => Math.Round(8 * v) / 8);
        var (plain, moved) = (Bootstrap.OfMean(eighths)!.Value, Bootstrap.OfMean([.. eighths.Select(v => 3 * v - 40)])!.Value);

        Assert.Equal(3 * plain.Low - 40, moved.Low, 1e-9);
        Assert.Equal(3 * plain.High - 40, moved.High, 1e-9);
    }

    [Fact]
    public void Interval_IsTheSameAgain_AndAnotherWithAnotherSeed()
    {
        Assert.Equal(Bootstrap.OfMean(Values), Bootstrap.OfMean(Values));
        Assert.NotEqual(Bootstrap.OfMean(Values), Bootstrap.OfMean(Values, seed: 2));
    }

    [Fact]
    public void Interval_OfSkewedValues_ReachesFurtherToTheirTail()
    {
        double[] skewed = [1, 1, 1, 2, 2, 2, 3, 3, 4, 20];
        var interval = Bootstrap.OfMean(skewed)!.Value;

        Assert.True(interval.High - skewed.Average() > 1.5 * (skewed.Average() - interval.Low));
    }

    [Fact]
    public void EqualValues_GiveThemselves() => Assert.Equal(new Interval(30.1, 30.1), Round(Bootstrap.OfMean(Enumerable.Repeat(30.1, 24).ToArray())!.Value));

    [Fact]
    public void FewValues_HaveNoInterval()
    {
        Assert.Null(Bootstrap.OfMean(Values.AsSpan(0, Bootstrap.MinValues - 1)));
        Assert.NotNull(Bootstrap.OfMean(Values.AsSpan(0, Bootstrap.MinValues)));
    }

    /// <summary>
    /// How often the interval of 40 values holds the true mean, in 600 samples. The bootstrap promises 95 % only for many values, and
    /// so does Student's t for skewed ones; the bounds are those of 93.5 % with a binomial probability of 1e-6, those of t for normal values of 95 %.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Coverage_OnNormalAndOnSkewedData_IsAsPromised(bool skewed)
    {
        const int Samples = 600, Count = 40;
        var normals = new float[Samples * Count * 2];
        new CounterRandom(11, RandomPurpose.SourceData, 0).FillGaussian(normals);
        // Half the squared length of a pair of normals is exponential with mean 1.
        var values = Enumerable.Range(0, Samples * Count)
            .Select(i => skewed ? (normals[2 * i] * normals[2 * i] + normals[2 * i + 1] * normals[2 * i + 1]) / 2.0 : normals[2 * i] + 1.0).ToArray();
        var (covered, covered2) = (0, 0);
        for (var s = 0; s < Samples; s++)
        {
            var sample = values.AsSpan(s * Count, Count).ToArray();
            var (interval, t) = (Bootstrap.OfMean(sample)!.Value, PairedT.Of(sample)!.Value);
            covered += interval.Low <= 1 && 1 <= interval.High ? 1 : 0;
            covered2 += t.Low <= 1 && 1 <= t.High ? 1 : 0;
        }

        Assert.InRange(covered, Binomial(0.935, 1e-6), Samples - Binomial(1 - 0.935, 1e-6));
        Assert.InRange(covered2, Binomial(skewed ? 0.935 : 0.95, 1e-6), Samples - Binomial(skewed ? 1 - 0.935 : 0.05, 1e-6));

        static int Binomial(double p, double tail) =>
            Enumerable.Range(0, Samples).First(k => MathNet.Numerics.Distributions.Binomial.CDF(p, Samples, k) > tail);
    }

    private static Interval Round(Interval interval) => new(Math.Round(interval.Low, 9), Math.Round(interval.High, 9));
}
