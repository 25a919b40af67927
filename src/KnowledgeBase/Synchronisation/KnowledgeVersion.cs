using System.Buffers.Binary;
using System.Globalization;
using SemCom.Knowledge;

namespace SemCom;

/// <summary>Which records somebody has, in 12 bytes: how many, and the first 64 bits of the digest of all their ids. Equal sets have equal versions; unequal ones only by a chance of 2⁻⁶⁴.</summary>
/// <param name="Count">Number of records.</param>
/// <param name="Digest">First 64 bits of the root of the tree of hashes over their ids; 0 for no records.</param>
public readonly record struct KnowledgeVersion(uint Count, ulong Digest)
{
    /// <summary>Bytes of a version.</summary>
    public const int Length = sizeof(uint) + sizeof(ulong);

    /// <summary>The version of a set as it is now.</summary>
    public static KnowledgeVersion Of(IRecordSet records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var tree = new IdTree();
        tree.Follow(records.Ids);
        return Of(tree);
    }

    /// <summary>Reads <see cref="Length"/> bytes.</summary>
    /// <exception cref="SemComException">There are not so many.</exception>
    public static KnowledgeVersion FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new KnowledgeVersion(BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[sizeof(uint)..]))
        : throw new SemComException($"a version of shared knowledge must have {Length} bytes (had {bytes.Length}); get the data again");

    /// <summary>Writes <see cref="Length"/> bytes.</summary>
    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Count);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[sizeof(uint)..], Digest);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count}:{Digest:x16}");

    internal static KnowledgeVersion Of(IdTree tree) => new((uint)tree.Count, IdPrefix.HeadOf(tree.Digest));
}
