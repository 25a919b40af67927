namespace SemCom.Link.Tests;

/// <summary>The slowest store: a list. It knows no words.</summary>
internal sealed class ListStore : IKnowledgeStore
{
    private readonly List<KnowledgeEntry> _entries = [];

    public int Count => _entries.Count;

    public int? DimensionsOf(KnowledgeKind kind) => All(kind).Select(e => (int?)e.Embedding.Length).FirstOrDefault();

    public void Add(IReadOnlyCollection<KnowledgeEntry> entries)
    {
        foreach (var entry in entries)
        {
            _entries.RemoveAll(e => e.Kind == entry.Kind && e.Key == entry.Key);
            _entries.Add(entry);
        }
    }

    public bool Remove(KnowledgeId id) => _entries.RemoveAll(e => e.Id == id) > 0;

    public KnowledgeEntry? Find(KnowledgeId id) => _entries.Find(e => e.Id == id);

    public KnowledgeEntry? Find(KnowledgeKind kind, string key) => _entries.Find(e => e.Kind == kind && e.Key == key);

    public IEnumerable<KnowledgeEntry> All(KnowledgeKind? kind = null) => _entries.Where(e => kind is null || e.Kind == kind).OrderBy(e => e.Id);

    public IReadOnlyList<KnowledgeHit> SearchText(string query, int limit, KnowledgeKind? kind = null) => throw new NotSupportedException();

    public IReadOnlyList<KnowledgeHit> SearchNearest(KnowledgeKind kind, ReadOnlySpan<float> embedding, int limit)
    {
        var query = embedding.ToArray();
        return [.. All(kind).Select(e => new KnowledgeHit(e, query.Select((x, i) => (double)x * e.Embedding[i]).Sum())).OrderByDescending(h => h.Score).Take(limit)];
    }

    public void Dispose()
    {
    }
}
