namespace SemCom.Latents;

/// <summary>What is known of the patches to the west, north, north-west and north-east of the next one. Patches come in rows from the top.</summary>
/// <param name="columns">Patches in a row.</param>
internal sealed class DecodedPatches<T>(int columns) where T : class
{
    private readonly T?[] _above = new T?[columns];
    private readonly T?[] _row = new T?[columns];
    private int _column;

    /// <summary>Turns to a patch.</summary>
    public void Enter(int patch)
    {
        _column = patch % columns;
        if (_column == 0)
            _row.CopyTo(_above.AsSpan());
    }

    /// <summary>A neighbour, in the order of <see cref="NeighbourWeights"/>; null outside the picture.</summary>
    /// <param name="neighbour">0 .. <see cref="NeighbourWeights.Neighbours"/> − 1.</param>
    public T? this[int neighbour] => neighbour == 0
        ? _column > 0 ? _row[_column - 1] : null
        : _column + ColumnAbove(neighbour) is var at && at >= 0 && at < columns ? _above[at] : null;

    /// <summary>Keeps what is known of the patch.</summary>
    public void Leave(T patch) => _row[_column] = patch;

    private static int ColumnAbove(int neighbour) => neighbour switch { 1 => 0, 2 => -1, _ => 1 };
}
