namespace SemCom.Evaluation.Tests;

public sealed class WilsonTests
{
    /// <summary>R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872, table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Interval_MatchesThePublishedTable(int successes, int trials, double low, double high)
    {
        var interval = Wilson.Of(successes, trials);

        Assert.Equal(low, interval.Low, 0.00005);
        Assert.Equal(high, interval.High, 0.00005);
    }

    [Fact]
    public void Ends_SolveTheScoreEquation()
    {
        // An end p is where |p̂ − p| is exactly 1.96 standard errors of p itself.
        foreach (var (k, n) in new[] { (1, 5), (7, 24), (500, 1000) })
        {
            var interval = Wilson.Of(k, n);
            foreach (var p in new[] { interval.Low, interval.High })
                Assert.Equal(1.959964, Math.Abs((double)k / n - p) / Math.Sqrt(p * (1 - p) / n), 1e-6);
        }
    }

    [Fact]
    public void Interval_OfNoneAndAll_ReachesTheBorderAndIsNotEmpty()
    {
        Assert.Equal(0, Wilson.Of(0, 24).Low);
        Assert.InRange(Wilson.Of(0, 24).High, 0.1, 0.2);
        Assert.Equal(1, Wilson.Of(24, 24).High);
    }

    /// <summary>Exact, by summing the binomial distribution: on average over p the score interval covers what it promises.</summary>
    [Fact]
    public void Coverage_OnAverage_IsNominal()
    {
        const int N = 24, Steps = 200;
        var intervals = Enumerable.Range(0, N + 1).Select(k => Wilson.Of(k, N)).ToArray();
        var coverage = Enumerable.Range(0, Steps).Average(step =>
        {
            var p = (step + 0.5) / Steps;
            return Enumerable.Range(0, N + 1).Where(k => intervals[k].Low <= p && p <= intervals[k].High)
                .Sum(k => MathNet.Numerics.Distributions.Binomial.PMF(p, N, k));
        });

        Assert.InRange(coverage, 0.945, 0.965);
    }

    /// <summary>
    /// Airway hyper-responsiveness before and after transplantation, 1, 1, 7 and 12 of 21: Fagerland, Lydersen, Laake, Statistics in Medicine 33
    /// (2014), 2850–2875, "Newcombe square-and-add".
    /// </summary>
    [Fact]
    public void PairedDifference_MatchesThePublishedExample()
    {
        var interval = Wilson.OfPairedDifference(1, 1, 7, 12);

        Assert.Equal(-0.507, interval.Low, 0.0005);
        Assert.Equal(-0.026, interval.High, 0.0005);
    }

    [Fact]
    public void PairedDifference_ChangesItsSignWithTheOrder()
    {
        var (ab, ba) = (Wilson.OfPairedDifference(3, 5, 2, 14), Wilson.OfPairedDifference(3, 2, 5, 14));

        Assert.Equal(-ba.High, ab.Low, 1e-12);
        Assert.Equal(-ba.Low, ab.High, 1e-12);
    }

    [Fact]
    public void PairedDifference_WithoutAnyLoss_StillHasAWidth()
    {
        var interval = Wilson.OfPairedDifference(0, 0, 0, 24);

        Assert.Equal(-interval.Low, interval.High, 1e-12);
        Assert.InRange(interval.High, 0.1, 0.2);
    }

    /// <summary>Exact, by summing the multinomial distribution of all tables of 20 pairs: near 95 %, rather above than below.</summary>
    [Theory]
    [InlineData(0.10, 0.05, 0.15)]
    [InlineData(0.05, 0.20, 0.10)]
    [InlineData(0.30, 0.10, 0.10)]
    [InlineData(0.02, 0.02, 0.10)]
    public void PairedDifference_CoversWhatItPromises(double both, double onlyFirst, double onlySecond)
    {
        const int N = 20;
        var covered = 0.0;
        for (var a = 0; a <= N; a++)
        {
            for (var b = 0; a + b <= N; b++)
            {
                for (var c = 0; a + b + c <= N; c++)
                {
                    var interval = Wilson.OfPairedDifference(a, b, c, N - a - b - c);
                    if (interval.Low <= onlyFirst - onlySecond && onlyFirst - onlySecond <= interval.High)
                        covered += Probability([a, b, c, N - a - b - c], [both, onlyFirst, onlySecond, 1 - both - onlyFirst - onlySecond]);
                }
            }
        }

        Assert.InRange(covered, 0.92, 0.995);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void ImpossibleCounts_AreRefused(int successes, int trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Of(successes, trials));

    /// <summary>Of one table in the multinomial distribution.</summary>
    private static double Probability(int[] counts, double[] probabilities)
    {
        var (result, n) = (1.0, 0);
        for (var i = 0; i < counts.Length; i++)
        {
            for (var k = 1; k <= counts[i]; k++)
                result *= probabilities[i] * ++n / k;
        }
        return result;
    }
}
