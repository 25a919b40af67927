namespace SemCom.Latents;

/// <summary>
/// How much more the error of some patches counts than that of others: a level for every cell of patches, in steps of 3 dB. Both ends order latents and share power by it, so it is side
/// information: sent, protected and charged. Immutable.
/// </summary>
public sealed class FocusMap
{
    /// <summary>Levels that can be told, from 0; each counts twice as much as the one before.</summary>
    public const int LevelCount = 8;

    private readonly byte[] _levels;
    private readonly double[] _weights;

    private FocusMap(PatchGrid patches, int cell, byte[] levels)
    {
        (Patches, Cell, CellGrid, _levels) = (patches, cell, patches.Cells(cell), levels);
        double sum = 0;
        for (var row = 0; row < patches.Rows; row++)
        {
            for (var column = 0; column < patches.Columns; column++)
                sum += 1 << LevelOf(row, column);
        }
        _weights = [.. Enumerable.Range(0, LevelCount).Select(level => (1 << level) * patches.Count / sum)];
    }

    /// <summary>The patches that the map covers.</summary>
    public PatchGrid Patches { get; }

    /// <summary>Side of a cell in patches.</summary>
    public int Cell { get; }

    /// <summary>The grid of cells.</summary>
    public PatchGrid CellGrid { get; }

    /// <summary>Levels of the cells, rows from the top.</summary>
    public ReadOnlySpan<byte> Levels => _levels;

    /// <summary>Level of a patch.</summary>
    public int LevelOf(int row, int column) => _levels[row / Cell * CellGrid.Columns + column / Cell];

    /// <summary>Weight of the squared error of patches of a level; the mean over all patches is 1.</summary>
    public double WeightOf(int level) => _weights[level];

    /// <summary>Wraps levels that are known for each cell.</summary>
    /// <param name="patches">The patches to cover.</param>
    /// <param name="cell">Side of a cell, one of <see cref="ClassMap.CellSizes"/>.</param>
    /// <param name="levels">Levels of the cells, rows from the top, 0 to 7.</param>
    /// <exception cref="ArgumentException">There are more or fewer levels than cells, or a level is unknown.</exception>
    public static FocusMap FromCells(PatchGrid patches, int cell, byte[] levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        var cells = patches.Cells(cell);
        if (levels.Length != cells.Count)
            throw new ArgumentException($"{cells.Rows}x{cells.Columns} cells need as many levels (got {levels.Length})", nameof(levels));
        if (Array.FindIndex(levels, level => level >= LevelCount) is >= 0 and var wrong)
            throw new ArgumentException($"a level must be 0..{LevelCount - 1} (was {levels[wrong]})", nameof(levels));
        return new FocusMap(patches, cell, levels);
    }

    /// <summary>The levels nearest to the mean weight of each cell, the lowest being 0; null where all cells are alike.</summary>
    /// <param name="patches">The patches to cover.</param>
    /// <param name="cell">Side of a cell.</param>
    /// <param name="patch">Side of a patch in pixels.</param>
    /// <param name="weights">What errors count, pixel by pixel.</param>
    public static FocusMap? FromWeights(PatchGrid patches, int cell, int patch, RegionWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var cells = patches.Cells(cell);
        var means = new double[cells.Count];
        for (var i = 0; i < means.Length; i++)
            means[i] = weights.Mean(i % cells.Columns * cell * patch, i / cells.Columns * cell * patch, cell * patch);
        var least = Math.Max(means.Min(), means.Max() / (1 << (LevelCount - 1)));
        var levels = Array.ConvertAll(means, mean => (byte)Math.Clamp(Math.Round(Math.Log2(Math.Max(mean, least) / least)), 0, LevelCount - 1));
        return levels.All(level => level == levels[0]) ? null : new FocusMap(patches, cell, levels);
    }
}
