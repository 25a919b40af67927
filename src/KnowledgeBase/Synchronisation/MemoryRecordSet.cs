namespace SemCom.Knowledge;

/// <summary>Records in memory, for as long as the process lives.</summary>
internal sealed class MemoryRecordSet : IRecordSet
{
    private readonly Dictionary<KnowledgeId, byte[]> _records = [];
    private KnowledgeId[]? _ids;

    public IReadOnlyList<KnowledgeId> Ids => _ids ??= [.. _records.Keys.Order()];

    public bool Contains(KnowledgeId id) => _records.ContainsKey(id);

    public byte[]? Read(KnowledgeId id) => _records.GetValueOrDefault(id)?.ToArray();

    public bool Add(ReadOnlySpan<byte> record)
    {
        if (!_records.TryAdd(KnowledgeId.Of(record), record.ToArray()))
            return false;
        _ids = null;
        return true;
    }
}
