namespace SemCom;

/// <summary>
/// Where a member keeps what the group knows. Entries that are added are there after a crash. Expired entries are found by none of the searches. Any number of threads may use one.
/// </summary>
public interface IKnowledgeStore : IDisposable
{
    /// <summary>Entries, expired ones included.</summary>
    int Count { get; }

    /// <summary>Numbers in the embeddings of a kind, of which all have as many; null while there is none.</summary>
    int? DimensionsOf(KnowledgeKind kind);

    /// <summary>Adds entries, all or none; one of the same kind and key is replaced. Those that are there already are left as they are.</summary>
    /// <exception cref="SemComException">An embedding has another number of dimensions than those of its kind.</exception>
    void Add(IReadOnlyCollection<KnowledgeEntry> entries);

    /// <summary>Removes an entry; false when there is none.</summary>
    bool Remove(KnowledgeId id);

    /// <summary>An entry by its id; null when there is none.</summary>
    KnowledgeEntry? Find(KnowledgeId id);

    /// <summary>An entry by its kind and key; null when there is none.</summary>
    KnowledgeEntry? Find(KnowledgeKind kind, string key);

    /// <summary>All entries in the order of their ids, of one kind or of all.</summary>
    IEnumerable<KnowledgeEntry> All(KnowledgeKind? kind = null);

    /// <summary>Entries whose text has words of a query, the best first; the score is that of BM25 (Robertson and Zaragoza 2009).</summary>
    /// <param name="query">Words in any order; there is no syntax.</param>
    /// <param name="limit">Most hits, 1 to 1000.</param>
    /// <param name="kind">One kind, or all.</param>
    IReadOnlyList<KnowledgeHit> SearchText(string query, int limit, KnowledgeKind? kind = null);

    /// <summary>Entries of a kind whose embeddings are nearest, the nearest first; the score is the cosine.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="embedding">As many numbers as the embeddings of the kind.</param>
    /// <param name="limit">Most hits, 1 to 1000.</param>
    /// <exception cref="SemComException">It has another number of dimensions.</exception>
    IReadOnlyList<KnowledgeHit> SearchNearest(KnowledgeKind kind, ReadOnlySpan<float> embedding, int limit);
}
