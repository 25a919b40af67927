namespace SemCom.Latents;

/// <summary>The latents behind the colour means, quantised.</summary>
public sealed class LatentLevels
{
    /// <summary>Largest magnitude of a level; larger ones are cut to it. No picture comes near with the steps of a <see cref="TokenHeader"/>.</summary>
    public const int Largest = 1 << 15;

    /// <summary>Squared error in squared steps that a bit is worth: where it lies matters little, between 0.1 and 0.15 held-out pictures came out best.</summary>
    internal const double BitPrice = 0.12;

    /// <summary>Half the width in steps of what becomes 0, on average over latents; others are uncertain within −3/8 and 5/8 of a step.</summary>
    private const double ZeroHalfWidth = 0.75, Below = 0.375, Above = 0.625;

    private readonly int[] _levels;

    private LatentLevels(int[] levels, double step) => (_levels, Step) = (levels, step);

    /// <summary>Levels in planes [(Latents − LowLatents) · patches].</summary>
    public ReadOnlySpan<int> Levels => _levels;

    /// <summary>Quantisation step, 0..255 scale of an orthonormal transform.</summary>
    public double Step { get; }

    /// <summary>
    /// Quantises latents: of the two levels around a value the one with the least squared error + price · bits, with the bits that the entropy code
    /// will take after the levels chosen before. A small value becomes 0 the sooner the more a 1 would surprise.
    /// </summary>
    /// <param name="kinds">What is expected of the patches.</param>
    /// <param name="latents">Planes behind those of the colour means, rotated where patches rotate.</param>
    /// <param name="step">Quantisation step, above 0.</param>
    public static LatentLevels Quantize(PatchKinds kinds, ReadOnlySpan<float> latents, double step)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var (levels, context, patches) = (new int[latents.Length], new LevelContext(kinds, step), kinds.Patches);
        for (var patch = 0; patch < patches.Count; patch++)
        {
            context.Enter(patch);
            for (var latent = 0; latent < kinds.Latents; latent++)
            {
                var at = latent * patches.Count + patch;
                var size = Math.Min(Math.Abs(latents[at]) / step, Largest);
                var magnitude = size < 0.5 ? 0 : Choose(size, context.ModelFor(latent));
                context.Learn(latent, magnitude);
                levels[at] = latents[at] < 0 ? -magnitude : magnitude;
            }
        }
        return new LatentLevels(levels, step);
    }

    /// <summary>Wraps decoded levels.</summary>
    public static LatentLevels FromLevels(int[] levels, double step) => new(levels, step);

    /// <summary>Bits that levels take on average over pictures, from the variances alone: a first guess for searches.</summary>
    /// <param name="tables">Variances.</param>
    /// <param name="map">Classes of the patches.</param>
    /// <param name="step">Quantisation step.</param>
    public static double ExpectedBits(LatentTables tables, ClassMap map, double step)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(map);
        var patches = new int[tables.ClassCount];
        for (var i = 0; i < map.Patches.Count; i++)
            patches[map[i / map.Patches.Columns, i % map.Patches.Columns]]++;
        double bits = 0;
        for (var c = 0; c < patches.Length; c++)
        {
            for (var latent = tables.LowLatents; patches[c] > 0 && latent < tables.Latents; latent++)
                bits += patches[c] * DeadZoneModel.Nearest(tables.HighVariance(c, latent) / (step * step)).Entropy;
        }
        return bits;
    }

    /// <summary>Squared error of the quantisation, summed over all latents.</summary>
    /// <param name="latents">What was quantised.</param>
    public double Error(ReadOnlySpan<float> latents)
    {
        var (sum, step) = (0.0, (float)Step);
        for (var i = 0; i < latents.Length; i++)
        {
            var error = latents[i] - _levels[i] * step;
            sum += error * error;
        }
        return sum;
    }

    /// <summary>Writes latents and the expected squares of their errors, those of Laplacians within the interval of a level; both still rotated where patches rotate.</summary>
    /// <param name="kinds">What is expected of the patches.</param>
    /// <param name="values">Planes behind those of the colour means.</param>
    /// <param name="errors">As many.</param>
    /// <returns>The energy that the latents were expected to have.</returns>
    public double Dequantize(PatchKinds kinds, Span<float> values, Span<float> errors)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var (step, patches, expected) = ((float)Step, kinds.Patches.Count, new Expectation?[kinds.Count]);
        double energy = 0;
        for (var patch = 0; patch < patches; patch++)
        {
            var kind = expected[kinds[patch]] ??= Expect(kinds, kinds[patch]);
            for (var (latent, at) = (0, patch); latent < kinds.Latents; latent++, at += patches)
            {
                values[at] = _levels[at] * step;
                errors[at] = (_levels[at] == 0 ? kind.None : kind.Some)[latent];
            }
            energy += kind.Energy;
        }
        return energy;
    }

    private Expectation Expect(PatchKinds kinds, int kind)
    {
        var (none, some, energy) = (new float[kinds.Latents], new float[kinds.Latents], 0.0);
        for (var latent = 0; latent < none.Length; latent++)
        {
            var variance = kinds.Variance(kind, latent);
            var rate = Math.Sqrt(2 / variance) * Step;
            none[latent] = (float)(Step * Step * SquareWithin(rate, 0, ZeroHalfWidth));
            some[latent] = (float)(Step * Step * SquareWithin(rate, -Below, Above));
            energy += variance;
        }
        return new Expectation(none, some, energy);
    }

    /// <summary>The level for a magnitude in steps.</summary>
    internal static int Choose(double size, DeadZoneModel model)
    {
        if (size < 0.5)
            return 0;
        var lower = (int)size;
        return lower < Largest && Cost(size, lower + 1, model) < Cost(size, lower, model) ? lower + 1 : lower;
    }

    /// <summary>Squared error in squared steps and bits, at their price, of a level for a magnitude in steps.</summary>
    internal static double Cost(double size, int level, DeadZoneModel model) => (size - level) * (size - level) + BitPrice * model.Bits(level);

    /// <summary>Mean square over [from, to) of a number with density proportional to e^(−rate·x).</summary>
    private static double SquareWithin(double rate, double from, double to)
    {
        return rate * (to - from) < 1e-3
            ? (to * to * to - from * from * from) / (3 * (to - from))
            : (Tail(from) - Tail(to)) / (Math.Exp(-rate * from) - Math.Exp(-rate * to));

        double Tail(double x) => Math.Exp(-rate * x) * (x * x + 2 * x / rate + 2 / (rate * rate));
    }

    /// <summary>Squared errors of the latents of a kind where the level is 0 and elsewhere, and the energy of all.</summary>
    private sealed record Expectation(float[] None, float[] Some, double Energy);
}
