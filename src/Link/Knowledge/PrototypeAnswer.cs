using System.Buffers.Binary;

namespace SemCom.Knowledge;

/// <summary>What a receiver says about a prototype: 8 bytes of its key, and one whether it is known.</summary>
/// <param name="Key">The prototype.</param>
/// <param name="IsKnown">Whether the receiver has it.</param>
internal readonly record struct PrototypeAnswer(ulong Key, bool IsKnown)
{
    /// <summary>Bytes of an answer.</summary>
    public const int Length = sizeof(ulong) + 1;

    /// <summary>The answer on the wire.</summary>
    public byte[] ToBytes() => [.. ScenePrototypes.ToBytes(Key), IsKnown ? (byte)1 : (byte)0];

    /// <summary>The inverse of <see cref="ToBytes"/>; null for anything else.</summary>
    public static PrototypeAnswer? Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length && bytes[^1] <= 1 ? new PrototypeAnswer(BinaryPrimitives.ReadUInt64BigEndian(bytes), bytes[^1] == 1) : null;
}
