namespace SemCom.Latents;

/// <summary>The order in which low-band coefficients are coded: block by block, low frequencies first.</summary>
internal static class LowBandOrder
{
    /// <summary>Position in the plane and frequency index u · block + v of each coefficient.</summary>
    public static (int Position, int Frequency)[] Of(PatchGrid grid, int block)
    {
        var order = new List<(int, int)>(grid.Count);
        foreach (var (top, left, height, width) in LowBandTransform.Blocks(grid, block))
        {
            for (var diagonal = 0; diagonal < height + width - 1; diagonal++)
            {
                for (var y = Math.Max(0, diagonal - width + 1); y <= Math.Min(diagonal, height - 1); y++)
                {
                    var x = diagonal - y;
                    var frequency = LowBandTransform.Frequency(y, height, block) * block + LowBandTransform.Frequency(x, width, block);
                    order.Add(((top + y) * grid.Columns + left + x, frequency));
                }
            }
        }
        return [.. order];
    }
}
