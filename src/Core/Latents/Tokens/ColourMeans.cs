namespace SemCom.Latents;

/// <summary>
/// The colour means of a picture as tokens quantise them: blocks of the low-band transform in place of patches, and their coefficients, low frequencies first, all colours of a frequency together, in
/// place of latents.
/// </summary>
public sealed class ColourMeans
{
    /// <summary>Variance where a short block has no coefficient: none will ever cost bits there.</summary>
    private const double Nothing = 1e-9;

    private readonly int[] _places;
    private readonly PatchGrid _grid;
    private readonly int _side;

    /// <summary>The colour means of a grid of patches.</summary>
    /// <param name="tables">Variances.</param>
    /// <param name="grid">The patches.</param>
    /// <param name="rotations">Rotations of the other latents, where there are some: their model may have a network that corrects what is expected of levels.</param>
    public ColourMeans(LatentTables tables, PatchGrid grid, LatentRotations? rotations = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var (side, colours, blocks) = (tables.LowBlock, tables.LowLatents, grid.Cells(tables.LowBlock));
        var ranks = new int[side * side];
        foreach (var ((_, frequency), rank) in LowBandOrder.Of(new PatchGrid(side, side), side).Select((entry, rank) => (entry, rank)))
            ranks[frequency] = rank;
        (_grid, _side) = (grid, side);
        _places = new int[colours * grid.Count];
        // Whole blocks, short ones at the right, short ones at the bottom, the one in the corner.
        var (kinds, variances) = (new int[blocks.Count], Enumerable.Range(0, 4).Select(_ => Enumerable.Repeat(Nothing, colours * side * side).ToArray()).ToArray());
        foreach (var (position, frequency) in LowBandOrder.Of(grid, side))
        {
            var (row, column) = (position / grid.Columns / side, position % grid.Columns / side);
            var block = row * blocks.Columns + column;
            kinds[block] = (grid.Columns - column * side < side ? 1 : 0) + (grid.Rows - row * side < side ? 2 : 0);
            for (var colour = 0; colour < colours; colour++)
            {
                var latent = ranks[frequency] * colours + colour;
                variances[kinds[block]][latent] = tables.LowVariance(colour, frequency / side, frequency % side);
                _places[colour * grid.Count + position] = latent * blocks.Count + block;
            }
        }
        Kinds = new PatchKinds(blocks, kinds, variances) { Network = rotations?.Entropy?.Means };
    }

    /// <summary>What both ends expect of the blocks.</summary>
    public PatchKinds Kinds { get; }

    /// <summary>Quantises coefficients.</summary>
    /// <param name="coefficients">Colour means after the low-band transform, in planes.</param>
    /// <param name="step">Quantisation step, above 0.</param>
    public LatentLevels Quantize(ReadOnlySpan<float> coefficients, double step) => LatentLevels.Quantize(Kinds, Placed(coefficients), step);

    /// <summary>Squared error of the quantisation, summed over all coefficients.</summary>
    public double Error(LatentLevels levels, ReadOnlySpan<float> coefficients)
    {
        ArgumentNullException.ThrowIfNull(levels);
        return levels.Error(Placed(coefficients));
    }

    /// <summary>Writes coefficients and the expected squares of their errors, in planes.</summary>
    /// <returns>The energy that the coefficients were expected to have.</returns>
    public double Dequantize(LatentLevels levels, Span<float> values, Span<float> errors)
    {
        ArgumentNullException.ThrowIfNull(levels);
        var (value, error) = (new float[levels.Levels.Length], new float[levels.Levels.Length]);
        var energy = levels.Dequantize(Kinds, value, error);
        for (var i = 0; i < _places.Length; i++)
            (values[i], errors[i]) = (value[_places[i]], error[_places[i]]);
        return energy;
    }

    /// <summary>Colour means as decoded, out of their transform, in planes.</summary>
    internal float[] Decoded(LatentLevels levels)
    {
        var (values, errors) = (new float[_places.Length], new float[_places.Length]);
        Dequantize(levels, values, errors);
        for (var at = 0; at < values.Length; at += _grid.Count)
            LowBandTransform.Inverse(values.AsSpan(at, _grid.Count), _grid, _side);
        return values;
    }

    private float[] Placed(ReadOnlySpan<float> coefficients)
    {
        var placed = new float[Kinds.Latents * Kinds.Patches.Count];
        for (var i = 0; i < _places.Length; i++)
            placed[_places[i]] = coefficients[i];
        return placed;
    }
}
