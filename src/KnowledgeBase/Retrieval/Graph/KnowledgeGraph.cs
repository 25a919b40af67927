namespace SemCom;

/// <summary>
/// The statements of a store, found from both ends. Every answer carries the entries that it rests on. Answers come in an order that depends on the statements alone. Immutable.
/// </summary>
public sealed class KnowledgeGraph
{
    /// <summary>Most answers of a query.</summary>
    public const int MaxLimit = 100_000;

    private static readonly List<KnowledgeEdge> None = [];

    private readonly SortedDictionary<string, List<KnowledgeEdge>> _from = new(StringComparer.Ordinal), _to = new(StringComparer.Ordinal);

    /// <summary>Indexes statements.</summary>
    /// <param name="entries">Entries of any kind; those of other kinds are passed over.</param>
    /// <param name="time">Those that expired by then are passed over; null for none.</param>
    public KnowledgeGraph(IEnumerable<KnowledgeEntry> entries, DateTimeOffset? time = null)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var entry in entries.Where(e => e.Kind == KnowledgeKind.Triple && !(time is { } now && e.IsExpiredAt(now))).OrderBy(e => e.Key, StringComparer.Ordinal).ThenBy(e => e.Id))
        {
            if (TryRead(entry) is { } triple)
                Add(new KnowledgeEdge(triple, entry));
            else
                Unreadable++;
        }
    }

    /// <summary>Statements.</summary>
    public int Count { get; private set; }

    /// <summary>Entries of the kind that state nothing readable, or something else than their key says; they are in no answer.</summary>
    public int Unreadable { get; private set; }

    /// <summary>All subjects and objects in order.</summary>
    public IReadOnlyList<string> Entities => [.. _from.Keys.Union(_to.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The statements of a store.</summary>
    public static KnowledgeGraph Load(IKnowledgeStore store, DateTimeOffset? time = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new KnowledgeGraph(store.All(KnowledgeKind.Triple), time);
    }

    /// <summary>Statements of which an entity is the subject.</summary>
    public IReadOnlyList<KnowledgeEdge> From(string entity) => _from.GetValueOrDefault(entity) ?? None;

    /// <summary>Statements of which an entity is the object.</summary>
    public IReadOnlyList<KnowledgeEdge> To(string entity) => _to.GetValueOrDefault(entity) ?? None;

    /// <summary>All ways along a chain of relations, as in ?x -livesIn-> ?y -partOf-> ?z. Entities may repeat.</summary>
    /// <param name="start">Where they start; null for anywhere.</param>
    /// <param name="steps">The chain, at least one.</param>
    /// <param name="end">Where they end; null for anywhere.</param>
    /// <param name="limit">Most answers.</param>
    /// <exception cref="SemComException">The chain is empty or the limit out of its range.</exception>
    public IReadOnlyList<KnowledgePath> Follow(string? start, IReadOnlyList<KnowledgeStep> steps, string? end = null, int limit = 1000)
    {
        ArgumentNullException.ThrowIfNull(steps);
        Guard.InRange(steps.Count, 1, 64, "steps of a chain", "give at least one relation");
        CheckLimit(limit);
        var starts = start is not null ? [start] : steps[0].Backwards ? _to.Keys : (IEnumerable<string>)_from.Keys;
        return [.. starts.SelectMany(s => Follow(new KnowledgePath([s], []), steps)).Where(p => end is null || p.End == end).Take(limit)];
    }

    /// <summary>All shortest ways between two entities, by breadth-first search.</summary>
    /// <param name="from">Where they start.</param>
    /// <param name="to">Where they end.</param>
    /// <param name="maxDepth">Most statements of a way, 0 to 64.</param>
    /// <param name="bothWays">Whether statements may be passed from object to subject too.</param>
    /// <param name="limit">Most answers.</param>
    /// <returns>The ways; empty when there is none so short. From an entity to itself there is one without statements.</returns>
    /// <exception cref="SemComException">The depth or the limit is out of its range.</exception>
    public IReadOnlyList<KnowledgePath> ShortestPaths(string from, string to, int maxDepth, bool bothWays = false, int limit = 100)
    {
        Guard.InRange(maxDepth, 0, 64, "statements of a path", "longer ones mean little");
        CheckLimit(limit);
        // Depths from the end, so that the ways can be told from the start without a dead end.
        var depths = new Dictionary<string, int>(StringComparer.Ordinal) { [to] = 0 };
        var layer = new List<string> { to };
        for (var depth = 1; depth <= maxDepth && layer.Count > 0 && !depths.ContainsKey(from); depth++)
            layer = [.. layer.SelectMany(e => Ways(e, backwards: true, bothWays)).Select(w => w.Next).Where(e => depths.TryAdd(e, depth))];
        return depths.ContainsKey(from) ? [.. Descend(new KnowledgePath([from], []), depths, bothWays).Take(limit)] : [];
    }

    private static KnowledgeTriple? TryRead(KnowledgeEntry entry)
    {
        try
        {
            return KnowledgeTriple.FromEntry(entry);
        }
        catch (SemComException)
        {
            return null;
        }
    }

    private static void CheckLimit(int limit) => Guard.InRange(limit, 1, MaxLimit, "answers of a query", "ask for fewer");

    private static void Add(SortedDictionary<string, List<KnowledgeEdge>> index, string entity, KnowledgeEdge edge)
    {
        if (!index.TryGetValue(entity, out var edges))
            index[entity] = edges = [];
        edges.Add(edge);
    }

    private void Add(KnowledgeEdge edge)
    {
        Count++;
        Add(_from, edge.Triple.Subject, edge);
        Add(_to, edge.Triple.Target, edge);
    }

    private IEnumerable<KnowledgePath> Follow(KnowledgePath path, IReadOnlyList<KnowledgeStep> steps)
    {
        if (path.Edges.Count == steps.Count)
            return [path];
        var step = steps[path.Edges.Count];
        return Ways(path.End, step.Backwards, bothWays: false).Where(w => w.Edge.Triple.Relation == step.Relation).SelectMany(w => Follow(path.To(w.Next, w.Edge), steps));
    }

    private IEnumerable<KnowledgePath> Descend(KnowledgePath path, Dictionary<string, int> depths, bool bothWays)
    {
        var depth = depths[path.End];
        return depth == 0
            ? [path]
            : Ways(path.End, backwards: false, bothWays).Where(w => depths.GetValueOrDefault(w.Next, -1) == depth - 1).SelectMany(w => Descend(path.To(w.Next, w.Edge), depths, bothWays));
    }

    private IEnumerable<(string Next, KnowledgeEdge Edge)> Ways(string entity, bool backwards, bool bothWays)
    {
        var forth = From(entity).Select(e => (e.Triple.Target, e));
        var back = To(entity).Select(e => (e.Triple.Subject, e));
        return bothWays ? forth.Concat(back.Where(w => w.Subject != entity)) : backwards ? back : forth;
    }
}
