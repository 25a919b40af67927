namespace SemCom;

/// <summary>The updates that a member has, each a sealed record by its address; what is brought into step with others. It only grows.</summary>
public interface IRecordSet
{
    /// <summary>Addresses in ascending order, as of now.</summary>
    IReadOnlyList<KnowledgeId> Ids { get; }

    /// <summary>True when a record is there.</summary>
    bool Contains(KnowledgeId id);

    /// <summary>The bytes of a record; null when it is not there.</summary>
    byte[]? Read(KnowledgeId id);

    /// <summary>Adds a record; false when it was there already.</summary>
    bool Add(ReadOnlySpan<byte> record);

    /// <summary>Adds records; those that are there are passed over. A set on a disk adds all or none, in one step.</summary>
    void AddAll(IReadOnlyCollection<byte[]> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (var record in records)
            Add(record);
    }
}
