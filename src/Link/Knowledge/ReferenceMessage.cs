using System.Buffers.Binary;
using SemCom.Coding;

namespace SemCom;

/// <summary>What goes before a frame that refers to a prototype: which one, and which patches do. 8 bytes, then one range-coded bit for each patch, whose probability follows from those left and above.</summary>
/// <param name="Key">The prototype's key.</param>
/// <param name="Refers">One for each patch, rows from the top.</param>
internal sealed record ReferenceMessage(ulong Key, bool[] Refers)
{
    private const int KeyBytes = sizeof(ulong), Likely = 15, Unlikely = 1;

    /// <summary>Chances of "no" and "yes" by how many of the two neighbours refer; beyond the edge all do.</summary>
    private static readonly FrequencyTable[] Chances =
    [
        FrequencyTable.FromFrequencies([Likely, Unlikely]),
        FrequencyTable.FromFrequencies([1, 1]),
        FrequencyTable.FromFrequencies([Unlikely, Likely]),
    ];

    /// <summary>The message.</summary>
    /// <param name="columns">Patches in a row.</param>
    public byte[] ToBytes(int columns)
    {
        var encoder = new RangeEncoder();
        for (var i = 0; i < Refers.Length; i++)
            encoder.Encode(Chances[Neighbours(Refers, i, columns)], Refers[i] ? 1 : 0);
        return [.. ScenePrototypes.ToBytes(Key), .. encoder.Finish()];
    }

    /// <summary>The inverse of <see cref="ToBytes"/>; null for anything else.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="width">Pixels in a row of the picture.</param>
    /// <param name="height">Its rows.</param>
    public static ReferenceMessage? Read(byte[] bytes, int width, int height)
    {
        if (bytes.Length <= KeyBytes)
            return null;
        var (refers, columns) = (new bool[PatchReference.Count(width, height)], PatchReference.Columns(width));
        try
        {
            var decoder = new RangeDecoder(bytes.AsMemory(KeyBytes));
            for (var i = 0; i < refers.Length; i++)
                refers[i] = decoder.Decode(Chances[Neighbours(refers, i, columns)]) == 1;
            decoder.Finish();
        }
        catch (InvalidDataException)
        {
            return null;
        }
        return new ReferenceMessage(BinaryPrimitives.ReadUInt64BigEndian(bytes), refers);
    }

    private static int Neighbours(bool[] refers, int i, int columns) =>
        (i % columns == 0 || refers[i - 1] ? 1 : 0) + (i < columns || refers[i - columns] ? 1 : 0);
}
