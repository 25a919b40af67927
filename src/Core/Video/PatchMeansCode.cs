using SemCom.Coding;
using SemCom.Latents;

namespace SemCom.Video;

/// <summary>
/// Entropy code of the colour means of patches that are sent by themselves, as multiples of a step: each less that of the western, else the northern, else the patch coded last, Laplacian with a
/// width that follows what was coded before. What the receiver holds does not matter.
/// </summary>
internal static class PatchMeansCode
{
    private const double Memory = 0.9;
    private const double FirstMagnitude = 400;

    /// <summary>Largest magnitude of a level that can be coded.</summary>
    public const int MaxLevel = 1 << 14;

    /// <summary>Appends levels to the encoder's message.</summary>
    /// <param name="encoder">Takes them.</param>
    /// <param name="symbols">What is told of patches.</param>
    /// <param name="grid">The patches.</param>
    /// <param name="map">The symbol of every patch.</param>
    /// <param name="step">The step.</param>
    /// <param name="levels">Levels of the patches that are sent by themselves, others are not read [patches · means].</param>
    /// <param name="means">Colour means of a patch.</param>
    public static void Encode(RangeEncoder encoder, UpdateSymbols symbols, PatchGrid grid, byte[] map, double step, int[] levels, int means)
    {
        var widths = Widths(step, means);
        foreach (var (patch, reference) in Order(symbols, grid, map))
        {
            for (var k = 0; k < means; k++)
            {
                var difference = levels[patch * means + k] - (reference < 0 ? 0 : levels[reference * means + k]);
                var model = LaplacianModel.Nearest(widths[k] * Math.Sqrt(2));
                var magnitude = Math.Abs(difference);
                var coarse = magnitude >> model.Shift;
                encoder.Encode(model.Frequencies, Math.Min(coarse, LaplacianModel.Escape));
                if (coarse >= LaplacianModel.Escape)
                    encoder.EncodeBits(coarse - LaplacianModel.Escape, BaseLayerCode.EscapeBits);
                encoder.EncodeBits(magnitude & ((1 << model.Shift) - 1), model.Shift);
                if (magnitude > 0)
                    encoder.EncodeBits(difference < 0 ? 1 : 0, 1);
                widths[k] = Learn(widths[k], magnitude);
            }
        }
    }

    /// <summary>Reads levels from a message.</summary>
    /// <exception cref="InvalidDataException">The message ended, or is none.</exception>
    public static int[] Decode(RangeDecoder decoder, UpdateSymbols symbols, PatchGrid grid, byte[] map, double step, int means)
    {
        var (levels, widths) = (new int[grid.Count * means], Widths(step, means));
        foreach (var (patch, reference) in Order(symbols, grid, map))
        {
            for (var k = 0; k < means; k++)
            {
                var model = LaplacianModel.Nearest(widths[k] * Math.Sqrt(2));
                var coarse = decoder.Decode(model.Frequencies);
                if (coarse == LaplacianModel.Escape)
                    coarse += decoder.DecodeBits(BaseLayerCode.EscapeBits);
                var magnitude = coarse << model.Shift | decoder.DecodeBits(model.Shift);
                var negative = magnitude > 0 && decoder.DecodeBits(1) == 1;
                var level = (reference < 0 ? 0 : levels[reference * means + k]) + (negative ? -magnitude : magnitude);
                if (Math.Abs(level) > MaxLevel)
                    throw new InvalidDataException($"a colour mean is {level} steps, more than any picture has");
                levels[patch * means + k] = level;
                widths[k] = Learn(widths[k], magnitude);
            }
        }
        return levels;
    }

    private static double[] Widths(double step, int means) => [.. Enumerable.Range(0, means).Select(k => FirstMagnitude / (1 + k) / step)];

    private static double Learn(double width, int magnitude) => Memory * width + (1 - Memory) * Math.Max(magnitude, 0.1);

    /// <summary>Patches that are sent by themselves, rows from the top, each with the one that predicts it; −1 for none.</summary>
    private static IEnumerable<(int Patch, int Reference)> Order(UpdateSymbols symbols, PatchGrid grid, byte[] map)
    {
        var last = -1;
        for (var i = 0; i < map.Length; i++)
        {
            if (!symbols.IsWhole(map[i]))
                continue;
            var reference = i % grid.Columns > 0 && symbols.IsWhole(map[i - 1]) ? i - 1 : i >= grid.Columns && symbols.IsWhole(map[i - grid.Columns]) ? i - grid.Columns : last;
            yield return (i, reference);
            last = i;
        }
    }
}
