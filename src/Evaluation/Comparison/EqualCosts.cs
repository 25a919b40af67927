namespace SemCom.Evaluation;

/// <summary>Computes <see cref="EqualCost"/>.</summary>
internal static class EqualCosts
{
    /// <summary>What two systems may differ in channel uses at the same CBR asked for, before it is of interest.</summary>
    private const double Tolerance = 0.05;

    /// <summary>The comparison at one point of the second; null where the first has fewer than two bandwidths there, or its channel uses at the same CBR are the same.</summary>
    public static EqualCost? Of(ResultSet first, ResultSet second, ResultPoint point)
    {
        var others = first.Points.Where(p => p.Channel == point.Channel && p.SnrDb == point.SnrDb).ToList();
        if (others.Count < 2)
            return null;
        var common = others.Select(p => first[p]).Append(second[point]).Select(records => records.Where(r => r.PsnrDb is not null).Select(r => (r.Source, r.Seed)).ToHashSet())
            .Aggregate((a, b) => [.. a.Where(b.Contains)]);
        if (common.Count == 0)
            return null;
        var (own, curve) = (Point(second[point]), others.ConvertAll(p => Point(first[p])));
        var partner = others.FindIndex(p => p.CbrAsked == point.CbrAsked);
        if (partner >= 0 && Math.Abs(own.Rate / curve[partner].Rate - 1) <= Tolerance)
            return null;
        var between = new RateCurve(curve);
        return new EqualCost(point.System, others[0].System, point.Channel, point.SnrDb, point.CbrAsked, common.Count, (long)own.Rate,
            Common(second[point]).Sum(r => (long)r.Uses.Knowledge), own.Quality, between.QualityAt(own.Rate), between.RateAt(own.Quality));

        IEnumerable<QualityRecord> Common(IEnumerable<QualityRecord> records) => records.Where(r => common.Contains((r.Source, r.Seed)));

        RatePoint Point(IReadOnlyList<QualityRecord> records) => new(Common(records).Sum(r => (long)r.Uses.Total), Common(records).Average(r => r.PsnrDb!.Value));
    }
}
