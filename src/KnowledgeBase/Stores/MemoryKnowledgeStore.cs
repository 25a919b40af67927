using System.Collections.Concurrent;
using SemCom.Knowledge;

namespace SemCom;

/// <summary>A store in memory, simple and slow: for what need not last, and what others are compared with.</summary>
/// <param name="time">Says whether an entry is expired.</param>
public sealed class MemoryKnowledgeStore(TimeProvider time) : IKnowledgeStore
{
    private const double K1 = 1.2, B = 0.75;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<KnowledgeId, KnowledgeEntry> _entries = [];
    private readonly ConcurrentDictionary<string, Dictionary<string, int>> _counts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    /// <inheritdoc/>
    public int? DimensionsOf(KnowledgeKind kind) => All(kind).FirstOrDefault(e => e.Embedding.Length > 0)?.Embedding.Length;

    /// <inheritdoc/>
    public void Add(IReadOnlyCollection<KnowledgeEntry> entries)
    {
        var batch = EntryBatch.Prepare(entries);
        lock (_lock)
        {
            EntryBatch.CheckDimensions(batch, DimensionsOf);
            var names = _entries.Values.ToDictionary(e => (e.Kind, e.Key), e => e.Id);
            foreach (var entry in batch)
            {
                if (names.TryGetValue((entry.Kind, entry.Key), out var earlier))
                    _entries.Remove(earlier);
                _entries[entry.Id] = entry;
            }
        }
    }

    /// <inheritdoc/>
    public bool Remove(KnowledgeId id)
    {
        lock (_lock)
            return _entries.Remove(id);
    }

    /// <inheritdoc/>
    public KnowledgeEntry? Find(KnowledgeId id)
    {
        lock (_lock)
            return _entries.GetValueOrDefault(id);
    }

    /// <inheritdoc/>
    public KnowledgeEntry? Find(KnowledgeKind kind, string key) => All(kind).FirstOrDefault(e => e.Key == key);

    /// <inheritdoc/>
    public IEnumerable<KnowledgeEntry> All(KnowledgeKind? kind = null)
    {
        lock (_lock)
            return [.. _entries.Values.Where(e => kind is null || e.Kind == kind)];
    }

    /// <inheritdoc/>
    /// <remarks>BM25 with the inverse document frequency ln(1 + (N − n + 0.5) / (n + 0.5)).</remarks>
    public IReadOnlyList<KnowledgeHit> SearchText(string query, int limit, KnowledgeKind? kind = null)
    {
        var documents = Alive(kind).Select(e => (Entry: e, Counts: _counts.GetOrAdd(e.Text, CountsOf))).ToList();
        var words = SearchWords.OfQuery(query);
        var frequency = words.ToDictionary(w => w, w => documents.Count(d => d.Counts.ContainsKey(w)), StringComparer.Ordinal);
        var mean = documents.Count == 0 ? 1 : documents.Average(d => (double)d.Counts.Values.Sum());
        double Score(Dictionary<string, int> counts)
        {
            var length = counts.Values.Sum() / mean;
            return words.Where(counts.ContainsKey).Sum(w => Math.Log(1 + (documents.Count - frequency[w] + 0.5) / (frequency[w] + 0.5))
                * counts[w] * (K1 + 1) / (counts[w] + K1 * (1 - B + B * length)));
        }
        return Best(documents.Where(d => words.Any(d.Counts.ContainsKey)).Select(d => new KnowledgeHit(d.Entry, Score(d.Counts))), limit);
    }

    /// <inheritdoc/>
    public IReadOnlyList<KnowledgeHit> SearchNearest(KnowledgeKind kind, ReadOnlySpan<float> embedding, int limit)
    {
        var query = embedding.ToArray();
        if (DimensionsOf(kind) is { } dimensions)
            EntryBatch.CheckDimensions(query.Length, dimensions, "embedding of a search");
        return Best(Alive(kind).Where(e => e.Embedding.Length > 0).Select(e => new KnowledgeHit(e, Cosine(e.Embedding, query))), limit);
    }

    /// <inheritdoc/>
    public void Dispose() { }

    private static List<KnowledgeHit> Best(IEnumerable<KnowledgeHit> hits, int limit) => [.. hits.OrderByDescending(h => h.Score).ThenBy(h => h.Entry.Id).Take(limit)];

    internal static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double dot = 0, x = 0, y = 0;
        for (var i = 0; i < a.Length; i++)
            (dot, x, y) = (dot + (double)a[i] * b[i], x + (double)a[i] * a[i], y + (double)b[i] * b[i]);
        return x * y == 0 ? 0 : dot / Math.Sqrt(x * y);
    }

    private static Dictionary<string, int> CountsOf(string text) => SearchWords.Of(text).CountBy(w => w, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    private IEnumerable<KnowledgeEntry> Alive(KnowledgeKind? kind) => All(kind).Where(e => !e.IsExpiredAt(time.GetUtcNow()));
}
