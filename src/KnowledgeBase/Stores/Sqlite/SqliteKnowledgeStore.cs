using SemCom.Knowledge;

namespace SemCom;

/// <summary>
/// A store in one SQLite file. A call that returned is on the disk (write-ahead log, forced at every commit). Several processes may have the file open. What is read is
/// checked against its id, so that a damaged file gives errors and never other contents. Text is found by SQLite's FTS5, neighbours by an index in memory.
/// </summary>
public sealed class SqliteKnowledgeStore : IMemberStore
{
    private const int Page = 16;
    private const string NotExpired = "(entry.expiry IS NULL OR entry.expiry > $2)";

    private readonly SqliteFile _file;
    private readonly TimeProvider _time;
    private readonly KindIndexes _indexes;
    private long _dataVersion;

    /// <summary>Opens a store, or makes an empty one where there is no file.</summary>
    /// <param name="path">The file; two more with the endings -wal and -shm lie beside it while it is open.</param>
    /// <param name="time">What says whether an entry is expired.</param>
    /// <exception cref="SemComException">The file cannot be opened, is damaged, is something else or of another version of the schema.</exception>
    public SqliteKnowledgeStore(string path, TimeProvider time) : this(path, time, dimensions => new AdaptiveVectorIndex(dimensions)) { }

