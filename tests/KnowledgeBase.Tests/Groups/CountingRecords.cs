namespace SemCom.Knowledge.Tests.Groups;

/// <summary>Counts how often records are read.</summary>
internal sealed class CountingRecords(IRecordSet records) : IRecordSet
{
    public int Reads { get; private set; }

    public IReadOnlyList<KnowledgeId> Ids => records.Ids;

    public bool Contains(KnowledgeId id) => records.Contains(id);

    public byte[]? Read(KnowledgeId id)
    {
        Reads++;
        return records.Read(id);
    }

    public bool Add(ReadOnlySpan<byte> record) => records.Add(record);
}
