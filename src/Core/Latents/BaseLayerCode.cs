using SemCom.Coding;

namespace SemCom.Latents;

/// <summary>
/// Entropy code of a base layer. Every level is Laplacian around 0; its width follows from the model's variance at that
/// frequency and from how large the levels just coded at such frequencies were. Only +, −, ·, / and √ are used to derive
/// the frequencies, so both ends agree on every platform.
/// </summary>
public static class BaseLayerCode
{
    internal const int EscapeBits = 16;
    private const int LargestCoarse = LaplacianModel.Escape + (1 << EscapeBits) - 1;

    /// <summary>Appends a layer to the encoder's message.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A level is far beyond those of any picture, so that its code has no room for it.</exception>
    public static void Encode(RangeEncoder encoder, LatentTables tables, PatchGrid grid, BaseLayer layer)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(layer);
        var all = Widths(tables, layer.Step);
        var order = LowBandOrder.Of(grid, tables.LowBlock);
        for (var latent = 0; latent < tables.LowLatents; latent++)
        {
            foreach (var (position, frequency) in order)
            {
                var level = layer.Levels[latent * grid.Count + position];
                var widths = all[layer.ShiftAt(position)];
                var model = widths.ModelFor(latent, frequency);
                var magnitude = Math.Abs(level);
                var coarse = magnitude >> model.Shift;
                ArgumentOutOfRangeException.ThrowIfGreaterThan(coarse, LargestCoarse, nameof(layer));
                encoder.Encode(model.Frequencies, Math.Min(coarse, LaplacianModel.Escape));
                if (coarse >= LaplacianModel.Escape)
                    encoder.EncodeBits(coarse - LaplacianModel.Escape, EscapeBits);
                encoder.EncodeBits(magnitude & ((1 << model.Shift) - 1), model.Shift);
                if (magnitude > 0)
                    encoder.EncodeBits(level < 0 ? 1 : 0, 1);
                widths.Learn(latent, frequency, magnitude);
            }
        }
    }

    /// <summary>Reads a layer from a message.</summary>
    /// <exception cref="InvalidDataException">The message ended, or is none.</exception>
    public static BaseLayer Decode(RangeDecoder decoder, LatentTables tables, PatchGrid grid, double step, FocusBlocks? focus = null)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(tables);
        var all = Widths(tables, step);
        var order = LowBandOrder.Of(grid, tables.LowBlock);
        var levels = new int[tables.LowLatents * grid.Count];
        for (var latent = 0; latent < tables.LowLatents; latent++)
        {
            foreach (var (position, frequency) in order)
            {
                var widths = all[focus?.ShiftAt(position) ?? 0];
                var model = widths.ModelFor(latent, frequency);
                var coarse = decoder.Decode(model.Frequencies);
                if (coarse == LaplacianModel.Escape)
                    coarse += decoder.DecodeBits(EscapeBits);
                var magnitude = coarse << model.Shift | decoder.DecodeBits(model.Shift);
                var negative = magnitude > 0 && decoder.DecodeBits(1) == 1;
                levels[latent * grid.Count + position] = negative ? -magnitude : magnitude;
                widths.Learn(latent, frequency, magnitude);
            }
        }
        return BaseLayer.FromLevels(levels, step, focus, grid.Count);
    }

    /// <summary>Levels of different steps have widths of their own.</summary>
    private static LaplacianWidths[] Widths(LatentTables tables, double step) =>
        [.. Enumerable.Range(0, FocusBlocks.MaxShift + 1).Select(shift => new LaplacianWidths(tables, step * (1 << shift)))];
}
