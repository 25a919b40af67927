using System.Text;
using SemCom.Knowledge;

namespace SemCom;

/// <summary>
/// A store in a schema of a PostgreSQL database, which any number of machines may have open. A call that returned is on the server's disk. What is read is checked against its id, so that a row that
/// was changed gives an error and never other contents. Words are found by a table of words, neighbours by an index in memory that follows what others write. A broken connection is made again for some
/// seconds, and nothing added twice; when a change fails all the same it may have been made or not, and may be made again.
/// </summary>
public sealed class PostgresKnowledgeStore : IMemberStore
{
    private const int Page = 64;
    private const double LargestDifference = 1e-3;

    private readonly PostgresServer _server;
    private readonly TimeProvider _time;
    private readonly PostgresVectors _vectors;

    /// <summary>Opens a store, or makes an empty one where the schema is not there or empty.</summary>
    /// <param name="address">postgres://user@host:port/database?schema=name, or a string of Npgsql (Host=...;Database=...;Search Path=name). Passwords come best from PGPASSWORD or ~/.pgpass.</param>
    /// <param name="time">What says whether an entry is expired.</param>
    /// <exception cref="SemComException">The server does not answer or refuses, or the schema holds something else or another version.</exception>
    public PostgresKnowledgeStore(string address, TimeProvider time) : this(PostgresAddress.Parse(address), time, dimensions => new AdaptiveVectorIndex(dimensions)) { }

