namespace SemCom.Knowledge;

/// <summary>
/// Puts records together from fragments in any order. Memory follows what has arrived, never what a fragment claims, and is bounded: the record that was begun first gives way.
/// </summary>
internal sealed class Reassembler
{
    /// <summary>Most bytes of a record.</summary>
    public const int MaxRecord = KnowledgeEntry.MaxLength + 4096;

    private const long MaxCost = 8L * MaxRecord;

    private readonly Dictionary<ulong, LinkedListNode<(ulong Head, PartialRecord Record)>> _partials = [];
    private readonly LinkedList<(ulong Head, PartialRecord Record)> _order = [];
    private long _cost;

    /// <summary>Records of which something has arrived, by the first 64 bits of their ids.</summary>
    public IReadOnlyCollection<ulong> Begun => _partials.Keys;

    /// <summary>What has arrived of a record; null for nothing.</summary>
    public PartialRecord? Find(ulong head) => _partials.TryGetValue(head, out var node) ? node.Value.Record : null;

    /// <summary>Takes a fragment; the record when it was the last one. Where fragments disagree about the length of a record, it begins again.</summary>
    public byte[]? Add(ulong head, long total, long offset, ReadOnlySpan<byte> bytes)
    {
        if (total > MaxRecord || bytes.IsEmpty || offset + bytes.Length > total)
            return null;
        if (Find(head) is not { } partial || partial.Total != total)
            partial = Begin(head, (int)total);
        _cost -= partial.Cost;
        partial.Add((int)offset, bytes.ToArray());
        _cost += partial.Cost;
        if (partial.Gaps.Any())
        {
            while (_order.Count > 1 && _cost > MaxCost)
                Forget(_order.First!.Value.Head);
            return null;
        }
        Forget(head);
        var record = partial.Join();
        return IdPrefix.HeadOf(KnowledgeId.Of(record)) == head ? record : null;
    }

    /// <summary>Drops what has arrived of a record.</summary>
    public void Forget(ulong head)
    {
        if (!_partials.Remove(head, out var node))
            return;
        _order.Remove(node);
        _cost -= node.Value.Record.Cost;
    }

    private PartialRecord Begin(ulong head, int total)
    {
        Forget(head);
        var partial = new PartialRecord(total);
        _partials[head] = _order.AddLast((head, partial));
        _cost += partial.Cost;
        return partial;
    }
}
