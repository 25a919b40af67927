namespace SemCom.Knowledge;

/// <summary>Records of synchronisation in the file of a store.</summary>
internal sealed class SqliteRecordSet(SqliteFile file) : IRecordSet
{
    /// <summary>Most bytes of a record.</summary>
    public const int MaxLength = 4 << 20;

    public IReadOnlyList<KnowledgeId> Ids => file.Use(() => file.Query("SELECT id FROM record ORDER BY id", row => file.Id(row[0])));

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
        Guard.InRange(record.Length, 0, MaxLength, "bytes of a record", "divide what it tells over several");
        var (id, bytes) = (KnowledgeId.Of(record).ToArray(), record.ToArray());
        return file.Use(() => file.Execute("INSERT INTO record(id, bytes) VALUES($1, $2) ON CONFLICT(id) DO NOTHING", id, bytes)) > 0;
    }
}
