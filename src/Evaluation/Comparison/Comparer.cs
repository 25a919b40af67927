namespace SemCom.Evaluation;

/// <summary>
/// Compares results pair by pair: all systems meet the same noise and fading, so that the difference of two is far more certain than either.
/// </summary>
public static class Comparer
{
    /// <summary>Compares every system of two sets of results with itself.</summary>
    /// <param name="first">The results to compare with.</param>
    /// <param name="second">The others.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <exception cref="SemComException">They have no transmission in common.</exception>
    public static ResultComparison Compare(ResultSet first, ResultSet second, ulong seed = 1) => Compare(first, second, seed, acrossSystems: false);

    /// <summary>Compares two systems, of the same results or of different ones.</summary>
    /// <param name="first">Results that hold <paramref name="against"/>.</param>
    /// <param name="against">System to compare with.</param>
    /// <param name="second">Results that hold <paramref name="system"/>.</param>
    /// <param name="system">The other system.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <exception cref="SemComException">There is no such system, or they have no transmission in common.</exception>
    public static ResultComparison Compare(ResultSet first, string against, ResultSet second, string system, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Compare(first.Only("--against", against), second.Only("--system", system), seed, acrossSystems: true);
    }

    private static ResultComparison Compare(ResultSet first, ResultSet second, ulong seed, bool acrossSystems)
    {
        var points = new PairedPoints(first, second, acrossSystems);
        var paired = points.Shared.Where(p => p.Pairs.Count > 0).ToArray();
        if (paired.Length == 0)
        {
            throw new SemComException($"{second.Name}: must share a transmission with {first.Name} (system, channel, SNR, CBR, source and seed; " +
                "there is none); compare results of the same sweep");
        }
        var corrected = Differences.Correct([.. paired.Select(p => Differences.Of(p.Pairs, seed))]);
        var compared = paired.Select((p, i) => new PointComparison(
            p.Second.System, p.First.System, p.First.Channel, p.First.SnrDb, p.First.CbrAsked, p.Unpaired, corrected[i])).ToArray();
        return new ResultComparison
        {
            First = first.Name,
            Second = second.Name,
            Conclusion = Conclusions.Of(acrossSystems ? $"{compared[0].System} against {compared[0].Against}" : "Second against first", compared),
            Remarks = Unlike.Remarks([.. paired.SelectMany(p => p.Pairs)]),
            Systems = Overall(paired, seed),
            Points = compared,
            EqualCosts = acrossSystems ? [.. second.Points.Select(point => EqualCosts.Of(first, second, point)).OfType<EqualCost>()] : [],
            OnlyInFirst = [.. points.OnlyInFirst, .. points.Shared.Where(p => p.Pairs.Count == 0).Select(p => p.First)],
            OnlyInSecond = [.. points.OnlyInSecond, .. points.Shared.Where(p => p.Pairs.Count == 0).Select(p => p.Second)],
        };
    }

    private static IReadOnlyList<SystemComparison> Overall(IReadOnlyList<PairedPoint> points, ulong seed)
    {
        var systems = points.GroupBy(p => (p.Second.System, Against: p.First.System)).ToArray();
        var corrected = Differences.Correct([.. systems.Select(s => Differences.Of([.. s.SelectMany(p => p.Pairs)], seed))]);
        return [.. systems.Select((s, i) => new SystemComparison(s.Key.System, s.Key.Against, s.Count(), corrected[i]))];
    }
}
