namespace SemCom.Knowledge;

/// <summary>
/// Embeddings in memory, read when a kind is first searched. Before every search the server is asked for the number of its last change, and what other processes or this one added and removed since
/// is followed.
/// </summary>
internal sealed class PostgresVectors(PostgresServer server, Func<int, IVectorIndex> create) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<KnowledgeKind, Loaded> _kinds = [];

    /// <summary>The nearest as of the last change.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="query">What to look for.</param>
    /// <param name="limit">How many; as many more as are expired.</param>
    /// <param name="now">The time, in milliseconds since 1970.</param>
    public IReadOnlyList<(KnowledgeId Id, float Score)> Search(KnowledgeKind kind, float[] query, int limit, long now)
    {
        lock (_lock)
        {
            var expired = server.Look(session => Follow(session, kind, now));
            if (!_kinds.TryGetValue(kind, out var loaded))
                return [];
            EntryBatch.CheckDimensions(query.Length, loaded.Dimensions, "embedding of a search");
            return loaded.Index.Search(query, (int)Math.Min(loaded.Index.Count, limit + expired));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var loaded in _kinds.Values)
                loaded.Index.Dispose();
            _kinds.Clear();
        }
    }

    /// <summary>Brings a kind up to date.</summary>
    /// <returns>How many of its entries are expired.</returns>
    private long Follow(PostgresSession session, KnowledgeKind kind, long now)
    {
        const string Sql = """
            SELECT change, (SELECT dimensions FROM entry WHERE kind = $1 AND dimensions > 0 LIMIT 1), (SELECT count(*) FROM entry WHERE kind = $1 AND expiry <= $2) FROM store
            """;
        var (change, dimensions, expired) = session.Query(Sql, row => (row.GetInt64(0), row.IsDBNull(1) ? 0 : row.GetInt32(1), row.GetInt64(2)), (int)kind, now) is [var found]
            ? found
            : throw session.Damaged("its tables are not those of a store");
        if (_kinds.TryGetValue(kind, out var loaded) && (loaded.Dimensions != dimensions || change - loaded.Seen >= PostgresSchema.Remembered))
            Forget(kind, loaded);
        if (dimensions > 0)
            Follow(session, kind, dimensions, change);
        return expired;
    }

    private void Follow(PostgresSession session, KnowledgeKind kind, int dimensions, long change)
    {
        const string Added = "SELECT id, embedding FROM entry WHERE kind = $1 AND change > $2 AND dimensions = $3";
        (KnowledgeId, ReadOnlyMemory<float>) Vector(Npgsql.NpgsqlDataReader row) =>
            (session.Id(row, 0), !row.IsDBNull(1) && row.GetFieldValue<float[]>(1) is var vector && vector.Length == dimensions ? vector : throw session.Damaged("an embedding has another length"));
        if (!_kinds.TryGetValue(kind, out var loaded))
        {
            loaded = new Loaded(dimensions, create(dimensions));
            try
            {
                loaded.Index.AddMany(session.Each(Added, Vector, (int)kind, -1L, dimensions));
            }
            catch
            {
                loaded.Index.Dispose();
                throw;
            }
            _kinds.Add(kind, loaded);
        }
        else if (change > loaded.Seen)
        {
            // What was removed and came again stands among the added.
            foreach (var id in session.Each("SELECT id FROM removal WHERE change > $1 AND kind = $2", row => session.Id(row, 0), loaded.Seen, (int)kind))
                loaded.Index.Remove(id);
            foreach (var (id, vector) in session.Each(Added, Vector, (int)kind, loaded.Seen, dimensions))
                loaded.Index.Add(id, vector.Span);
        }
        loaded.Seen = change;
    }

    private void Forget(KnowledgeKind kind, Loaded loaded)
    {
        _kinds.Remove(kind);
        loaded.Index.Dispose();
    }

    private sealed class Loaded(int dimensions, IVectorIndex index)
    {
        public int Dimensions { get; } = dimensions;

        public IVectorIndex Index { get; } = index;

        public long Seen { get; set; }
    }
}
