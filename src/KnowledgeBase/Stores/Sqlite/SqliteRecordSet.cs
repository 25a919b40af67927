namespace SemCom.Knowledge;

/// <summary>Records of synchronisation in the file of a store. Their ids are kept in memory; what this or another process has added since is read when they are asked for.</summary>
internal sealed class SqliteRecordSet(SqliteFile file) : IRecordSet
{
    /// <summary>Most bytes of a record.</summary>
    public const int MaxLength = 4 << 20;

    private const string Insert = "INSERT INTO record(id, bytes) VALUES($1, $2) ON CONFLICT(id) DO NOTHING";

    private KnowledgeId[] _ids = [];
    private long _lastNumber = long.MinValue, _dataVersion = -1;
    private bool _hasAdded;

    public IReadOnlyList<KnowledgeId> Ids => file.Use(() =>
    {
        // The number changes when another connection commits, of this process or of another one.
        var version = file.Number("PRAGMA data_version");
        if (version != _dataVersion || _hasAdded)
            Follow();
        (_dataVersion, _hasAdded) = (version, false);
        return _ids;
    });

    public bool Contains(KnowledgeId id) => file.Use(() => file.Number("SELECT count(*) FROM record WHERE id = $1", id.ToArray())) > 0;

    public byte[]? Read(KnowledgeId id)
    {
        var found = file.Use(() => file.Query("SELECT bytes FROM record WHERE id = $1", row => row[0], id.ToArray()));
        if (found.Count == 0)
            return null;
        return found[0] is byte[] bytes && KnowledgeId.Of(bytes) == id ? bytes : throw file.Damaged($"record {id} has other bytes");
    }

    public bool Add(ReadOnlySpan<byte> record)
    {
        CheckLength(record.Length);
        var (id, bytes) = (KnowledgeId.Of(record).ToArray(), record.ToArray());
        return file.Use(() => Put(id, bytes));
    }

    /// <summary>Adds records in one transaction; when it returns, all are on the disk.</summary>
    public void AddAll(IReadOnlyCollection<byte[]> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (var record in records)
            CheckLength(record.Length);
        file.Use(() =>
        {
            file.Transact(() =>
            {
                foreach (var record in records)
                    Put(KnowledgeId.Of(record).ToArray(), record);
            });
            return true;
        });
    }

    private static void CheckLength(int length) => Guard.InRange(length, 0, MaxLength, "bytes of a record", "divide what it tells over several");

    private bool Put(byte[] id, byte[] bytes)
    {
        _hasAdded = true;
        return file.Execute(Insert, id, bytes) > 0;
    }

    /// <summary>Reads the ids of newer rows, whose numbers are higher; all of them where the count says that rows are gone.</summary>
    private void Follow()
    {
        var added = After(_lastNumber);
        var ids = _ids;
        if (ids.Length + added.Count != file.Number("SELECT count(*) FROM record"))
            (ids, added) = ([], After(long.MinValue));
        if (added.Count == 0 && ids == _ids)
            return;
        _lastNumber = added.Count == 0 ? long.MinValue : added[^1].Number;
        _ids = Merge(ids, [.. added.Select(row => row.Id).Order()]);
    }

    private List<(long Number, KnowledgeId Id)> After(long number) =>
        file.Query("SELECT number, id FROM record WHERE number > $1 ORDER BY number", row => (row[0] as long? ?? throw file.Damaged("a number is missing"), file.Id(row[1])), number);

    private static KnowledgeId[] Merge(KnowledgeId[] a, KnowledgeId[] b)
    {
        var (all, i, j) = (new KnowledgeId[a.Length + b.Length], 0, 0);
        for (var k = 0; k < all.Length; k++)
            all[k] = j == b.Length || (i < a.Length && a[i] < b[j]) ? a[i++] : b[j++];
        return all;
    }
}
