namespace SemCom.Latents;

/// <summary>The latents behind the colour means, quantised.</summary>
public sealed class LatentLevels
{
    /// <summary>Largest magnitude of a level; larger ones are cut to it. With the finest step of a <see cref="TokenHeader"/> the colour means of a black picture come to three quarters of it, no others near.</summary>
    public const int Largest = 1 << 17;

    /// <summary>Squared error in squared steps that a bit is worth: where it lies matters little, between 0.1 and 0.15 held-out pictures came out best.</summary>
    private const double BitPrice = 0.12;

    /// <summary>Distance of a quantiser's points in steps: with two quantisers, whose points lie between each other's, the error is about that of steps.</summary>
    internal const double Spread = 1.27;

    /// <summary>Squared error in squared spreads that a bit is worth.</summary>
    internal const double SpreadBitPrice = BitPrice / (Spread * Spread);

    private readonly int[] _levels;
    private readonly byte[] _quantisers;

    private LatentLevels(int[] levels, byte[] quantisers, double step) => (_levels, _quantisers, Step) = (levels, quantisers, step);

    /// <summary>Levels in planes [(Latents − LowLatents) · patches]; what they stand for depends on those before (<see cref="Dequantize"/>).</summary>
    public ReadOnlySpan<int> Levels => _levels;

    /// <summary>Quantisation step, 0..255 scale of an orthonormal transform.</summary>
    public double Step { get; }

    /// <summary>Numbers of the quantisers that the levels belong to.</summary>
    internal ReadOnlySpan<byte> Quantisers => _quantisers;

    /// <summary>
    /// Quantises latents: patch by patch the levels of the least squared error + price · bits, with the bits that the entropy code will take after the levels chosen before.
    /// A small value becomes 0 the sooner the more anything else would surprise.
    /// </summary>
    /// <param name="kinds">What is expected of the patches.</param>
    /// <param name="latents">Planes behind those of the colour means, rotated where patches rotate.</param>
    /// <param name="step">Quantisation step, above 0.</param>
    public static LatentLevels Quantize(PatchKinds kinds, ReadOnlySpan<float> latents, double step)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var (spread, count, patches) = (Spread * step, kinds.Latents, kinds.Patches.Count);
        var (all, quantisers, context, trellis) = (new int[latents.Length], new byte[latents.Length], new LevelContext(kinds, spread), new LevelTrellis(count));
        var (values, levels, taken) = (new double[count], new int[count], new byte[count]);
        var (refinement, corrections) = kinds.Network is { } network ? (new LevelRefinement(kinds, context, network, spread), new WidthCorrection[count]) : (null, []);
        for (var patch = 0; patch < patches; patch++)
        {
            context.Enter(patch);
            for (var latent = 0; latent < count; latent++)
                values[latent] = latents[latent * patches + patch] / spread;
            trellis.Choose(context, values, levels, taken);
            if (refinement is not null)
            {
                // What the network says follows from levels before: from those that would be chosen without it, about.
                refinement.Enter(patch);
                refinement.Follow(levels, corrections);
                trellis.Choose(context, values, levels, taken, corrections);
            }
            for (var (latent, at) = (0, patch); latent < count; latent++, at += patches)
            {
                (all[at], quantisers[at]) = (levels[latent], taken[latent]);
                context.Learn(latent, LevelQuantiser.Of(taken[latent]), levels[latent]);
            }
            context.Leave();
            refinement?.Leave();
        }
        return new LatentLevels(all, quantisers, step);
    }

    /// <summary>Levels one after the other, as a message tells them.</summary>
    /// <param name="kinds">What is expected of the patches.</param>
    /// <param name="step">Quantisation step, above 0.</param>
    /// <param name="next">Is given what is expected of a level and its place, and returns the level.</param>
    internal static LatentLevels Read(PatchKinds kinds, double step, Func<LevelExpectation, int, int> next)
    {
        var count = kinds.Latents * kinds.Patches.Count;
        var (levels, quantisers) = (new int[count], new byte[count]);
        LevelWalk.Along(kinds, step, (expected, at) =>
        {
            quantisers[at] = expected.Model.Quantiser.Number;
            return levels[at] = next(expected, at);
        });
        return new LatentLevels(levels, quantisers, step);
    }

    /// <summary>Bits that levels take on average over pictures, from the variances alone: a first guess for searches.</summary>
    /// <param name="tables">Variances.</param>
    /// <param name="map">Classes of the patches.</param>
    /// <param name="step">Quantisation step.</param>
    public static double ExpectedBits(LatentTables tables, ClassMap map, double step)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(map);
        var (patches, spread) = (new int[tables.ClassCount], Spread * step);
        for (var i = 0; i < map.Patches.Count; i++)
            patches[map[i / map.Patches.Columns, i % map.Patches.Columns]]++;
        double bits = 0;
        for (var c = 0; c < patches.Length; c++)
        {
            for (var latent = tables.LowLatents; patches[c] > 0 && latent < tables.Latents; latent++)
                bits += patches[c] * LevelQuantiser.Fine.ModelOf(tables.HighVariance(c, latent) / (spread * spread)).Entropy;
        }
        return bits;
    }

    /// <summary>Squared error of the quantisation, summed over all latents.</summary>
    /// <param name="latents">What was quantised.</param>
    public double Error(ReadOnlySpan<float> latents)
    {
        var sum = 0.0;
        for (var i = 0; i < latents.Length; i++)
        {
            var error = latents[i] - ValueAt(i);
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
        var (patches, expected) = (kinds.Patches.Count, new Expectation?[kinds.Count]);
        double energy = 0;
        for (var patch = 0; patch < patches; patch++)
        {
            var kind = expected[kinds[patch]] ??= new Expectation(kinds, kinds[patch], Spread * Step);
            for (var (latent, at) = (0, patch); latent < kinds.Latents; latent++, at += patches)
            {
                values[at] = (float)ValueAt(at);
                errors[at] = kind.SquaredError(latent, _quantisers[at], _levels[at] == 0);
            }
            energy += kind.Energy;
        }
        return energy;
    }

    private double ValueAt(int at) => Math.Sign(_levels[at]) * LevelQuantiser.Of(_quantisers[at]).MagnitudeOf(Math.Abs(_levels[at])) * Spread * Step;

    /// <summary>Squared errors of the latents of a kind, and the energy of all.</summary>
    private sealed class Expectation
    {
        private readonly float[] _errors;

        public Expectation(PatchKinds kinds, int kind, double spread)
        {
            _errors = new float[kinds.Latents * 2 * LevelQuantiser.Count];
            for (var latent = 0; latent < kinds.Latents; latent++)
            {
                var variance = kinds.Variance(kind, latent);
                for (var quantiser = 0; quantiser < LevelQuantiser.Count; quantiser++)
                {
                    foreach (var isZero in (ReadOnlySpan<bool>)[false, true])
                        _errors[At(latent, quantiser, isZero)] = (float)(spread * spread * LevelQuantiser.Of(quantiser).SquaredError(variance / (spread * spread), isZero));
                }
                Energy += variance;
            }
        }

        public double Energy { get; }

        public float SquaredError(int latent, int quantiser, bool isZero) => _errors[At(latent, quantiser, isZero)];

        private static int At(int latent, int quantiser, bool isZero) => 2 * (latent * LevelQuantiser.Count + quantiser) + (isZero ? 1 : 0);
    }
}
