using SemCom.Wire;

namespace SemCom;

/// <summary>What a receiver says about a frame that needs shared knowledge. On the wire a MessagePack array: ["semcom-ka", 1, version, ids of lacking entries]; what the receiver decided is its own affair.</summary>
/// <param name="Decision">What it does with the frame.</param>
/// <param name="Version">What it has.</param>
/// <param name="Lacking">Entries that it lacks, in ascending order of their ids. Empty where a frame names a version: then the sets are to be synchronised.</param>
public sealed record KnowledgeAnswer(KnowledgeDecision Decision, KnowledgeVersion Version, IReadOnlyList<KnowledgeId> Lacking)
{
    private const string Name = "answer about shared knowledge";

    private static readonly DocumentHead Head = new("semcom-ka", 1, 2);

    /// <summary>The answer on the wire.</summary>
    public byte[] ToBytes()
    {
        var writer = Head.Open();
        Version.CopyTo(writer.BeginBinary(KnowledgeVersion.Length));
        KnowledgeNeed.WriteIds(writer, Lacking);
        return writer.TakeBytes();
    }

    /// <summary>What a peer has and lacks.</summary>
    /// <exception cref="SemComException">Another format or version, or damaged data.</exception>
    public static (KnowledgeVersion Version, IReadOnlyList<KnowledgeId> Lacking) FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = Head.Read(bytes, Name);
        var version = KnowledgeVersion.FromBytes(reader.ReadBinary(KnowledgeVersion.Length));
        var ids = KnowledgeNeed.ReadIds(ref reader);
        reader.End();
        return (version, ids);
    }
}
