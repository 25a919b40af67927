using System.Collections.Concurrent;
using System.Text;

namespace SemCom.Knowledge.Tests.Retrieval;

/// <summary>A store in memory, simple and slow: what others are compared with. Time stands still at the one that it is given.</summary>
internal sealed class MemoryKnowledgeStore(DateTimeOffset time = default) : IKnowledgeStore
{
    private const double K1 = 1.2, B = 0.75;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<KnowledgeId, KnowledgeEntry> _entries = [];
    private readonly ConcurrentDictionary<string, Dictionary<string, int>> _counts = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    public int? DimensionsOf(KnowledgeKind kind) => All(kind).FirstOrDefault(e => e.Embedding.Length > 0)?.Embedding.Length;

    public void Add(IReadOnlyCollection<KnowledgeEntry> entries)
    {
        lock (_lock)
        {
            foreach (var kind in entries.Where(e => e.Embedding.Length > 0).GroupBy(e => e.Kind))
            {
                var dimensions = DimensionsOf(kind.Key) ?? kind.First().Embedding.Length;
                if (kind.FirstOrDefault(e => e.Embedding.Length != dimensions) is { } other)
                    throw new SemComException($"embeddings of kind {kind.Key} must have {dimensions} dimensions ('{other.Key}' has {other.Embedding.Length}); use the same model");
            }
            var names = _entries.Values.ToDictionary(e => (e.Kind, e.Key), e => e.Id);
            foreach (var entry in entries)
            {
                if (names.TryGetValue((entry.Kind, entry.Key), out var earlier))
                    _entries.Remove(earlier);
                names[(entry.Kind, entry.Key)] = entry.Id;
                _entries[entry.Id] = entry;
            }
        }
    }

    public bool Remove(KnowledgeId id)
    {
        lock (_lock)
            return _entries.Remove(id);
    }

    public KnowledgeEntry? Find(KnowledgeId id)
    {
        lock (_lock)
            return _entries.GetValueOrDefault(id);
    }

    public KnowledgeEntry? Find(KnowledgeKind kind, string key) => All(kind).FirstOrDefault(e => e.Key == key);

    public IEnumerable<KnowledgeEntry> All(KnowledgeKind? kind = null)
    {
        lock (_lock)
            return [.. _entries.Values.Where(e => kind is null || e.Kind == kind)];
    }

    /// <summary>BM25 with the inverse document frequency ln(1 + (N − n + 0.5) / (n + 0.5)).</summary>
    public IReadOnlyList<KnowledgeHit> SearchText(string query, int limit, KnowledgeKind? kind = null)
    {
        var documents = Alive(kind).Select(e => (Entry: e, Counts: _counts.GetOrAdd(e.Text, CountsOf))).ToList();
        var words = Words(query).Distinct(StringComparer.Ordinal).ToList();
        var frequency = words.ToDictionary(w => w, w => documents.Count(d => d.Counts.ContainsKey(w)), StringComparer.Ordinal);
        var mean = documents.Count == 0 ? 1 : documents.Average(d => (double)d.Counts.Values.Sum());
        double Score(Dictionary<string, int> counts)
        {
            var length = counts.Values.Sum() / mean;
            return words.Where(counts.ContainsKey).Sum(w => Math.Log(1 + (documents.Count - frequency[w] + 0.5) / (frequency[w] + 0.5))
                * counts[w] * (K1 + 1) / (counts[w] + K1 * (1 - B + B * length)));
        }
        return Best(documents.Where(d => words.Exists(d.Counts.ContainsKey)).Select(d => new KnowledgeHit(d.Entry, Score(d.Counts))), limit);
    }

    public IReadOnlyList<KnowledgeHit> SearchNearest(KnowledgeKind kind, ReadOnlySpan<float> embedding, int limit)
    {
        var query = embedding.ToArray();
        if (DimensionsOf(kind) is { } dimensions && dimensions != query.Length)
            throw new SemComException($"an embedding of kind {kind} must have {dimensions} dimensions (had {query.Length}); use the same model");
        return Best(Alive(kind).Where(e => e.Embedding.Length > 0).Select(e => new KnowledgeHit(e, Cosine(e.Embedding, query))), limit);
    }

    public void Dispose() { }

    private static List<KnowledgeHit> Best(IEnumerable<KnowledgeHit> hits, int limit) => [.. hits.OrderByDescending(h => h.Score).ThenBy(h => h.Entry.Id).Take(limit)];

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double dot = 0, x = 0, y = 0;
        for (var i = 0; i < a.Length; i++)
            (dot, x, y) = (dot + (double)a[i] * b[i], x + (double)a[i] * a[i], y + (double)b[i] * b[i]);
        return x * y == 0 ? 0 : dot / Math.Sqrt(x * y);
    }

    private static Dictionary<string, int> CountsOf(string text) => Words(text).CountBy(w => w, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var c in $"{text} ")
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
    }

    private IEnumerable<KnowledgeEntry> Alive(KnowledgeKind? kind) => All(kind).Where(e => !e.IsExpiredAt(time));
}
