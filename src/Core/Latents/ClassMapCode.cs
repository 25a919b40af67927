using SemCom.Coding;

namespace SemCom.Latents;

/// <summary>
/// Entropy code of a rate map: each class with the frequencies that its western and northern neighbours predict (trained,
/// part of the model's tables), in a range coder. A map of one class for the whole picture has no bits.
/// </summary>
public static class ClassMapCode
{
    /// <summary>The map as bits, one per byte, a multiple of 8.</summary>
    public static byte[] Encode(LatentTables tables, ClassMap map)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(map);
        if (map.Cell == 0)
            return [];
        var encoder = new RangeEncoder();
        for (var i = 0; i < map.CellGrid.Count; i++)
            encoder.Encode(Frequencies(tables, map.Cell, map.CellGrid, map.Cells, i), map.Cells[i]);
        var bytes = encoder.Finish();
        var bits = new byte[bytes.Length * 8];
        BitPacking.Unpack(bytes, bits);
        return bits;
    }

    /// <summary>The map that <paramref name="bits"/> stand for; null when they are not a whole map.</summary>
    public static ClassMap? Decode(LatentTables tables, PatchGrid patches, int cell, ReadOnlySpan<byte> bits)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var bytes = new byte[BitPacking.ByteCount(bits.Length)];
        BitPacking.Pack(bits, bytes);
        var grid = ClassMap.CellsOf(patches, cell);
        var classes = new byte[grid.Count];
        try
        {
            var decoder = new RangeDecoder(bytes);
            for (var i = 0; i < classes.Length; i++)
                classes[i] = (byte)decoder.Decode(Frequencies(tables, cell, grid, classes, i));
            decoder.Finish();
        }
        catch (InvalidDataException)
        {
            return null;
        }
        return ClassMap.FromCells(patches, cell, classes);
    }

    private static FrequencyTable Frequencies(LatentTables tables, int cell, PatchGrid grid, ReadOnlySpan<byte> classes, int i)
    {
        var west = i % grid.Columns == 0 ? tables.ClassCount : classes[i - 1];
        var north = i < grid.Columns ? tables.ClassCount : classes[i - grid.Columns];
        return tables.ClassFrequencies(int.Log2(cell), west, north);
    }
}
