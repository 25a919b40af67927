namespace SemCom.Knowledge.Tests.Groups;

/// <summary>Counts how often records are read, and batches added.</summary>
internal sealed class CountingRecords(IRecordSet records) : IRecordSet
{
    public int Reads { get; private set; }

    public int Batches { get; private set; }

    public IReadOnlyList<KnowledgeId> Ids => records.Ids;

    public bool Contains(KnowledgeId id) => records.Contains(id);

    public byte[]? Read(KnowledgeId id)
    {
        Reads++;
        return records.Read(id);
    }

    public bool Add(ReadOnlySpan<byte> record) => records.Add(record);

    public void AddAll(IReadOnlyCollection<byte[]> batch)
    {
        Batches++;
        records.AddAll(batch);
    }
}
