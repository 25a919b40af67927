namespace SemCom.Evaluation;

/// <summary>
/// Finds the point that each record belongs to. A record knows the CBR that was really used, which differs a little from the one that was asked for and
/// more where a budget was too small for a frame; but the records of a transmission stand in the order of the means.
/// </summary>
internal static class PointsOfRecords
{
    /// <summary>Every record with its point, in the order of the points.</summary>
    /// <exception cref="SemComException">There are records of a point without a mean.</exception>
    public static IEnumerable<(ResultPoint Point, QualityRecord Record)> Find(
        IReadOnlyList<ResultPoint> points, IReadOnlyList<QualityRecord> records, string name)
    {
        var byCurve = points.ToLookup(p => (p.System, p.Channel, p.SnrDb));
        foreach (var transmission in records.GroupBy(r => (r.System, r.Channel, r.SnrDb, r.Source, r.Seed)))
        {
            var (system, channel, snrDb, _, _) = transmission.Key;
            var (candidates, sent) = (byCurve[(system, channel, snrDb)].ToArray(), transmission.ToArray());
            if (sent.Length > candidates.Length)
                throw ResultSet.Damaged(name, $"{sent[0].Source} was sent {sent.Length} times by {system} over {channel} at {snrDb} dB, and there are {candidates.Length} means");
            for (var i = 0; i < sent.Length; i++)
                yield return (sent.Length == candidates.Length ? candidates[i] : Nearest(candidates, sent[i].Cbr), sent[i]);
        }
    }

    private static ResultPoint Nearest(ResultPoint[] candidates, double cbr) => candidates.MinBy(p => Math.Abs(Math.Log(p.CbrAsked / cbr)))!;
}
