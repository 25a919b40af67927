namespace SemCom.Knowledge;

/// <summary>The best of all hits offered so far, at most as many as a limit: a heap with the worst on top. Equal scores go by id, the lower one first.</summary>
internal sealed class BestHits(int limit)
{
    private readonly PriorityQueue<(KnowledgeId Id, float Score), (KnowledgeId Id, float Score)> _heap = new(WorstFirst.Instance);

    /// <summary>A hit below this score cannot enter.</summary>
    public float Bar { get; private set; } = float.NegativeInfinity;

    /// <summary>Offers a hit.</summary>
    public void Offer(KnowledgeId id, float score)
    {
        if (limit <= 0 || score < Bar)
            return;
        if (_heap.Count < limit)
            _heap.Enqueue((id, score), (id, score));
        else
            _heap.EnqueueDequeue((id, score), (id, score));
        if (_heap.Count == limit)
            Bar = _heap.Peek().Score;
    }

    /// <summary>Offers all that another one holds.</summary>
    public void Offer(BestHits other)
    {
        foreach (var (hit, _) in other._heap.UnorderedItems)
            Offer(hit.Id, hit.Score);
    }

    /// <summary>Takes the hits out, the best first.</summary>
    public (KnowledgeId Id, float Score)[] Take()
    {
        var hits = new (KnowledgeId Id, float Score)[_heap.Count];
        for (var i = hits.Length - 1; i >= 0; i--)
            hits[i] = _heap.Dequeue();
        return hits;
    }

    private sealed class WorstFirst : IComparer<(KnowledgeId Id, float Score)>
    {
        public static readonly WorstFirst Instance = new();

        public int Compare((KnowledgeId Id, float Score) x, (KnowledgeId Id, float Score) y) =>
            x.Score.CompareTo(y.Score) is var order and not 0 ? order : y.Id.CompareTo(x.Id);
    }
}
