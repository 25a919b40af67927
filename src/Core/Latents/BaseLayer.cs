namespace SemCom.Latents;

/// <summary>
/// The colour means of a picture's patches as quantised low-band coefficients: a digital layer that takes the large,
/// predictable values off the analog channel. At low SNR they would cost most of the power there, while channel uses lie idle.
/// </summary>
public sealed class BaseLayer
{
    /// <summary>Quantisation steps that a header can name, from 1; 0 means that colour means are analog like all other latents.</summary>
    public static readonly IReadOnlyList<int> Steps = [24, 32, 48, 64, 96, 128, 192];

    private BaseLayer(int[] levels, double step) => (Levels, Step) = (levels, step);

    /// <summary>Quantised coefficients in planes [LowLatents · patches].</summary>
    public IReadOnlyList<int> Levels { get; }

    /// <summary>Quantisation step, 0..255 scale of an orthonormal transform.</summary>
    public double Step { get; }

    /// <summary>Number of the step as headers of analog frames tell it, 1 .. Steps.Count; 0 for a step that they cannot tell.</summary>
    public int StepIndex => 1 + Steps.ToList().FindIndex(step => step == Step);

    /// <summary>Rounds coefficients to multiples of a step.</summary>
    /// <param name="coefficients">Colour means after the low-band transform, in planes.</param>
    /// <param name="step">One of <see cref="Steps"/> in analog frames.</param>
    public static BaseLayer Quantize(ReadOnlySpan<float> coefficients, double step)
    {
        var levels = new int[coefficients.Length];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = (int)MathF.Round(coefficients[i] / (float)step);
        return new BaseLayer(levels, step);
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
    public static BaseLayer FromLevels(int[] levels, double step) => new(levels, step);

    /// <summary>Writes the coefficients back, as multiples of the step.</summary>
    public void Dequantize(Span<float> coefficients)
    {
        for (var i = 0; i < coefficients.Length; i++)
            coefficients[i] = (float)(Levels[i] * Step);
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
                errors[latent * grid.Count + position] = (float)Math.Min(Step * Step / 12.0, variance);
                energy += variance;
            }
        }
        return energy;
    }

    /// <summary>Squared error of the quantisation, summed over all coefficients.</summary>
    public double Error(ReadOnlySpan<float> coefficients)
    {
        double sum = 0;
        for (var i = 0; i < coefficients.Length; i++)
        {
            var error = coefficients[i] - (float)(Levels[i] * Step);
            sum += error * error;
        }
        return sum;
    }
}
