using SemCom.Coding;

namespace SemCom.Latents;

/// <summary>
/// Entropy code of a focus map: the side of its cells, the levels in use, then each cell with frequencies that are learned on the way for every pair of western and northern neighbours.
/// </summary>
public static class FocusMapCode
{
    private const int CellBits = 2;
    private const int LikeNeighbour = 12;
    private const int Step = 16;
    private const int Limit = 1 << 14;

    /// <summary>Appends a map to the encoder's message.</summary>
    public static void Encode(RangeEncoder encoder, FocusMap map)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(map);
        var used = 0;
        foreach (var level in map.Levels)
            used |= 1 << level;
        encoder.EncodeBits(int.Log2(map.Cell), CellBits);
        encoder.EncodeBits(used, FocusMap.LevelCount);
        var levels = LevelsOf(used);
        var contexts = new Contexts(levels, map.CellGrid);
        for (var i = 0; i < map.CellGrid.Count; i++)
        {
            var symbol = Array.IndexOf(levels, map.Levels[i]);
            var counts = contexts.At(map.Levels, i);
            encoder.Encode(FrequencyTable.FromFrequencies(counts), symbol);
            Contexts.Learn(counts, symbol);
        }
    }

    /// <summary>Reads a map from a message.</summary>
    /// <exception cref="InvalidDataException">The message ended, or is none.</exception>
    public static FocusMap Decode(RangeDecoder decoder, PatchGrid patches)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        var cell = 1 << decoder.DecodeBits(CellBits);
        var levels = LevelsOf(decoder.DecodeBits(FocusMap.LevelCount));
        if (levels.Length == 0)
            throw new InvalidDataException("the focus map has no level");
        var cells = new byte[patches.Cells(cell).Count];
        var contexts = new Contexts(levels, patches.Cells(cell));
        for (var i = 0; i < cells.Length; i++)
        {
            var counts = contexts.At(cells, i);
            var symbol = decoder.Decode(FrequencyTable.FromFrequencies(counts));
            Contexts.Learn(counts, symbol);
            cells[i] = levels[symbol];
        }
        return FocusMap.FromCells(patches, cell, cells);
    }

    private static byte[] LevelsOf(int used) => [.. Enumerable.Range(0, FocusMap.LevelCount).Where(level => (used >> level & 1) == 1).Select(level => (byte)level)];

    /// <summary>Counts for each pair of neighbours; at first a cell is expected to be like them.</summary>
    private sealed class Contexts(byte[] levels, PatchGrid cells)
    {
        private readonly int[]?[] _counts = new int[(levels.Length + 1) * (levels.Length + 1)][];

        public int[] At(ReadOnlySpan<byte> map, int i)
        {
            var west = i % cells.Columns == 0 ? levels.Length : Array.IndexOf(levels, map[i - 1]);
            var north = i < cells.Columns ? levels.Length : Array.IndexOf(levels, map[i - cells.Columns]);
            ref var counts = ref _counts[west * (levels.Length + 1) + north];
            if (counts is not null)
                return counts;
            counts = new int[levels.Length];
            Array.Fill(counts, 1);
            foreach (var neighbour in (int[])[west, north])
            {
                if (neighbour < levels.Length)
                    counts[neighbour] += LikeNeighbour;
            }
            return counts;
        }

        public static void Learn(int[] counts, int symbol)
        {
            counts[symbol] += Step;
            if (counts.Sum() <= Limit)
                return;
            for (var i = 0; i < counts.Length; i++)
                counts[i] = (counts[i] + 1) / 2;
        }
    }
}
