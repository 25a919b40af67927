namespace SemCom.Latents;

/// <summary>
/// A focus seen in the blocks of the low-band transform: what the errors of each block count, and by how much its colour means are quantised more coarsely than those of the block that counts
/// most. Steps follow the inverse root of the weights, in powers of two. Both ends compute it alike. Immutable.
/// </summary>
public sealed class FocusBlocks
{
    /// <summary>Largest shift of a step, a factor of 4.</summary>
    public const int MaxShift = 2;

    private readonly byte[] _shifts;
    private readonly float[] _weights;

    private FocusBlocks(byte[] shifts, float[] weights) => (_shifts, _weights) = (shifts, weights);

    /// <summary>The blocks of a focus map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="block">Side of a block in patches.</param>
    public static FocusBlocks Of(FocusMap map, int block)
    {
        ArgumentNullException.ThrowIfNull(map);
        var (shifts, weights) = (new byte[map.Patches.Count], new float[map.Patches.Count]);
        double most = 0;
        foreach (var area in LowBandTransform.Blocks(map.Patches, block))
            most = Math.Max(most, Weight(map, area));
        foreach (var area in LowBandTransform.Blocks(map.Patches, block))
        {
            var weight = Weight(map, area);
            // Powers of two of the step stand for powers of four of the weight; between them the nearer one.
            var shift = (byte)(weight * 8 <= most ? 2 : weight * 2 <= most ? 1 : 0);
            for (var row = area.Top; row < area.Top + area.Height; row++)
            {
                shifts.AsSpan(row * map.Patches.Columns + area.Left, area.Width).Fill(shift);
                weights.AsSpan(row * map.Patches.Columns + area.Left, area.Width).Fill((float)weight);
            }
        }
        return new FocusBlocks(shifts, weights);
    }

    /// <summary>Shift of the step at a position of the plane.</summary>
    public int ShiftAt(int position) => _shifts[position];

    /// <summary>What squared errors at a position of the plane count; about 1 in the mean.</summary>
    public double WeightAt(int position) => _weights[position];

    private static double Weight(FocusMap map, (int Top, int Left, int Height, int Width) area)
    {
        double sum = 0;
        for (var row = area.Top; row < area.Top + area.Height; row++)
        {
            for (var column = area.Left; column < area.Left + area.Width; column++)
                sum += map.WeightOf(map.LevelOf(row, column));
        }
        return sum / (area.Height * area.Width);
    }
}
