namespace SemCom.Latents;

/// <summary>
/// A part of the patch grid that a network computes at once. Small pictures are one tile; large ones are cut into tiles
/// that overlap by a margin, so that memory does not grow with the picture. Both ends use the same tiles.
/// </summary>
/// <param name="Row">First row of patches that the network sees; rows beyond the grid repeat its last one.</param>
/// <param name="Column">First column of patches.</param>
/// <param name="Rows">Rows of patches that it sees, a multiple of the network's own.</param>
/// <param name="Columns">Columns of patches.</param>
/// <param name="KeepRow">First row of patches that are kept.</param>
/// <param name="KeepColumn">First column.</param>
/// <param name="KeepRows">Rows that are kept.</param>
/// <param name="KeepColumns">Columns that are kept.</param>
public readonly record struct NetworkTile(int Row, int Column, int Rows, int Columns, int KeepRow, int KeepColumn, int KeepRows, int KeepColumns)
{
    /// <summary>Patches of a picture that is computed in one piece: 1.5 megapixels.</summary>
    private const int WholePatches = 6144;

    private const int CorePatches = 64;

    /// <summary>Tiles that together keep every patch once.</summary>
    /// <param name="grid">Patches of the picture.</param>
    /// <param name="unit">Rows and columns of a tile are multiples of this many patches.</param>
    public static IReadOnlyList<NetworkTile> Covering(PatchGrid grid, int unit)
    {
        var whole = new NetworkTile(0, 0, RoundUp(grid.Rows, unit), RoundUp(grid.Columns, unit), 0, 0, grid.Rows, grid.Columns);
        if (whole.Rows * whole.Columns <= WholePatches)
            return [whole];
        var tiles = new List<NetworkTile>();
        foreach (var (row, rows, keepRow, keepRows) in Spans(grid.Rows, unit))
        {
            foreach (var (column, columns, keepColumn, keepColumns) in Spans(grid.Columns, unit))
                tiles.Add(new NetworkTile(row, column, rows, columns, keepRow, keepColumn, keepRows, keepColumns));
        }
        return tiles;
    }

    private static IEnumerable<(int Start, int Length, int Keep, int KeepLength)> Spans(int length, int unit)
    {
        for (var keep = 0; keep < length; keep += CorePatches)
        {
            var kept = Math.Min(CorePatches, length - keep);
            var start = Math.Max(0, keep - unit);
            yield return (start, RoundUp(Math.Min(keep + kept + unit, RoundUp(length, unit)) - start, unit), keep, kept);
        }
    }

    private static int RoundUp(int value, int unit) => (value + unit - 1) / unit * unit;
}
