namespace SemCom.Knowledge;

/// <summary>Compares with every vector: exact, in time that grows with their number.</summary>
/// <param name="dimensions">Numbers of each vector.</param>
/// <param name="threads">Most threads of one search of a large set; 0 for one a processor.</param>
internal sealed class ExactVectorIndex(int dimensions, int threads = 0) : IVectorIndex
{
    private readonly VectorTable _table = new(dimensions);
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly int _threads = threads > 0 ? threads : Environment.ProcessorCount;

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            using (_lock.Reading())
                return _table.Count;
        }
    }

    /// <inheritdoc/>
    public void Add(KnowledgeId id, ReadOnlySpan<float> vector)
    {
        using (_lock.Writing())
            _table.Set(id, vector);
    }

    /// <inheritdoc/>
    public void AddMany(IEnumerable<(KnowledgeId Id, ReadOnlyMemory<float> Vector)> vectors)
    {
        using (_lock.Writing())
        {
            foreach (var (id, vector) in vectors)
                _table.Set(id, vector.Span);
        }
    }

    /// <inheritdoc/>
    public bool Remove(KnowledgeId id)
    {
        using (_lock.Writing())
            return _table.Remove(id) >= 0;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(KnowledgeId Id, float Score)> Search(ReadOnlySpan<float> query, int limit)
    {
        var unit = _table.Normalised(query);
        using (_lock.Reading())
            return VectorScan.Search(_table, unit, limit, _threads);
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