    /// <summary>Opens a store.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">What says whether an entry is expired.</param>
    /// <param name="createIndex">Makes the index of a kind, for the number of dimensions.</param>
    internal SqliteKnowledgeStore(string path, TimeProvider time, Func<int, IVectorIndex> createIndex)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _indexes = new KindIndexes(createIndex);
        _file = new SqliteFile(path);
        Records = new SqliteRecordSet(_file);
    }

    /// <summary>Sealed records of synchronisation, kept in the same file. Their reads are checked as those of entries; one has at most 4 MiB.</summary>
    public IRecordSet Records { get; }

    /// <inheritdoc/>
    public int Count => _file.Use(() => (int)_file.Number("SELECT count(*) FROM entry"));

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public int? DimensionsOf(KnowledgeKind kind) => _file.Use(() => Dimensions(kind));

    /// <inheritdoc/>
    public void Add(IReadOnlyCollection<KnowledgeEntry> entries)
    {
        var batch = EntryBatch.Prepare(entries);
        _file.Use(() =>
        {
            var (added, replaced) = (new List<KnowledgeEntry>(), new List<(KnowledgeKind, KnowledgeId)>());
            _file.Transact(() =>
            {
                EntryBatch.CheckDimensions(batch, Dimensions);
                foreach (var entry in batch)
                    Put(entry, added, replaced);
            });
            Follow(added, replaced);
            return true;
        });
    }

    /// <inheritdoc/>
    public bool Remove(KnowledgeId id) => Remove("DELETE FROM entry WHERE id = $1 RETURNING kind, id", id.ToArray()) > 0;

    /// <summary>Removes the entries that are expired.</summary>
    /// <returns>How many.</returns>
    public int RemoveExpired() => Remove("DELETE FROM entry WHERE expiry <= $1 RETURNING kind, id", Now);

    /// <inheritdoc/>
    public KnowledgeEntry? Find(KnowledgeId id) => _file.Use(() => Read(id));

    /// <inheritdoc/>
    public KnowledgeEntry? Find(KnowledgeKind kind, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var found = _file.Use(() => _file.Query("SELECT id, bytes FROM entry WHERE kind = $1 AND key = $2", row => _file.Entry(row[0], row[1]), (long)kind, key));
        if (found.Count == 0)
            return null;
        return found[0].Kind == kind && found[0].Key == key ? found[0] : throw _file.Damaged($"the key '{key}' leads to another entry");
    }

    /// <inheritdoc/>
    /// <remarks>A few are read at a time, so that a change in between is seen in what follows.</remarks>
    public IEnumerable<KnowledgeEntry> All(KnowledgeKind? kind = null)
    {
        for (KnowledgeId? last = null; ;)
        {
            var after = last?.ToArray() ?? [];
            var page = _file.Use(() => PageOf(kind, after));
            foreach (var entry in page)
            {
                // The pages of a damaged file may stand in a circle.
                if (entry.Id <= last)
                    throw _file.Damaged("ids are out of order");
                last = entry.Id;
                yield return entry;
            }
            if (page.Count < Page)
                yield break;
        }
    }

    /// <inheritdoc/>
    /// <remarks>FTS5's BM25: k1 = 1.2, b = 0.75, over all entries that have a text; words in more than half of them count next to nothing. The first 256 different words of a query are looked for.</remarks>
    public IReadOnlyList<KnowledgeHit> SearchText(string query, int limit, KnowledgeKind? kind = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        EntryBatch.CheckLimit(limit);
        var words = SearchWords.OfQuery(query);
        if (words.Count == 0)
            return [];
        const string Sql = $"SELECT entry.id, -word.rank FROM word JOIN entry ON entry.number = word.rowid WHERE word MATCH $1 AND {NotExpired} AND ($3 IS NULL OR entry.kind = $3) ORDER BY word.rank, entry.id LIMIT $4";
        var match = string.Join(" OR ", words.Select(w => $"\"{w}\""));
        return _file.Use(() =>
        {
            var found = _file.Query(Sql, row => (Id: _file.Id(row[0]), Score: row[1] is double score ? score : throw _file.Damaged("a score is none")), match, Now, (long?)kind, (long)limit);
            return found.ConvertAll(hit => new KnowledgeHit(Read(hit.Id) ?? throw _file.Damaged($"entry {hit.Id} is missing"), hit.Score));
        });
    }

    /// <inheritdoc/>
    /// <remarks>The first search of a kind reads its embeddings into memory.</remarks>
    public IReadOnlyList<KnowledgeHit> SearchNearest(KnowledgeKind kind, ReadOnlySpan<float> embedding, int limit)
    {
        EntryBatch.CheckLimit(limit);
        EntryBatch.CheckQuery(embedding);
        var query = embedding.ToArray();
        return _file.Use<IReadOnlyList<KnowledgeHit>>(() =>
        {
            SeeOthers();
            if (Dimensions(kind) is not { } dimensions)
                return [];
            EntryBatch.CheckDimensions(query.Length, dimensions, "embedding of a search");
            var index = _indexes.Of(kind, dimensions, () => All(kind));
            var (now, expired) = (_time.GetUtcNow(), _file.Number("SELECT count(*) FROM entry WHERE expiry <= $1 AND kind = $2", Now, (long)kind));
            // Lost vectors of other processes are passed over; expired ones are asked for on top.
            return [.. index.Search(query, (int)Math.Min(index.Count, limit + expired)).Select(hit => (Entry: Read(hit.Id), hit.Score))
                .Where(hit => hit.Entry is { } entry && !entry.IsExpiredAt(now)).Take(limit).Select(hit => new KnowledgeHit(hit.Entry!, hit.Score))];
        });
    }

    /// <summary>Reads everything and says what is wrong: pages of the file, bytes that are not those of their id, columns, dimensions, the words of texts, and records.</summary>
    public StoreReport Verify() => _file.Use(() => new SqliteExamination(_file).Run());

    /// <inheritdoc/>
    public IReadOnlyDictionary<(KnowledgeKind Kind, string Key), KnowledgeId> Places() => _file.Use(() =>
    {
        var places = new Dictionary<(KnowledgeKind, string), KnowledgeId>();
        foreach (var (kind, key, id) in _file.Query("SELECT kind, key, id FROM entry", row => ((KnowledgeKind)(row[0] as long? ?? 0), row[1] as string ?? "", _file.Id(row[2]))))
            places[(kind, key)] = id;
        return places;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _indexes.Dispose();
        _file.Dispose();
    }

    private int? Dimensions(KnowledgeKind kind) =>
        _file.Query("SELECT dimensions FROM entry WHERE kind = $1 AND dimensions > 0 LIMIT 1", row => row[0] as long?, (long)kind) is [{ } dimensions] ? (int)dimensions : null;

    private KnowledgeEntry? Read(KnowledgeId id) =>
        _file.Query("SELECT bytes FROM entry WHERE id = $1", row => _file.Entry(id.ToArray(), row[0]), id.ToArray()) is [var entry] ? entry : null;

    private List<KnowledgeEntry> PageOf(KnowledgeKind? kind, byte[] after) =>
        _file.Query($"SELECT id, bytes FROM entry WHERE id > $1 AND ($2 IS NULL OR kind = $2) ORDER BY id LIMIT {Page}", row => _file.Entry(row[0], row[1]), after, (long?)kind);

    private void Put(KnowledgeEntry entry, List<KnowledgeEntry> added, List<(KnowledgeKind, KnowledgeId)> replaced)
    {
        foreach (var id in _file.Query("SELECT id FROM entry WHERE kind = $1 AND key = $2", row => _file.Id(row[0]), (long)entry.Kind, entry.Key))
        {
            if (id == entry.Id)
                return;
            _file.Execute("DELETE FROM entry WHERE id = $1", id.ToArray());
            replaced.Add((entry.Kind, id));
        }
        _file.Execute("INSERT INTO entry(id, kind, key, text, dimensions, expiry, bytes) VALUES($1, $2, $3, $4, $5, $6, $7)", entry.Id.ToArray(), (long)entry.Kind, entry.Key, entry.Text,
            (long)entry.Embedding.Length, entry.Expiry?.ToUnixTimeMilliseconds(), entry.Bytes.ToArray());
        added.Add(entry);
    }

    private int Remove(string sql, object value) => _file.Use(() =>
    {
        var removed = new List<(KnowledgeKind, KnowledgeId)>();
        _file.Transact(() => removed.AddRange(_file.Query(sql, row => ((KnowledgeKind)(row[0] as long? ?? 0), _file.Id(row[1])), value)));
        Follow([], removed);
        return removed.Count;
    });

    /// <summary>Brings the vectors in memory after what was committed.</summary>
    private void Follow(List<KnowledgeEntry> added, List<(KnowledgeKind, KnowledgeId)> removed)
    {
        foreach (var (kind, id) in removed)
            _indexes.Removed(kind, id);
        foreach (var entry in added)
            _indexes.Added(entry);
    }

    /// <summary>Forgets the vectors in memory when another connection has written.</summary>
    private void SeeOthers()
    {
        if (_file.Number("PRAGMA data_version") is var version && version == _dataVersion)
            return;
        _indexes.Clear();
        _dataVersion = version;
    }
}
