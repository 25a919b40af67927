namespace SemCom.Evaluation;

/// <summary>The records of one <c>results.json</c>, point by point.</summary>
public sealed class ResultSet
{
    private readonly Dictionary<ResultPoint, List<QualityRecord>> _records;

    private ResultSet(string name, IReadOnlyList<ResultPoint> points, Dictionary<ResultPoint, List<QualityRecord>> records) =>
        (Name, Points, _records) = (name, points, records);

    /// <summary>What the results are called, usually their path.</summary>
    public string Name { get; }

    /// <summary>The points, in the order of the document.</summary>
    public IReadOnlyList<ResultPoint> Points { get; }

    /// <summary>Names of the systems, in the order of the document.</summary>
    public IReadOnlyList<string> Systems => [.. Points.Select(p => p.System).Distinct(StringComparer.Ordinal)];

    /// <summary>The records of a point; none for a point that is not here.</summary>
    public IReadOnlyList<QualityRecord> this[ResultPoint point] => _records.TryGetValue(point, out var records) ? records : [];

    /// <summary>Arranges the records of a document by point.</summary>
    /// <exception cref="SemComException">Its records and its means do not belong together.</exception>
    public static ResultSet Of(ResultsDocument document, string name)
    {
        ArgumentNullException.ThrowIfNull(document);
        var points = document.Means.Select(m => new ResultPoint(m.System, m.Channel, m.SnrDb, m.CbrAsked)).ToArray();
        var arranged = points.Distinct().ToDictionary(p => p, _ => new List<QualityRecord>());
        var seen = new HashSet<(ResultPoint, string, ulong)>();
        foreach (var (point, record) in PointsOfRecords.Find(points, document.Records, name))
        {
            if (seen.Add((point, record.Source, record.Seed)))
                arranged[point].Add(record);
        }
        for (var i = 0; i < points.Length; i++)
        {
            var (expected, found) = (document.Means[i].N, arranged[points[i]].Count);
            if (expected != found)
                throw Damaged(name, $"{points[i]} has {found} records and a mean of {expected}");
        }
        return new ResultSet(name, [.. arranged.Keys], arranged);
    }

    /// <summary>The points of one system.</summary>
    /// <exception cref="SemComException">There is no such system.</exception>
    public ResultSet Only(string option, string system)
    {
        var points = Points.Where(p => string.Equals(p.System, system, StringComparison.OrdinalIgnoreCase)).ToArray();
        return points.Length > 0
            ? new ResultSet(Name, points, points.ToDictionary(p => p, p => _records[p]))
            : throw new SemComException($"{option}: {Name} has no system '{system}'; it has {string.Join(", ", Systems)}");
    }

    internal static SemComException Damaged(string name, string what) =>
        new($"{name}: records and means must belong together ({what}); make the file again with 'semcom eval'");
}
