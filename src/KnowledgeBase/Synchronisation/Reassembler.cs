namespace SemCom.Knowledge;

/// <summary>
/// Puts records together from fragments in any order. Memory follows what has arrived, never what a fragment claims, and is bounded: the record that was begun first gives way.
/// </summary>
internal sealed class Reassembler
{
    /// <summary>Most bytes of a record.</summary>
    public const int MaxRecord = KnowledgeEntry.MaxLength + 4096;

    private const long MaxCost = 8L * MaxRecord;

    private readonly OrderedDictionary<ulong, PartialRecord> _partials = [];
    private long _cost;

    /// <summary>Records of which something has arrived, by the first 64 bits of their ids.</summary>
    public IReadOnlyDictionary<ulong, PartialRecord> Begun => _partials;

    /// <summary>Takes a fragment; the record when it was the last one. Where fragments disagree about the length of a record, it begins again.</summary>
    public byte[]? Add(ulong head, long total, long offset, ReadOnlySpan<byte> bytes)
    {
        if (total > MaxRecord || bytes.IsEmpty || offset + bytes.Length > total)
            return null;
        if (!_partials.TryGetValue(head, out var partial) || partial.Total != total)
        {
            Forget(head);
            _partials[head] = partial = new PartialRecord((int)total);
        }
        _cost -= partial.Cost;
        partial.Add((int)offset, bytes.ToArray());
        _cost += partial.Cost;
        if (partial.Gaps.Any())
        {
            while (_partials.Count > 1 && _cost > MaxCost)
                Forget(_partials.GetAt(0).Key);
            return null;
        }
        Forget(head);
        var record = partial.Join();
        return IdPrefix.HeadOf(KnowledgeId.Of(record)) == head ? record : null;
    }

    /// <summary>Drops what has arrived of a record.</summary>
    public void Forget(ulong head)
    {
        if (_partials.Remove(head, out var partial))
            _cost -= partial.Cost;
    }
}
