using SemCom.Wire;

namespace SemCom;

/// <summary>
/// What a frame needs of shared knowledge: a version of the whole, or single entries. Entries are named by the hash of their content, so one that is there is the one that was meant. A frame is
/// decoded with what it needs or not with any knowledge at all, never with another version. On the wire a MessagePack array: ["semcom-kn", 1, may do without, version or nil, ids].
/// </summary>
public sealed class KnowledgeNeed
{
    /// <summary>Most entries that a frame names.</summary>
    public const int MaxEntries = 1024;

    private const string Name = "need of shared knowledge";

    private static readonly DocumentHead Head = new("semcom-kn", 1, 3);

    private KnowledgeNeed(KnowledgeVersion? version, IEnumerable<KnowledgeId> entries, bool mayDoWithout) =>
        (Version, Entries, MayDoWithout) = (version, [.. entries.Distinct().Order()], mayDoWithout);

    /// <summary>The version that is needed; null where single entries are.</summary>
    public KnowledgeVersion? Version { get; }

    /// <summary>Entries that are needed, in ascending order of their ids; empty where a version is.</summary>
    public IReadOnlyList<KnowledgeId> Entries { get; }

    /// <summary>True when the frame can also be decoded without any shared knowledge.</summary>
    public bool MayDoWithout { get; }

    /// <summary>A frame that refers to all that its sender knows.</summary>
    public static KnowledgeNeed Of(KnowledgeVersion version, bool mayDoWithout) => new(version, [], mayDoWithout);

    /// <summary>A frame that refers to entries.</summary>
    /// <exception cref="SemComException">There are more than <see cref="MaxEntries"/>.</exception>
    public static KnowledgeNeed Of(IEnumerable<KnowledgeId> entries, bool mayDoWithout)
    {
        var need = new KnowledgeNeed(null, entries, mayDoWithout);
        Guard.InRange(need.Entries.Count, 0, MaxEntries, "entries that a frame needs", "name the version instead");
        return need;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="SemComException">Another format or version, or damaged data.</exception>
    public static KnowledgeNeed FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = Head.Read(bytes, Name);
        var mayDoWithout = reader.ReadBoolean();
        KnowledgeVersion? version = reader.TryReadNil() ? null : KnowledgeVersion.FromBytes(reader.ReadBinary(KnowledgeVersion.Length));
        var entries = ReadIds(ref reader);
        reader.End();
        return version is null || entries.Count == 0 ? new KnowledgeNeed(version, entries, mayDoWithout) : throw reader.Fail("a version and entries");
    }

    /// <summary>The need on the wire.</summary>
    public byte[] ToBytes()
    {
        var writer = Head.Open();
        writer.Write(MayDoWithout);
        if (Version is { } version)
            version.CopyTo(writer.BeginBinary(KnowledgeVersion.Length));
        else
            writer.WriteNil();
        WriteIds(writer, Entries);
        return writer.TakeBytes();
    }

    /// <summary>What a receiver does with the frame, and says to its sender.</summary>
    /// <param name="mine">What the receiver has now.</param>
    /// <param name="has">True for entries that it has.</param>
    public KnowledgeAnswer Judge(KnowledgeVersion mine, Func<KnowledgeId, bool> has)
    {
        ArgumentNullException.ThrowIfNull(has);
        var lacking = Entries.Where(id => !has(id)).ToList();
        var isThere = Version is { } version ? version == mine : lacking.Count == 0;
        return new KnowledgeAnswer(isThere ? KnowledgeDecision.Decode : MayDoWithout ? KnowledgeDecision.DecodeWithout : KnowledgeDecision.Hold, mine, lacking);
    }

    internal static void WriteIds(MessagePackWriter writer, IReadOnlyList<KnowledgeId> ids)
    {
        var bytes = writer.BeginBinary(KnowledgeId.Length * ids.Count);
        for (var i = 0; i < ids.Count; i++)
            ids[i].CopyTo(bytes[(KnowledgeId.Length * i)..]);
    }

    internal static IReadOnlyList<KnowledgeId> ReadIds(ref MessagePackReader reader)
    {
        var bytes = reader.ReadBinary(KnowledgeId.Length * MaxEntries);
        if (bytes.Length % KnowledgeId.Length != 0)
            throw reader.Fail("half an id");
        var ids = new KnowledgeId[bytes.Length / KnowledgeId.Length];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = new KnowledgeId(bytes.Slice(KnowledgeId.Length * i, KnowledgeId.Length));
        return ids;
    }
}
