using System.Buffers.Binary;

namespace SemCom.Knowledge;

/// <summary>What brings a prototype: the keys of those that it lets go (their number in one byte, 8 bytes each), then its entry.</summary>
/// <param name="LetGo">Prototypes that the sender will not refer to any more; at most 255.</param>
/// <param name="Entry">The prototype.</param>
internal sealed record PrototypeMessage(IReadOnlyList<ulong> LetGo, KnowledgeEntry Entry)
{
    /// <summary>Bytes beside the entry.</summary>
    public static int Overhead(int letGo) => 1 + sizeof(ulong) * letGo;

    /// <summary>The message on the wire.</summary>
    public byte[] ToBytes() => [(byte)LetGo.Count, .. LetGo.SelectMany(ScenePrototypes.ToBytes), .. Entry.Bytes];

    /// <summary>The inverse of <see cref="ToBytes"/>.</summary>
    /// <exception cref="SemComException">Anything else.</exception>
    public static PrototypeMessage Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.Length <= Overhead(bytes[0]))
            throw new SemComException($"a message that brings a prototype must have more than its keys (had {bytes.Length} bytes); get it again");
        var letGo = new ulong[bytes[0]];
        for (var i = 0; i < letGo.Length; i++)
            letGo[i] = BinaryPrimitives.ReadUInt64BigEndian(bytes[Overhead(i)..]);
        return new PrototypeMessage(letGo, KnowledgeEntry.FromBytes(bytes[Overhead(letGo.Length)..]));
    }
}
