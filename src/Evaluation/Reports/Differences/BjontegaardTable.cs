namespace SemCom.Evaluation;

/// <summary>Every system against an anchor, at each channel and SNR: channel uses are the rate.</summary>
internal static class BjontegaardTable
{
    /// <summary>
    /// The system that others are held against: the one asked for; else digital-best; else the first classical one; else the first.
    /// </summary>
    public static string AnchorOf(SweepPlan plan, string? asked)
    {
        var systems = plan.Cells.Select(c => c.System).Distinct().ToList();
        return asked ?? (systems.Find(s => s.Name == Rivals.RivalSystems.BestName) ?? systems.Find(s => s.Kind == SystemKind.Classical) ?? systems[0]).Name;
    }

    /// <summary>One row for each channel, SNR and system but the anchor.</summary>
    public static IReadOnlyList<BjontegaardRow> Of(IReadOnlyList<CellResult> cells, string anchor)
    {
        var rows = new List<BjontegaardRow>();
        foreach (var point in cells.GroupBy(c => (c.Mean.Channel, c.Mean.SnrDb)))
        {
            var curves = point.GroupBy(c => c.Mean.System, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
            if (!curves.TryGetValue(anchor, out var held))
                continue;
            rows.AddRange(curves.Where(c => c.Key != anchor).Select(c => new BjontegaardRow(
                c.Key, point.Key.Channel, point.Key.SnrDb, [.. QualityScale.Compared.Select(scale => Compare(held, c.Value, scale))])));
        }
        return rows;
    }

    /// <summary>Both systems are judged by the pictures, or sequences, that both have at every point.</summary>
    private static BjontegaardCell Compare(List<CellResult> anchor, List<CellResult> test, QualityScale scale)
    {
        var pictures = anchor.Concat(test).Select(c => c.Records.Where(r => scale.Of(r) is not null).Select(r => SamplingUnits.NameOf(r.Source)).ToHashSet(StringComparer.Ordinal))
            .Aggregate((a, b) => [.. a.Where(b.Contains)]).Order(StringComparer.Ordinal).ToList();
        if (pictures.Count == 0)
            return new BjontegaardCell(new BjontegaardDelta { Reason = $"no picture has {scale.Name} everywhere" }, null);
        var (a, b) = (Points(anchor, pictures, scale), Points(test, pictures, scale));
        return new BjontegaardCell(Bjontegaard.Between(Means(a), Means(b)), BjontegaardBootstrap.OfRatePercent(a, b));
    }

    private static List<RatePoint[]> Points(List<CellResult> cells, List<string> pictures, QualityScale scale) => [.. cells.Select(cell =>
    {
        var bySource = cell.Records.Where(r => scale.Of(r) is not null).ToLookup(r => SamplingUnits.NameOf(r.Source), StringComparer.Ordinal);
        return pictures.Select(p => new RatePoint(bySource[p].Average(r => r.Cbr), bySource[p].Average(r => scale.Of(r)!.Value))).ToArray();
    })];

    private static List<RatePoint> Means(IEnumerable<RatePoint[]> points) => [.. points.Select(p => new RatePoint(p.Average(x => x.Rate), p.Average(x => x.Quality)))];
}
