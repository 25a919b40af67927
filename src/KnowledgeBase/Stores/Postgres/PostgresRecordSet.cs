namespace SemCom.Knowledge;

/// <summary>
/// Records of synchronisation in the database of a store. A record never changes, so that what was read or written is kept, up to a size; those that follow it in the order of ids come with it, for
/// who opens a replica reads all.
/// </summary>
/// <param name="server">The database.</param>
/// <param name="mostKept">Bytes from which on what is kept is dropped before more is read.</param>
internal sealed class PostgresRecordSet(PostgresServer server, long mostKept = 32 << 20) : IRecordSet
{
    /// <summary>Most bytes of a record.</summary>
    public const int MaxLength = 4 << 20;

    private const int Ahead = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<KnowledgeId, byte[]> _kept = [];
    private long _keptBytes;
    private (long Change, List<KnowledgeId> Ids) _known = (-1, []);

    public IReadOnlyList<KnowledgeId> Ids
    {
        get
        {
            lock (_lock)
            {
                _known = server.Use(session => session.Number("SELECT change FROM store") is { } change && change != _known.Change
                    ? (change, session.Query("SELECT id FROM record ORDER BY id", row => session.Id(row, 0)))
                    : _known);
                return _known.Ids;
            }
        }
    }

    public bool Contains(KnowledgeId id) => server.Use(session => session.Number("SELECT count(*) FROM record WHERE id = $1", id.ToArray())) > 0;

    public byte[]? Read(KnowledgeId id)
    {
        lock (_lock)
        {
            if (!_kept.ContainsKey(id))
                Fetch(id);
            return _kept.GetValueOrDefault(id)?.ToArray();
        }
    }

    public bool Add(ReadOnlySpan<byte> record)
    {
        var id = KnowledgeId.Of(record);
        return !Contains(id) && Write([record.ToArray()]) > 0;
    }

    /// <summary>Adds records in one transaction; when it returns, all are on the server's disk.</summary>
    public void AddAll(IReadOnlyCollection<byte[]> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        Write(records);
    }

    /// <summary>Writes the records that are not there.</summary>
    /// <returns>How many.</returns>
    private int Write(IReadOnlyCollection<byte[]> records)
    {
        foreach (var record in records)
            Guard.InRange(record.Length, 0, MaxLength, "bytes of a record", "divide what it tells over several");
        var rows = records.Select(record => (Id: KnowledgeId.Of(record), Bytes: record)).ToList();
        var added = server.Write(change => rows.Chunk(Ahead).Sum(part => change.Session.Execute("INSERT INTO record(id, bytes) SELECT * FROM unnest($1::bytea[], $2::bytea[]) ON CONFLICT(id) DO NOTHING",
            part.Select(row => row.Id.ToArray()).ToArray(), part.Select(row => row.Bytes).ToArray())));
        lock (_lock)
        {
            foreach (var (id, bytes) in rows)
            {
                MakeRoom();
                Keep(id, bytes.ToArray());
            }
        }
        return added;
    }

    private void Fetch(KnowledgeId id)
    {
        const string Sql = """
            SELECT id, bytes FROM (SELECT id, bytes, sum(octet_length(bytes)) OVER (ORDER BY id) AS total FROM (SELECT id, bytes FROM record WHERE id >= $1 ORDER BY id LIMIT $2) AS page) AS counted
            WHERE id = $1 OR total <= $3 ORDER BY id
            """;
        var page = server.Use(session => session.Query(Sql, row => (Id: session.Id(row, 0), Bytes: row.GetFieldValue<byte[]>(1)), id.ToArray(), Ahead, MaxLength));
        // Not while the page is taken: what was asked for must be there afterwards.
        MakeRoom();
        foreach (var (found, bytes) in page)
        {
            if (KnowledgeId.Of(bytes) == found)
                Keep(found, bytes);
            else if (found == id)
                throw PostgresErrors.Damaged(server.Address, $"record {id} has other bytes");
        }
    }

    private void Keep(KnowledgeId id, byte[] bytes) => _keptBytes += _kept.TryAdd(id, bytes) ? bytes.Length : 0;

    private void MakeRoom()
    {
        if (_keptBytes <= mostKept)
            return;
        _kept.Clear();
        _keptBytes = 0;
    }
}
