namespace SemCom.Latents;

/// <summary>
/// The colour means of a picture's patches as quantised low-band coefficients: a digital layer that takes the large,
/// predictable values off the analog channel. At low SNR they would cost most of the power there, while channel uses lie idle.
/// </summary>
public sealed class BaseLayer
{
    /// <summary>Quantisation steps that a header can name, from 1; 0 means that colour means are analog like all other latents.</summary>
    public static readonly IReadOnlyList<int> Steps = [24, 32, 48, 64, 96, 128, 192];

    private readonly int[] _levels;
    private readonly FocusBlocks? _focus;
    private readonly int _positions;

    private BaseLayer(int[] levels, double step, FocusBlocks? focus = null, int positions = 1) => (_levels, Step, _focus, _positions) = (levels, step, focus, positions);

    /// <summary>Quantised coefficients in planes [LowLatents · patches].</summary>
    public IReadOnlyList<int> Levels => _levels;

    /// <summary>Quantisation step, 0..255 scale of an orthonormal transform; larger by <see cref="FocusBlocks.ShiftAt"/> where there is a focus.</summary>
    public double Step { get; }

    /// <summary>Number of the step as headers of analog frames tell it, 1 .. Steps.Count; 0 for a step that they cannot tell.</summary>
    public int StepIndex => 1 + Steps.ToList().FindIndex(step => step == Step);

    /// <summary>Rounds coefficients to multiples of a step.</summary>
    /// <param name="coefficients">Colour means after the low-band transform, in planes.</param>
    /// <param name="step">One of <see cref="Steps"/> in analog frames.</param>
    /// <param name="focus">Blocks in which steps are larger; null for none.</param>
    /// <param name="positions">Positions of a plane; does not matter without a focus.</param>
    public static BaseLayer Quantize(ReadOnlySpan<float> coefficients, double step, FocusBlocks? focus = null, int positions = 1)
    {
        var layer = new BaseLayer(new int[coefficients.Length], step, focus, positions);
        for (var i = 0; i < layer._levels.Length; i++)
            layer._levels[i] = (int)MathF.Round(coefficients[i] / (float)layer.StepAt(i));
        return layer;
    }

    /// <summary>
    /// Of the two multiples around each coefficient the one with the least squared error + price · bits, with the bits that <see cref="BaseLayerCode"/>
    /// will take after the levels chosen before.
    /// </summary>
    /// <param name="tables">Variances.</param>
    /// <param name="grid">Patches of the picture.</param>
    /// <param name="coefficients">Colour means after the low-band transform, in planes.</param>
    /// <param name="step">Quantisation step.</param>
    /// <param name="bitPrice">Squared error in squared steps that a bit is worth.</param>
    public static BaseLayer Quantize(LatentTables tables, PatchGrid grid, ReadOnlySpan<float> coefficients, double step, double bitPrice)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var (levels, widths) = (new int[coefficients.Length], new LaplacianWidths(tables, step));
        var order = LowBandOrder.Of(grid, tables.LowBlock);
        for (var latent = 0; latent < tables.LowLatents; latent++)
        {
            foreach (var (position, frequency) in order)
            {
                var at = latent * grid.Count + position;
                var (size, model) = (Math.Abs(coefficients[at]) / step, widths.ModelFor(latent, frequency));
                var lower = (int)size;
                var magnitude = Cost(lower + 1) < Cost(lower) ? lower + 1 : lower;
                widths.Learn(latent, frequency, magnitude);
                levels[at] = coefficients[at] < 0 ? -magnitude : magnitude;

                double Cost(int level) => (size - level) * (size - level) + bitPrice * model.Bits(level);
            }
        }
        return new BaseLayer(levels, step);
    }

    /// <summary>Wraps decoded levels.</summary>
    public static BaseLayer FromLevels(int[] levels, double step, FocusBlocks? focus = null, int positions = 1) => new(levels, step, focus, positions);

    /// <summary>By how many powers of two the step is larger at a position of the plane.</summary>
    internal int ShiftAt(int position) => _focus?.ShiftAt(position) ?? 0;

    /// <summary>Writes the coefficients back, as multiples of the step.</summary>
    public void Dequantize(Span<float> coefficients)
    {
        for (var i = 0; i < coefficients.Length; i++)
            coefficients[i] = (float)(_levels[i] * StepAt(i));
    }

    /// <summary>Expected squared error of each coefficient: step² / 12, or its variance where that is smaller.</summary>
    /// <returns>The energy that the coefficients were expected to have.</returns>
    public double FillErrors(LatentTables tables, PatchGrid grid, Span<float> errors)
    {
        ArgumentNullException.ThrowIfNull(tables);
        double energy = 0;
        foreach (var (position, frequency) in LowBandOrder.Of(grid, tables.LowBlock))
        {
            for (var latent = 0; latent < tables.LowLatents; latent++)
            {
                var variance = tables.LowVariance(latent, frequency / tables.LowBlock, frequency % tables.LowBlock);
                var step = StepAt(position);
                errors[latent * grid.Count + position] = (float)Math.Min(step * step / 12.0, variance);
                energy += variance;
            }
        }
        return energy;
    }

    /// <summary>Squared error of the quantisation, summed over all coefficients, each with what it counts.</summary>
    public double Error(ReadOnlySpan<float> coefficients)
    {
        double sum = 0;
        for (var i = 0; i < coefficients.Length; i++)
        {
            var error = coefficients[i] - (float)(_levels[i] * StepAt(i));
            sum += (_focus?.WeightAt(i % _positions) ?? 1) * error * error;
        }
        return sum;
    }

    private double StepAt(int index) => _focus is null ? Step : Step * (1 << _focus.ShiftAt(index % _positions));
}
