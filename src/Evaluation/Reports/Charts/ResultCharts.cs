namespace SemCom.Evaluation;

/// <summary>The charts of a sweep: quality over SNR and quality over CBR, each where there are at least two points to join.</summary>
/// <remarks>
/// Lines are systems where there are several, else the other of SNR and CBR where there are several, else channels. What is not
/// on the lines is fixed in each chart, and all charts of a kind share their vertical axis.
/// </remarks>
internal static class ResultCharts
{
    /// <summary>Intervals get at least this much of the axis below and above the means [dB].</summary>
    private const double MinRoomDb = 4;

    private static readonly Dimension Snr = new("", m => m.SnrDb, m => m.SnrDb, v => $"{Axis.Number(v)} dB");
    private static readonly Dimension Cbr = new("CBR ", m => m.CbrAsked, m => m.Cbr, Cbrs.Format);

    public static IReadOnlyList<Chart> Of(IReadOnlyList<CellResult> cells) => [.. QualityScale.Drawn.SelectMany(scale => Of(cells, scale))];

    private static IEnumerable<Chart> Of(IReadOnlyList<CellResult> cells, QualityScale scale)
    {
        var points = new List<Point>();
        foreach (var cell in cells)
        {
            if (scale.MeanOf(cell.Records) is { } mean)
                points.Add(new Point(cell.Mean, mean.Mean, mean.HalfWidth));
        }
        return
        [
            .. Kind(points, scale, "over-snr", "Es/N0 [dB]", Snr with { Format = Axis.Number }, Cbr, logarithmic: false),
            .. Kind(points, scale, "over-cbr", "channel uses per source value (CBR)", Cbr, Snr, logarithmic: true),
        ];
    }

    /// <summary>What can stand on the horizontal axis or be fixed.</summary>
    private sealed record Dimension(string Prefix, Func<MeanRecord, double> Setting, Func<MeanRecord, double> Value, Func<double, string> Format)
    {
        public string Name(MeanRecord mean) => Prefix + Format(Setting(mean));
    }

    private readonly record struct Point(MeanRecord Mean, double Quality, double? HalfWidth);

    private static IEnumerable<Chart> Kind(List<Point> points, QualityScale scale, string kind, string xLabel, Dimension x, Dimension other, bool logarithmic)
    {
        var joined = points.GroupBy(p => (p.Mean.System, p.Mean.Channel, Other: other.Setting(p.Mean)))
            .Where(g => g.Select(p => x.Setting(p.Mean)).Distinct().Count() > 1).ToList();
        if (joined.Count == 0)
            yield break;
        var y = Axis.Round(scale.Label, Extent([.. joined.SelectMany(g => g)]));
        var bySystem = joined.Select(g => g.Key.System).Distinct(StringComparer.Ordinal).Count() > 1;
        var byOther = !bySystem && joined.Select(g => g.Key.Other).Distinct().Count() > 1;
        string NameOf(IGrouping<(string System, string Channel, double Other), Point> group) =>
            bySystem ? group.Key.System : byOther ? other.Name(group.First().Mean) : group.Key.Channel;
        var names = joined.Select(NameOf).Distinct(StringComparer.Ordinal).ToList();
        var panels = joined.GroupBy(g => (
            Channel: bySystem || byOther ? g.Key.Channel : null,
            Other: byOther ? null : other.Name(g.First().Mean)));
        foreach (var panel in panels)
        {
            var lines = panel.Select(g => new Line(NameOf(g), names.IndexOf(NameOf(g)),
                [.. g.OrderBy(p => x.Setting(p.Mean)).Select(p => new ChartPoint(x.Value(p.Mean), p.Quality, p.HalfWidth))])).ToList();
            string[] given = [.. new[] { panel.Key.Channel, panel.Key.Other }.OfType<string>()];
            var all = panel.SelectMany(g => g).Select(p => p.Mean).ToList();
            var axis = Axis.AtSettings(xLabel, all.Select(x.Setting), all.Select(x.Value), x.Format, logarithmic);
            yield return new Chart(FileName([$"{scale.FileName}-{kind}", .. given]), string.Join(", ", [scale.Name, .. given]), axis, y, lines);
        }
    }

    /// <summary>What the vertical axis must reach: means, and intervals as far as they leave the means room to differ visibly.</summary>
    private static IEnumerable<double> Extent(List<Point> points)
    {
        var (low, high) = (points.Min(p => p.Quality), points.Max(p => p.Quality));
        var room = Math.Max(high - low, MinRoomDb);
        return points.SelectMany(Interval).Select(v => Math.Clamp(v, low - room, high + room));
    }

    private static double[] Interval(Point point) => [point.Quality - (point.HalfWidth ?? 0), point.Quality + (point.HalfWidth ?? 0)];

    /// <summary>Lower case, with hyphens in place of everything that is no letter or digit.</summary>
    private static string FileName(string[] parts)
    {
        var text = string.Join(' ', parts).ToLowerInvariant().Replace("−", "minus ", StringComparison.Ordinal);
        return string.Join('-', text.Split([.. text.Where(c => !char.IsAsciiLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries));
    }
}
