namespace SemCom.Knowledge;

/// <summary>
/// Records of synchronisation in the database of a store. A record never changes, so that what was read is kept, up to a size; those that follow it in the order of ids come with it, for who opens a
/// replica reads all.
/// </summary>
internal sealed class PostgresRecordSet(PostgresServer server) : IRecordSet
{
    /// <summary>Most bytes of a record.</summary>
    public const int MaxLength = 4 << 20;

    private const int Ahead = 64, MaxKept = 32 << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<KnowledgeId, byte[]> _kept = [];
    private long _keptBytes;

    public IReadOnlyList<KnowledgeId> Ids => server.Use(session => session.Query("SELECT id FROM record ORDER BY id", row => session.Id(row, 0)));

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
        Guard.InRange(record.Length, 0, MaxLength, "bytes of a record", "divide what it tells over several");
        var (id, bytes) = (KnowledgeId.Of(record), record.ToArray());
        return !Contains(id) && server.Write(change => change.Session.Execute("INSERT INTO record(id, bytes) VALUES($1, $2) ON CONFLICT(id) DO NOTHING", id.ToArray(), bytes)) > 0;
    }

    private void Fetch(KnowledgeId id)
    {
        const string Sql = """
            SELECT id, bytes FROM (SELECT id, bytes, sum(octet_length(bytes)) OVER (ORDER BY id) AS total FROM (SELECT id, bytes FROM record WHERE id >= $1 ORDER BY id LIMIT $2) AS page) AS counted
            WHERE id = $1 OR total <= $3 ORDER BY id
            """;
        var page = server.Use(session => session.Query(Sql, row => (Id: session.Id(row, 0), Bytes: row.GetFieldValue<byte[]>(1)), id.ToArray(), Ahead, MaxLength));
        if (_keptBytes > MaxKept)
        {
            _kept.Clear();
            _keptBytes = 0;
        }
        foreach (var (found, bytes) in page)
        {
            if (KnowledgeId.Of(bytes) == found)
                _keptBytes += _kept.TryAdd(found, bytes) ? bytes.Length : 0;
            else if (found == id)
                throw PostgresErrors.Damaged(server.Address, $"record {id} has other bytes");
        }
    }
}
