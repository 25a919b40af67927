namespace SemCom;

/// <summary>What became of each patch of a picture on its way, as the receiver knows it. Immutable.</summary>
public sealed class FrameExplanation
{
    private readonly PatchReport[] _patches;

    /// <summary>Takes reports as they are.</summary>
    /// <param name="rows">Rows of patches.</param>
    /// <param name="columns">Patches in a row.</param>
    /// <param name="patch">Side of a patch in pixels.</param>
    /// <param name="patches">One for each, rows from the top.</param>
    /// <exception cref="ArgumentException">There are more or fewer than patches.</exception>
    public FrameExplanation(int rows, int columns, int patch, ReadOnlySpan<PatchReport> patches)
    {
        if (patches.Length != rows * columns)
            throw new ArgumentException($"{rows}x{columns} patches need as many reports (got {patches.Length})", nameof(patches));
        (Rows, Columns, Patch, _patches) = (rows, columns, patch, patches.ToArray());
    }

    /// <summary>Rows of patches.</summary>
    public int Rows { get; }

    /// <summary>Patches in a row.</summary>
    public int Columns { get; }

    /// <summary>Side of a patch in pixels.</summary>
    public int Patch { get; }

    /// <summary>All patches, rows from the top.</summary>
    public ReadOnlySpan<PatchReport> Patches => _patches;

    /// <summary>The patch of a pixel.</summary>
    public PatchReport At(int x, int y) => _patches[y / Patch * Columns + x / Patch];
}
