namespace SemCom.Latents;

/// <summary>
/// The rate map: a class for every cell of patches, from smooth (few channel uses) to detailed (many). It is side
/// information: sent, protected and charged; larger cells make it cheaper and coarser. Immutable.
/// </summary>
public sealed class ClassMap
{
    /// <summary>Sides of a cell in patches that can be sent; one cell for the whole picture is the further choice.</summary>
    public static readonly IReadOnlyList<int> CellSizes = [1, 2, 4, 8];

    private const int WholePictureCode = 7;

    private readonly byte[] _cells;

    private ClassMap(PatchGrid patches, int cell, PatchGrid cells, byte[] classes) =>
        (Patches, Cell, CellGrid, _cells) = (patches, cell, cells, classes);

    /// <summary>The patches that the map covers.</summary>
    public PatchGrid Patches { get; }

    /// <summary>Side of a cell in patches; 0 when one cell is the whole picture.</summary>
    public int Cell { get; }

    /// <summary>The grid of cells.</summary>
    public PatchGrid CellGrid { get; }

    /// <summary>Classes of the cells, rows from the top.</summary>
    public ReadOnlySpan<byte> Cells => _cells;

    /// <summary>Class of a patch.</summary>
    public int this[int row, int column] => _cells[CellAt(Cell, CellGrid, row, column)];

    /// <summary>Number of the cell in which a patch lies.</summary>
    /// <param name="patch">Patches are counted in rows from the top.</param>
    public int CellAt(int patch) => CellAt(Cell, CellGrid, patch / Patches.Columns, patch % Patches.Columns);

    /// <summary>Wraps classes that are known for each cell [cells.Rows · cells.Columns].</summary>
    /// <param name="patches">The patches to cover.</param>
    /// <param name="cell">Side of a cell, one of <see cref="CellSizes"/>, or 0 for the whole picture.</param>
    /// <param name="classes">Classes of the cells, rows from the top.</param>
    /// <exception cref="ArgumentException">There are more or fewer classes than cells.</exception>
    public static ClassMap FromCells(PatchGrid patches, int cell, byte[] classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        var cells = CellsOf(patches, cell);
        if (classes.Length != cells.Count)
            throw new ArgumentException($"{cells.Rows}x{cells.Columns} cells need as many classes (got {classes.Length})", nameof(classes));
        return new ClassMap(patches, cell, cells, classes);
    }

    /// <summary>Classifies cells by the mean activity of their patches.</summary>
    /// <param name="tables">Holds the thresholds.</param>
    /// <param name="patches">The patches to cover.</param>
    /// <param name="cell">Side of a cell, or 0 for the whole picture.</param>
    /// <param name="activity">Activity of every patch, rows from the top [patches.Count].</param>
    public static ClassMap FromActivity(LatentTables tables, PatchGrid patches, int cell, ReadOnlySpan<float> activity)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var cells = CellsOf(patches, cell);
        var (sum, count) = (new double[cells.Count], new int[cells.Count]);
        for (var i = 0; i < patches.Count; i++)
        {
            var at = CellAt(cell, cells, i / patches.Columns, i % patches.Columns);
            sum[at] += activity[i];
            count[at]++;
        }
        var classes = new byte[cells.Count];
        for (var i = 0; i < classes.Length; i++)
            classes[i] = (byte)tables.ClassOf(sum[i] / count[i]);
        return new ClassMap(patches, cell, cells, classes);
    }

    /// <summary>How headers tell the side of a cell, in three bits.</summary>
    internal static int CodeOf(int cell) => cell == 0 ? WholePictureCode : int.Log2(cell);

    /// <summary>The side that a header's three bits tell; −1 for one that is not known.</summary>
    internal static int CellOf(int code) => code == WholePictureCode ? 0 : code < CellSizes.Count ? 1 << code : -1;

    /// <summary>The grid of cells of a side, 0 meaning one for all.</summary>
    public static PatchGrid CellsOf(PatchGrid patches, int cell) => cell == 0 ? new PatchGrid(1, 1) : patches.Cells(cell);

    private static int CellAt(int cell, PatchGrid cells, int row, int column) => cell == 0 ? 0 : row / cell * cells.Columns + column / cell;
}
