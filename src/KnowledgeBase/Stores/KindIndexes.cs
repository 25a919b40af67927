namespace SemCom.Knowledge;

/// <summary>The vectors of each kind in memory, read from the store when a kind is first searched. Its owner lets one thread in at a time.</summary>
internal sealed class KindIndexes(Func<int, IVectorIndex> create) : IDisposable
{
    private readonly Dictionary<KnowledgeKind, IVectorIndex> _loaded = [];

    /// <summary>The index of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="dimensions">Numbers of its vectors.</param>
    /// <param name="entries">Reads its entries, where they are not in memory yet.</param>
    public IVectorIndex Of(KnowledgeKind kind, int dimensions, Func<IEnumerable<KnowledgeEntry>> entries)
    {
        if (_loaded.TryGetValue(kind, out var index))
            return index;
        index = create(dimensions);
        index.AddMany(entries().Where(entry => entry.Embedding.Length == dimensions).Select(entry => (entry.Id, (ReadOnlyMemory<float>)entry.Embedding.ToArray())));
        _loaded.Add(kind, index);
        return index;
    }

    /// <summary>Follows a change that is committed: an entry came.</summary>
    public void Added(KnowledgeEntry entry)
    {
        if (entry.Embedding.Length > 0 && _loaded.TryGetValue(entry.Kind, out var index))
            index.Add(entry.Id, entry.Embedding);
    }

    /// <summary>Follows a change that is committed: an entry went.</summary>
    public void Removed(KnowledgeKind kind, KnowledgeId id)
    {
        // The next vector of an emptied kind may have another number of dimensions.
        if (_loaded.TryGetValue(kind, out var index) && index.Remove(id) && index.Count == 0)
        {
            _loaded.Remove(kind);
            index.Dispose();
        }
    }

    /// <summary>Forgets all: somebody else wrote.</summary>
    public void Clear()
    {
        Dispose();
        _loaded.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var index in _loaded.Values)
            index.Dispose();
    }
}
