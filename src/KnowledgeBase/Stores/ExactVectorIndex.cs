using System.Numerics.Tensors;

namespace SemCom.Knowledge;

/// <summary>Compares a query with every vector.</summary>
internal sealed class ExactVectorIndex : IVectorIndex
{
    private readonly Dictionary<KnowledgeId, float[]> _vectors = [];

    public int Count => _vectors.Count;

    public void Add(KnowledgeId id, ReadOnlySpan<float> vector) => _vectors[id] = vector.ToArray();

    public bool Remove(KnowledgeId id) => _vectors.Remove(id);

    public IReadOnlyList<(KnowledgeId Id, float Score)> Search(ReadOnlySpan<float> query, int limit)
    {
        // The worst hit so far comes first out of the queue.
        var order = Comparer<(KnowledgeId Id, float Score)>.Create((a, b) => a.Score != b.Score ? a.Score.CompareTo(b.Score) : b.Id.CompareTo(a.Id));
        var best = new PriorityQueue<(KnowledgeId, float), (KnowledgeId, float)>(order);
        foreach (var (id, vector) in _vectors)
        {
            var hit = (id, Cosine(query, vector));
            if (best.Count < limit)
                best.Enqueue(hit, hit);
            else
                best.EnqueueDequeue(hit, hit);
        }
        var hits = new (KnowledgeId, float)[best.Count];
        for (var i = hits.Length - 1; i >= 0; i--)
            hits[i] = best.Dequeue();
        return hits;
    }

    private static float Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var cosine = TensorPrimitives.CosineSimilarity(a, b);
        return float.IsFinite(cosine) ? cosine : 0;
    }
}
