using MathNet.Numerics.Distributions;
using SemCom.Randomness;

namespace SemCom.Evaluation;

/// <summary>
/// Bootstrap intervals of a mean. The same values in the same order give the same interval everywhere: what is drawn depends on seed and
/// number of values alone.
/// </summary>
internal static class Bootstrap
{
    /// <summary>Fewest values; the bootstrap underrates the spread of few.</summary>
    public const int MinValues = 8;

    /// <summary>How often the values are drawn again.</summary>
    public const int Resamples = 2000;

    private const double Tail = 0.025;

    /// <summary>Resamples whose random words are made together, for speed alone.</summary>
    private const int AtATime = 50;

    /// <summary>
    /// Bias-corrected and accelerated 95 % interval of the mean (BCa): B. Efron, JASA 82 (1987), 171–185; acceleration from the jackknife.
    /// Null for fewer than <see cref="MinValues"/> values. For paired data give it the differences.
    /// </summary>
    public static Interval? OfMean(ReadOnlySpan<double> values, ulong seed = 1)
    {
        if (values.Length < MinValues)
            return null;
        var mean = Mean(values);
        var means = ResampledMeans(values, seed);
        Array.Sort(means);
        if (means[0] == means[^1])
            return new(mean, mean);
        var bias = Normal.InvCDF(0, 1, Math.Clamp(ShareBelow(means, mean), 0.5 / Resamples, 1 - 0.5 / Resamples));
        var acceleration = Acceleration(values, mean);
        return new(Quantile(means, Level(Tail, bias, acceleration)), Quantile(means, Level(1 - Tail, bias, acceleration)));
    }

    private static double[] ResampledMeans(ReadOnlySpan<double> values, ulong seed)
    {
        var random = new CounterRandom(seed, RandomPurpose.Resampling, 0);
        var words = new uint[AtATime * values.Length];
        var means = new double[Resamples];
        for (var b = 0; b < means.Length; b++)
        {
            var place = b % AtATime * values.Length;
            if (place == 0)
                random.FillUInt32(words, (ulong)b * (ulong)values.Length);
            var sum = 0.0;
            foreach (var word in words.AsSpan(place, values.Length))
                sum += values[(int)((ulong)word * (ulong)values.Length >> 32)];
            means[b] = sum / values.Length;
        }
        return means;
    }

    /// <summary>Ties count half.</summary>
    private static double ShareBelow(double[] means, double mean)
    {
        var share = 0.0;
        foreach (var value in means)
            share += value < mean ? 1 : value == mean ? 0.5 : 0;
        return share / means.Length;
    }

    /// <summary>Of a mean the jackknife's Σ(d³) / 6(Σd²)^1.5 is that of the values themselves, with d the distance from the mean.</summary>
    private static double Acceleration(ReadOnlySpan<double> values, double mean)
    {
        var (squares, cubes) = (0.0, 0.0);
        foreach (var value in values)
        {
            var d = value - mean;
            (squares, cubes) = (squares + d * d, cubes + d * d * d);
        }
        return cubes / (6 * Math.Pow(squares, 1.5));
    }

    private static double Level(double level, double bias, double acceleration)
    {
        var z = bias + Normal.InvCDF(0, 1, level);
        return Normal.CDF(0, 1, bias + z / (1 - acceleration * z));
    }

    /// <summary>Between the two nearest order statistics, number 1 + (B − 1)·level.</summary>
    private static double Quantile(double[] sorted, double level)
    {
        var place = Math.Clamp(level, 0, 1) * (sorted.Length - 1);
        var below = Math.Min((int)place, sorted.Length - 2);
        return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }
}
