namespace SemCom;

/// <summary>A store that lasts, with the sealed records that its entries follow from.</summary>
public interface IMemberStore : IKnowledgeStore
{
    /// <summary>Sealed records of synchronisation, kept with the entries. Their reads are checked as those of entries; one has at most 4 MiB.</summary>
    IRecordSet Records { get; }

    /// <summary>Kinds and keys, and the ids of what stands there.</summary>
    IReadOnlyDictionary<(KnowledgeKind Kind, string Key), KnowledgeId> Places();

    /// <summary>Removes the entries that are expired.</summary>
    /// <returns>How many.</returns>
    int RemoveExpired();

    /// <summary>Reads everything and says what is wrong.</summary>
    StoreReport Verify();
}
