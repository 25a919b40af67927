namespace SemCom.Evaluation;

/// <summary>The pairs of two sets of results at one point.</summary>
internal sealed record PairedPoint(ResultPoint First, ResultPoint Second, IReadOnlyList<RecordPair> Pairs, int Unpaired);

/// <summary>Finds the points that two sets of results share, and their pairs.</summary>
internal sealed class PairedPoints
{
    /// <param name="first">The set to compare with.</param>
    /// <param name="second">The other.</param>
    /// <param name="acrossSystems">True compares whatever system each has, false only equal ones.</param>
    public PairedPoints(ResultSet first, ResultSet second, bool acrossSystems)
    {
        var partners = second.Points.ToDictionary(Key);
        var (shared, onlyInFirst) = (new List<PairedPoint>(), new List<ResultPoint>());
        foreach (var point in first.Points)
        {
            if (partners.Remove(Key(point), out var partner))
                shared.Add(new(point, partner, RecordPair.Match(first[point], second[partner], out var unpaired), unpaired));
            else
                onlyInFirst.Add(point);
        }
        (Shared, OnlyInFirst, OnlyInSecond) = (shared, onlyInFirst, [.. second.Points.Where(p => partners.ContainsKey(Key(p)))]);

        ResultPoint Key(ResultPoint point) => acrossSystems ? point with { System = "" } : point;
    }

    /// <summary>Points of both, in the order of the first.</summary>
    public IReadOnlyList<PairedPoint> Shared { get; }

    /// <summary>Points that the second has not.</summary>
    public IReadOnlyList<ResultPoint> OnlyInFirst { get; }

    /// <summary>Points that the first has not.</summary>
    public IReadOnlyList<ResultPoint> OnlyInSecond { get; }
}
