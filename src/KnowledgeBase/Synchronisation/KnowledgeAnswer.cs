using SemCom.Wire;

namespace SemCom;

/// <summary>What a receiver says about a frame that needs shared knowledge. On the wire a MessagePack array: ["semcom-ka", 1, version, ids of lacking entries]; what the receiver decided is its own affair.</summary>
/// <param name="Decision">What it does with the frame.</param>
/// <param name="Version">What it has.</param>
/// <param name="Lacking">Entries that it lacks, in ascending order of their ids. Empty where a frame names a version: then the sets are to be synchronised.</param>
public sealed record KnowledgeAnswer(KnowledgeDecision Decision, KnowledgeVersion Version, IReadOnlyList<KnowledgeId> Lacking)
{
    private const string Format = "semcom-ka", Name = "answer about shared knowledge";
    private const int FormatVersion = 1, Items = 4;

    /// <summary>The answer on the wire.</summary>
    public byte[] ToBytes()
    {
        var writer = new MessagePackWriter();
        writer.WriteArrayHead(Items);
        writer.Write(Format);
        writer.Write((long)FormatVersion);
        Version.CopyTo(writer.BeginBinary(KnowledgeVersion.Length));
        KnowledgeNeed.WriteIds(writer, Lacking);
        return writer.TakeBytes();
    }

    /// <summary>What a peer has and lacks.</summary>
    /// <exception cref="SemComException">Another format or version, or damaged data.</exception>
    public static (KnowledgeVersion Version, IReadOnlyList<KnowledgeId> Lacking) FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new MessagePackReader(bytes, Name);
        if (reader.ReadArrayHead(Items) != Items || reader.ReadText(Format.Length) != Format || reader.ReadInt32(0, int.MaxValue) != FormatVersion)
            throw reader.Fail("another format");
        var version = KnowledgeVersion.FromBytes(reader.ReadBinary(KnowledgeVersion.Length));
        var ids = KnowledgeNeed.ReadIds(ref reader);
        reader.End();
        return (version, ids);
    }
}
