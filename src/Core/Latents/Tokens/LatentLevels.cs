namespace SemCom.Latents;

/// <summary>The latents behind the colour means, quantised with a dead zone of 5/4 steps around 0: level = sign · ⌊|latent| / step + 3/8⌋.</summary>
public sealed class LatentLevels
{
    /// <summary>Largest magnitude of a level; larger ones are cut to it. No picture comes near with the steps of a <see cref="TokenHeader"/>.</summary>
    public const int Largest = 1 << 15;

    private const float Rounding = 1 - DeadZoneModel.HalfWidth;

    private LatentLevels(int[] levels, double step) => (Levels, Step) = (levels, step);

    /// <summary>Levels in planes [(Latents − LowLatents) · patches].</summary>
    public IReadOnlyList<int> Levels { get; }

    /// <summary>Quantisation step, 0..255 scale of an orthonormal transform.</summary>
    public double Step { get; }

    /// <summary>Quantises latents.</summary>
    /// <param name="latents">Planes behind those of the colour means.</param>
    /// <param name="step">Quantisation step, above 0.</param>
    public static LatentLevels Quantize(ReadOnlySpan<float> latents, double step)
    {
        var levels = new int[latents.Length];
        var inverse = (float)(1 / step);
        for (var i = 0; i < levels.Length; i++)
        {
            var magnitude = (int)MathF.Min(MathF.Abs(latents[i]) * inverse + Rounding, Largest);
            levels[i] = latents[i] < 0 ? -magnitude : magnitude;
        }
        return new LatentLevels(levels, step);
    }

    /// <summary>Wraps decoded levels.</summary>
    public static LatentLevels FromLevels(int[] levels, double step) => new(levels, step);

    /// <summary>Squared error of the quantisation, summed over all latents.</summary>
    /// <param name="latents">What was quantised.</param>
    public double Error(ReadOnlySpan<float> latents)
    {
        var (sum, step) = (0.0, (float)Step);
        for (var i = 0; i < latents.Length; i++)
        {
            var error = latents[i] - Levels[i] * step;
            sum += error * error;
        }
        return sum;
    }

    /// <summary>Writes latents and the expected squares of their errors, those of Laplacians within the interval of a level.</summary>
    /// <param name="tables">Variances.</param>
    /// <param name="map">Classes of the patches.</param>
    /// <param name="values">Planes behind those of the colour means.</param>
    /// <param name="errors">As many.</param>
    public void Dequantize(LatentTables tables, ClassMap map, Span<float> values, Span<float> errors)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(map);
        var (step, patches) = ((float)Step, map.Patches);
        var (none, some) = (new float[tables.ClassCount], new float[tables.ClassCount]);
        for (var latent = tables.LowLatents; latent < tables.Latents; latent++)
        {
            for (var c = 0; c < tables.ClassCount; c++)
            {
                var rate = Math.Sqrt(2 / tables.HighVariance(c, latent)) * Step;
                none[c] = (float)(Step * Step * SquareWithin(rate, 0, DeadZoneModel.HalfWidth));
                some[c] = (float)(Step * Step * SquareWithin(rate, -Rounding, 1 - Rounding));
            }
            var at = (latent - tables.LowLatents) * patches.Count;
            for (var row = 0; row < patches.Rows; row++)
            {
                for (var column = 0; column < patches.Columns; column++, at++)
                {
                    values[at] = Levels[at] * step;
                    errors[at] = (Levels[at] == 0 ? none : some)[map[row, column]];
                }
            }
        }
    }

    /// <summary>Mean square over [from, to) of a number with density proportional to e^(−rate·x).</summary>
    private static double SquareWithin(double rate, double from, double to)
    {
        return rate * (to - from) < 1e-3
            ? (to * to * to - from * from * from) / (3 * (to - from))
            : (Tail(from) - Tail(to)) / (Math.Exp(-rate * from) - Math.Exp(-rate * to));

        double Tail(double x) => Math.Exp(-rate * x) * (x * x + 2 * x / rate + 2 / (rate * rate));
    }
}
