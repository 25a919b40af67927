namespace SemCom.Knowledge;

/// <summary>
/// Exact while it is small; above a size it searches a graph of neighbours, compares what the graph proposes exactly, and scans what is not linked yet. Where the graph's native library
/// is absent it stays exact. Beyond the size every addition links up to two vectors, so that no addition takes long; <see cref="Build"/> links all at once.
/// </summary>
internal sealed class AdaptiveVectorIndex : IVectorIndex
{
    /// <summary>Vectors up to which all are compared, where both ways take about as long with 128 dimensions.</summary>
    public const int DefaultExactUpTo = 10_000;

    private const int LinksAnAddition = 2;

    private readonly VectorTable _table;
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly int _exactUpTo, _threads;
    private readonly NeighbourGraph? _graph;
    private readonly HashSet<int> _linked = [];
    private readonly SortedSet<int> _loose = [];
    private readonly HashSet<int> _zeros = [];

    /// <summary>Makes an empty index.</summary>
    /// <param name="dimensions">Numbers of each vector.</param>
    /// <param name="exactUpTo">Vectors up to which all are compared.</param>
    /// <param name="options">The graph's; null for the defaults.</param>
    /// <param name="threads">Most threads of an exact search of a large set; 0 for one a processor.</param>
    public AdaptiveVectorIndex(int dimensions, int exactUpTo = DefaultExactUpTo, GraphOptions? options = null, int threads = 0)
    {
        _table = new VectorTable(dimensions);
        _exactUpTo = exactUpTo;
        _threads = threads > 0 ? threads : Environment.ProcessorCount;
        _graph = NeighbourGraph.TryCreate(dimensions, options ?? new GraphOptions());
    }

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            using (_lock.Reading())
                return _table.Count;
        }
    }

    /// <summary>True when the next search does not compare with every vector.</summary>
    public bool IsApproximate
    {
        get
        {
            using (_lock.Reading())
                return UsesGraph;
        }
    }

    /// <summary>Whether most are linked: scanning more than the graph saves would be slower than comparing all.</summary>
    private bool UsesGraph => _graph is not null && _table.Count > _exactUpTo && _loose.Count <= Math.Max(_exactUpTo, _linked.Count / 16);

    /// <inheritdoc/>
    public void Add(KnowledgeId id, ReadOnlySpan<float> vector)
    {
        using (_lock.Writing())
        {
            Put(id, vector);
            if (_table.Count > _exactUpTo)
                Link([.. _loose.Take(LinksAnAddition)], threads: 1);
        }
    }

    /// <inheritdoc/>
    public void AddMany(IEnumerable<(KnowledgeId Id, ReadOnlyMemory<float> Vector)> vectors)
    {
        AddUnlinked(vectors);
        Build(_threads);
    }

    /// <summary>Adds many without linking them: for what <see cref="Build"/> follows. Until then searches compare with all of them.</summary>
    public void AddUnlinked(IEnumerable<(KnowledgeId Id, ReadOnlyMemory<float> Vector)> vectors)
    {
        using (_lock.Writing())
        {
            foreach (var (id, vector) in vectors)
                Put(id, vector.Span);
        }
    }

    /// <summary>Links all that are not linked yet, where there are enough for a graph. Searches wait.</summary>
    /// <param name="threads">Most threads. With one, equal additions make equal graphs.</param>
    public void Build(int threads = 1)
    {
        using (_lock.Writing())
        {
            if (_table.Count > _exactUpTo)
                Link([.. _loose], threads);
        }
    }

    /// <inheritdoc/>
    public bool Remove(KnowledgeId id)
    {
        using (_lock.Writing())
        {
            var slot = _table.SlotOf(id);
            if (slot < 0)
                return false;
            Forget(slot);
            _table.Remove(id);
            return true;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<(KnowledgeId Id, float Score)> Search(ReadOnlySpan<float> query, int limit)
    {
        var unit = _table.Normalised(query);
        using (_lock.Reading())
            return Search(unit, limit);
    }

    /// <summary>The share of the truly nearest that searches find, 0 to 1, as measured against comparing with every vector.</summary>
    /// <param name="queries">What to look for; at least one.</param>
    /// <param name="k">Nearest of each, at least 1. Vectors that tie with the last of them count as found.</param>
    public double MeasureRecall(IReadOnlyCollection<float[]> queries, int k)
    {
        long found = 0, all = 0;
        foreach (var query in queries)
        {
            var unit = _table.Normalised(query);
            using (_lock.Reading())
            {
                var truth = VectorScan.Search(_table, unit, k, _threads);
                all += truth.Length;
                found += truth.Length == 0 ? 0 : Search(unit, k).Count(hit => hit.Score >= truth[^1].Score);
            }
        }
        return all == 0 ? 1 : (double)found / all;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _graph?.Dispose();
        _lock.Dispose();
    }

    private (KnowledgeId Id, float Score)[] Search(float[] unit, int limit)
    {
        // Asked for a large part, or for a direction that nothing has, a graph is no help.
        if (!UsesGraph || limit > _table.Count / 8 || !unit.AsSpan().ContainsAnyExcept(0f))
            return VectorScan.Search(_table, unit, limit, _threads);
        var hits = new BestHits(limit);
        foreach (var slot in _graph!.Propose(unit, limit))
            VectorScan.Offer(_table, unit, (int)slot, hits);
        foreach (var slot in _loose)
            VectorScan.Offer(_table, unit, slot, hits);
        foreach (var slot in _zeros)
            VectorScan.Offer(_table, unit, slot, hits);
        return hits.Take();
    }

    private void Put(KnowledgeId id, ReadOnlySpan<float> vector)
    {
        if (_table.SlotOf(id) is >= 0 and var earlier)
            Forget(earlier);
        var slot = _table.Set(id, vector);
        (_table[slot].ContainsAnyExcept(0f) ? (ISet<int>)_loose : _zeros).Add(slot);
    }

    private void Link(List<int> slots, int threads)
    {
        if (_graph is null || slots.Count == 0)
            return;
        _graph.Add(_table, slots, threads);
        _linked.UnionWith(slots);
        _loose.ExceptWith(slots);
    }

    private void Forget(int slot)
    {
        if (_linked.Remove(slot))
            _graph!.Remove(slot);
        _loose.Remove(slot);
        _zeros.Remove(slot);
    }
}