    /// <summary>Opens a store.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="time">What says whether an entry is expired.</param>
    /// <param name="createIndex">Makes the index of a kind, for the number of dimensions.</param>
    internal PostgresKnowledgeStore(PostgresAddress address, TimeProvider time, Func<int, IVectorIndex> createIndex)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _server = new PostgresServer(address);
        _vectors = new PostgresVectors(_server, createIndex);
        Records = new PostgresRecordSet(_server);
        try
        {
            PostgresSchema.Prepare(_server);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IRecordSet Records { get; }

    /// <inheritdoc/>
    public int Count => (int)_server.Use(session => session.Number("SELECT count(*) FROM entry"))!.Value;

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public int? DimensionsOf(KnowledgeKind kind) => _server.Use(session => Dimensions(session, kind));

    /// <inheritdoc/>
    public void Add(IReadOnlyCollection<KnowledgeEntry> entries)
    {
        var batch = EntryBatch.Prepare(entries);
        if (batch.Count == 0)
            return;
        _server.Write(change =>
        {
            var standing = Standing(change.Session, batch);
            var known = standing.Select(row => row.Id).ToHashSet();
            EntryBatch.CheckDimensions(batch, kind => Dimensions(change.Session, kind));
            var added = batch.Where(entry => !known.Contains(entry.Id)).ToList();
            known.ExceptWith(batch.Select(entry => entry.Id));
            var replaced = standing.Where(row => known.Contains(row.Id)).ToList();
            if (replaced.Count > 0)
                change.Delete(replaced);
            if (added.Count > 0)
                change.Insert(added);
            return added.Count;
        });
    }

    /// <inheritdoc/>
    public bool Remove(KnowledgeId id) => Remove($"SELECT {PostgresRow.Columns} FROM entry WHERE id = $1", id.ToArray()) > 0;

    /// <inheritdoc/>
    public int RemoveExpired() => Remove($"SELECT {PostgresRow.Columns} FROM entry WHERE expiry <= $1", Now);

    /// <inheritdoc/>
    public KnowledgeEntry? Find(KnowledgeId id) => _server.Use(session => session.Query("SELECT id, bytes FROM entry WHERE id = $1", session.Entry, id.ToArray())) is [var entry] ? entry : null;

    /// <inheritdoc/>
    public KnowledgeEntry? Find(KnowledgeKind kind, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var bytes = Encoding.UTF8.GetBytes(key);
        if (_server.Use(session => session.Query("SELECT id, bytes FROM entry WHERE kind = $1 AND key = $2", session.Entry, (int)kind, bytes)) is not [var entry])
            return null;
        return entry.Kind == kind && Encoding.UTF8.GetBytes(entry.Key).AsSpan().SequenceEqual(bytes) ? entry : throw PostgresErrors.Damaged(_server.Address, $"the key '{key}' leads to another entry");
    }

    /// <inheritdoc/>
    /// <remarks>A few are read at a time, so that a change in between is seen in what follows.</remarks>
    public IEnumerable<KnowledgeEntry> All(KnowledgeKind? kind = null)
    {
        const string Sql = "SELECT id, bytes FROM entry WHERE id > $1 AND ($2::int IS NULL OR kind = $2) ORDER BY id LIMIT $3";
        for (byte[] last = []; ;)
        {
            var after = last;
            var page = _server.Use(session => session.Query(Sql, session.Entry, after, (int?)kind, Page));
            foreach (var entry in page)
                yield return entry;
            if (page.Count < Page)
                yield break;
            last = page[^1].Id.ToArray();
        }
    }

    /// <inheritdoc/>
    /// <remarks>BM25 as in the other store on disk: k1 = 1.2, b = 0.75, over all entries that have a text; words in more than half of them have the weight 10⁻⁶. The first 256 different words of a query are looked for.</remarks>
    public IReadOnlyList<KnowledgeHit> SearchText(string query, int limit, KnowledgeKind? kind = null)
    {
        const string Sql = """
            WITH found AS (SELECT word, entry, times FROM word WHERE word = ANY($1)),
            weight AS (SELECT word, ln((texts - n + 0.5::float8) / (n + 0.5::float8)) AS value FROM (SELECT word, count(*)::float8 AS n FROM found GROUP BY word) AS counted, store),
            score AS (SELECT entry.number, sum(CASE WHEN weight.value > 0 THEN weight.value ELSE 1e-6 END * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * entry.length * texts / words)) ORDER BY word) AS value
                FROM found JOIN weight USING (word) JOIN entry ON entry.number = found.entry, store
                WHERE (entry.expiry IS NULL OR entry.expiry > $2) AND ($3::int IS NULL OR entry.kind = $3) GROUP BY entry.number)
            SELECT entry.id, entry.bytes, best.value FROM (SELECT entry.id, entry.number, score.value FROM score JOIN entry USING (number) ORDER BY score.value DESC, entry.id LIMIT $4) AS best
            JOIN entry USING (number) ORDER BY best.value DESC, entry.id
            """;
        ArgumentNullException.ThrowIfNull(query);
        EntryBatch.CheckLimit(limit);
        var words = SearchWords.OfQuery(query).Select(PostgresWords.Bytes).ToArray();
        if (words.Length == 0)
            return [];
        return _server.Use(session => session.Query(Sql, row => new KnowledgeHit(session.Entry(row), row.GetDouble(2)), words, Now, (int?)kind, limit));
    }

    /// <inheritdoc/>
    /// <remarks>The first search of a kind reads its embeddings into memory.</remarks>
    public IReadOnlyList<KnowledgeHit> SearchNearest(KnowledgeKind kind, ReadOnlySpan<float> embedding, int limit)
    {
        EntryBatch.CheckLimit(limit);
        EntryBatch.CheckQuery(embedding);
        var (query, now) = (embedding.ToArray(), _time.GetUtcNow());
        // What others removed a moment ago is passed over; expired ones were asked for on top.
        return [.. _vectors.Search(kind, query, limit, now.ToUnixTimeMilliseconds()).Chunk(limit).SelectMany(hits => Read(hits, query)).Where(hit => !hit.Entry.IsExpiredAt(now)).Take(limit)];
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<(KnowledgeKind Kind, string Key), KnowledgeId> Places()
    {
        var rows = _server.Use(session => session.Query("SELECT id, kind, key FROM entry", row => (Id: session.Id(row, 0), Kind: (KnowledgeKind)row.GetInt32(1), Key: row.GetFieldValue<byte[]>(2))));
        var places = new Dictionary<(KnowledgeKind, string), KnowledgeId>(rows.Count);
        foreach (var (id, kind, key) in rows)
            places[(kind, Encoding.UTF8.GetString(key))] = id;
        return places;
    }

    /// <summary>Reads everything as of one moment and says what is wrong: bytes that are not those of their id, columns, dimensions, the words of texts, counts, and records.</summary>
    public StoreReport Verify() => _server.Look(session => new PostgresExamination(session).Run());

    /// <inheritdoc/>
    public void Dispose()
    {
        _vectors.Dispose();
        _server.Dispose();
    }

    private static int? Dimensions(PostgresSession session, KnowledgeKind kind) =>
        (int?)session.Number("SELECT dimensions::bigint FROM entry WHERE kind = $1 AND dimensions > 0 LIMIT 1", (int)kind);

    /// <summary>Rows at the places of entries.</summary>
    private static List<PostgresRow> Standing(PostgresSession session, IReadOnlyList<KnowledgeEntry> entries) =>
        session.Query($"SELECT {PostgresRow.Columns} FROM unnest($1::int[], $2::bytea[]) AS place(kind, key) JOIN entry USING (kind, key)", row => PostgresRow.Read(session, row),
            entries.Select(entry => (int)entry.Kind).ToArray(), entries.Select(entry => Encoding.UTF8.GetBytes(entry.Key)).ToArray());

    private List<KnowledgeHit> Read((KnowledgeId Id, float Score)[] hits, float[] query)
    {
        var ids = hits.Select(hit => hit.Id.ToArray()).ToArray();
        var entries = _server.Use(session => session.Query("SELECT id, bytes FROM entry WHERE id = ANY($1)", session.Entry, (object)ids)).ToDictionary(entry => entry.Id);
        return [.. hits.Where(hit => entries.ContainsKey(hit.Id)).Select(hit => Checked(new KnowledgeHit(entries[hit.Id], hit.Score), query))];
    }

    /// <summary>Embeddings are read from a column of their own, which may differ from the entry that is known to be right.</summary>
    private KnowledgeHit Checked(KnowledgeHit hit, float[] query) =>
        hit.Entry.Embedding.Length == query.Length && Math.Abs(MemoryKnowledgeStore.Cosine(hit.Entry.Embedding, query) - hit.Score) <= LargestDifference
            ? hit
            : throw PostgresErrors.Damaged(_server.Address, $"entry {hit.Entry.Id} has another embedding");

    private int Remove(string sql, object value) => _server.Write(change =>
    {
        var rows = change.Session.Query(sql, row => PostgresRow.Read(change.Session, row), value);
        if (rows.Count > 0)
            change.Delete(rows);
        return rows.Count;
    });
}
