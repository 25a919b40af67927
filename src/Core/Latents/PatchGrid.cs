namespace SemCom.Latents;

/// <summary>The grid of 16x16 patches that covers a picture; the last row and column may reach over its edge.</summary>
/// <param name="Rows">Patches from top to bottom.</param>
/// <param name="Columns">Patches from left to right.</param>
public readonly record struct PatchGrid(int Rows, int Columns)
{
    /// <summary>All patches.</summary>
    public int Count => Rows * Columns;

    /// <summary>The grid of patches of <paramref name="patch"/> pixels that covers a picture.</summary>
    public static PatchGrid Covering(int width, int height, int patch) => new((height + patch - 1) / patch, (width + patch - 1) / patch);

    /// <summary>The grid of square cells of <paramref name="cell"/> patches that covers this one.</summary>
    public PatchGrid Cells(int cell) => new((Rows + cell - 1) / cell, (Columns + cell - 1) / cell);
}
