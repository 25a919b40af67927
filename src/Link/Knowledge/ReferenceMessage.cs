using System.Buffers.Binary;

namespace SemCom;

/// <summary>What goes before a frame that refers to a prototype: which one, and which patches do. 8 bytes, then one range-coded bit for each patch, whose probability follows from those left and above.</summary>
/// <param name="Key">The prototype's key.</param>
/// <param name="Refers">One for each patch, rows from the top.</param>
internal sealed record ReferenceMessage(ulong Key, bool[] Refers)
{
    private const int KeyBytes = sizeof(ulong);

    private static readonly NeighbourMask Code = new(likely: 15, beyond: true);

    /// <summary>The message.</summary>
    /// <param name="columns">Patches in a row.</param>
    public byte[] ToBytes(int columns) => [.. ScenePrototypes.ToBytes(Key), .. Code.ToBytes(Refers, columns)];

    /// <summary>The inverse of <see cref="ToBytes"/>; null for anything else.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="width">Pixels in a row of the picture.</param>
    /// <param name="height">Its rows.</param>
    public static ReferenceMessage? Read(byte[] bytes, int width, int height) =>
        bytes.Length > KeyBytes && Code.Read(bytes.AsMemory(KeyBytes), PatchReference.Count(width, height), PatchReference.Columns(width)) is { } refers
            ? new ReferenceMessage(BinaryPrimitives.ReadUInt64BigEndian(bytes), refers)
            : null;
}
