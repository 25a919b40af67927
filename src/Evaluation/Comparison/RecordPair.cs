namespace SemCom.Evaluation;

/// <summary>Two records that met the same noise: same source, seed, channel, SNR and CBR.</summary>
internal readonly record struct RecordPair(QualityRecord First, QualityRecord Second)
{
    public string Source => First.Source;

    public ulong Seed => First.Seed;

    /// <summary>Pairs by source and seed; <paramref name="unpaired"/> counts the records that have no partner.</summary>
    public static IReadOnlyList<RecordPair> Match(IReadOnlyList<QualityRecord> first, IReadOnlyList<QualityRecord> second, out int unpaired)
    {
        var partners = second.ToDictionary(r => (r.Source, r.Seed));
        var pairs = new List<RecordPair>(first.Count);
        foreach (var record in first)
        {
            if (partners.TryGetValue((record.Source, record.Seed), out var partner))
                pairs.Add(new(record, partner));
        }
        unpaired = first.Count + second.Count - 2 * pairs.Count;
        return pairs;
    }
}
