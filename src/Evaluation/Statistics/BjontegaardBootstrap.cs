using SemCom.Randomness;

namespace SemCom.Evaluation;

/// <summary>
/// Percentile bootstrap of the rate difference: pictures are drawn again with replacement, the same ones for both systems, and the curves of their means are
/// compared each time. What is drawn depends on the number of pictures alone.
/// </summary>
internal static class BjontegaardBootstrap
{
    private const int Resamples = 1000;
    private const double Tail = 0.025;

    /// <summary>Share of resamples that must allow a comparison.</summary>
    private const double MinUsable = 0.95;

    /// <summary>The 95 % interval of <see cref="BjontegaardDelta.RatePercent"/>; null for fewer than <see cref="Bootstrap.MinValues"/> pictures, or where too many resamples have no comparison.</summary>
    /// <param name="anchor">One array for each point of the anchor's curve, with a value for each picture in the same order everywhere.</param>
    /// <param name="test">Likewise for the system.</param>
    public static Interval? OfRatePercent(IReadOnlyList<RatePoint[]> anchor, IReadOnlyList<RatePoint[]> test)
    {
        var pictures = anchor.Count == 0 ? 0 : anchor[0].Length;
        if (pictures < Bootstrap.MinValues)
            return null;
        var random = new CounterRandom(1, RandomPurpose.Resampling, 0);
        var (words, drawn, found) = (new uint[pictures], new int[pictures], new List<double>(Resamples));
        for (var b = 0; b < Resamples; b++)
        {
            random.FillUInt32(words, (ulong)b * (ulong)pictures);
            for (var i = 0; i < pictures; i++)
                drawn[i] = (int)((ulong)words[i] * (ulong)pictures >> 32);
            if (Bjontegaard.Between(Means(anchor, drawn), Means(test, drawn)).RatePercent is { } percent)
                found.Add(percent);
        }
        if (found.Count < MinUsable * Resamples)
            return null;
        found.Sort();
        return new Interval(found[(int)(Tail * found.Count)], found[(int)((1 - Tail) * found.Count)]);
    }

    private static RatePoint[] Means(IReadOnlyList<RatePoint[]> points, int[] drawn) =>
        [.. points.Select(p => new RatePoint(drawn.Average(i => p[i].Rate), drawn.Average(i => p[i].Quality)))];
}
