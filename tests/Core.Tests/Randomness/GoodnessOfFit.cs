using MathNet.Numerics;

namespace SemCom.Core.Tests.Randomness;

/// <summary>Statistical tests whose bounds follow from the number of samples. Special functions are Math.NET's.</summary>
internal static class GoodnessOfFit
{
    /// <summary>Two-sided normal quantile at 1e-6.</summary>
    public const double Z = 4.8916;

    public static double NormalCdf(double x) => 0.5 * SpecialFunctions.Erfc(-x / Math.Sqrt(2));

    /// <summary>Q(x), the upper tail of the standard normal.</summary>
    public static double Q(double x) => NormalCdf(-x);

    /// <summary>One-sample Kolmogorov–Smirnov test at significance 1e-4 (asymptotic bound).</summary>
    public static void AssertDistribution(double[] samples, Func<double, double> cdf)
    {
        Array.Sort(samples);
        double d = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var f = cdf(samples[i]);
            d = Math.Max(d, Math.Max((i + 1.0) / samples.Length - f, f - (double)i / samples.Length));
        }
        Assert.InRange(d, 0, Math.Sqrt(-0.5 * Math.Log(1e-4 / 2) / samples.Length));
    }

    /// <summary>Exact two-sided binomial test at significance 1e-6.</summary>
    public static void AssertBinomial(long successes, long trials, double probability)
    {
        var atLeast = successes == 0 ? 1 : SpecialFunctions.BetaRegularized(successes, trials - successes + 1, probability);
        var atMost = successes == trials ? 1 : 1 - SpecialFunctions.BetaRegularized(successes + 1, trials - successes, probability);
        Assert.True(Math.Min(atLeast, atMost) > 0.5e-6,
            $"{successes} of {trials} = {(double)successes / trials:E3}, expected {probability:E3}");
    }

    /// <summary>The mean of independent samples against its expectation, at significance 1e-6 (central limit).</summary>
    public static void AssertMean(double mean, double expected, double sampleVariance, long count) =>
        Assert.InRange((mean - expected) / Math.Sqrt(sampleVariance / count), -Z, Z);

    /// <summary>Correlation coefficient of two runs of equal length, tested against 0 at significance 1e-6.</summary>
    public static void AssertUncorrelated(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            ab += (double)a[i] * b[i];
            aa += (double)a[i] * a[i];
            bb += (double)b[i] * b[i];
        }
        Assert.InRange(ab / Math.Sqrt(aa * bb) * Math.Sqrt(a.Length), -Z, Z);
    }
}
