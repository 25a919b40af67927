using SemCom.Coding;

namespace SemCom.Latents;

/// <summary>
/// Entropy code of a rate map: each class with the frequencies that its western and northern neighbours predict (trained,
/// part of the model's tables).
/// </summary>
public static class ClassMapCode
{
    /// <summary>Appends a map to the encoder's message.</summary>
    public static void Encode(RangeEncoder encoder, LatentTables tables, ClassMap map)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(map);
        for (var i = 0; i < map.CellGrid.Count; i++)
            encoder.Encode(Frequencies(tables, map.Cell, map.CellGrid, map.Cells, i), map.Cells[i]);
    }

    /// <summary>Reads a map from a message.</summary>
    /// <exception cref="InvalidDataException">The message ended, or is none.</exception>
    public static ClassMap Decode(RangeDecoder decoder, LatentTables tables, PatchGrid patches, int cell)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(tables);
        var grid = ClassMap.CellsOf(patches, cell);
        var classes = new byte[grid.Count];
        for (var i = 0; i < classes.Length; i++)
            classes[i] = (byte)decoder.Decode(Frequencies(tables, cell, grid, classes, i));
        return ClassMap.FromCells(patches, cell, classes);
    }

    /// <summary>Bits of a map.</summary>
    public static double Bits(LatentTables tables, ClassMap map)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(map);
        double bits = 0;
        for (var i = 0; i < map.CellGrid.Count; i++)
            bits += Bits(tables, map, map.Cells, i);
        return bits;
    }

    /// <summary>Bits of the classes of a cell and of those to its east and south, were it of a class.</summary>
    /// <param name="tables">The model's statistics.</param>
    /// <param name="map">Side and grid of the cells.</param>
    /// <param name="classes">Classes of the cells, rows from the top; set to <paramref name="candidate"/> at <paramref name="cell"/> on return.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="candidate">The class.</param>
    public static double BitsAround(LatentTables tables, ClassMap map, Span<byte> classes, int cell, int candidate)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(map);
        classes[cell] = (byte)candidate;
        var (columns, bits) = (map.CellGrid.Columns, 0.0);
        foreach (var (at, isThere) in (ReadOnlySpan<(int, bool)>)[(cell, true), (cell + 1, (cell + 1) % columns > 0), (cell + columns, cell + columns < classes.Length)])
        {
            if (isThere)
                bits += Bits(tables, map, classes, at);
        }
        return bits;
    }

    private static double Bits(LatentTables tables, ClassMap map, ReadOnlySpan<byte> classes, int cell)
    {
        var frequencies = Frequencies(tables, map.Cell, map.CellGrid, classes, cell);
        return Math.Log2((double)frequencies.Total / frequencies.Frequency(classes[cell]));
    }

    private static FrequencyTable Frequencies(LatentTables tables, int cell, PatchGrid grid, ReadOnlySpan<byte> classes, int i)
    {
        var west = i % grid.Columns == 0 ? tables.ClassCount : classes[i - 1];
        var north = i < grid.Columns ? tables.ClassCount : classes[i - grid.Columns];
        return tables.ClassFrequencies(int.Log2(cell), west, north);
    }
}
