using System.Numerics.Tensors;
using SemCom.Latents;

namespace SemCom.Transmitter.Image;

/// <summary>Finds the rotation in which each patch is cheapest, and rotates it.</summary>
internal static class RotationChoice
{
    /// <summary>A latent costs log2(1 + (Sharp · latent / step)²) bits, about; so many of the best by that are looked at closely.</summary>
    private const double Sharp = 3;

    private const int Candidates = 4;

    /// <summary>Step for each unit of squared error; where it lies matters little, half and twice as much came out alike.</summary>
    private const double StepForError = 0.45, SmallestStep = 4, LargestStep = 400;

    /// <summary>Latents whose factors are multiplied before their logarithm is taken.</summary>
    private const int Group = 8;

    /// <summary>The quantisation step at which tokens have about the error that amplitudes are expected to have.</summary>
    /// <param name="quality">−10·log10 of the mean squared error of the linear codec.</param>
    public static double StepFor(double quality) => Math.Clamp(StepForError * Decibels.ToLinear(-quality), SmallestStep, LargestStep);

    /// <summary>Rotates latents in place.</summary>
    /// <param name="tables">The model's statistics.</param>
    /// <param name="rotations">Its rotations.</param>
    /// <param name="map">Class of each patch.</param>
    /// <param name="latents">All latents, in planes.</param>
    /// <param name="step">Quantisation step, above 0.</param>
    /// <returns>What each patch took.</returns>
    public static RotationMap Rotate(LatentTables tables, LatentRotations rotations, ClassMap map, float[] latents, double step)
    {
        var (patches, columns, costs) = (map.Patches.Count, map.Patches.Columns, new RotationCosts(tables, rotations, step));
        var first = tables.LowLatents * patches;
        var taken = new byte[patches];
        Parallel.For(0, map.Patches.Rows, () => new Work(rotations), (row, _, work) =>
        {
            for (var patch = row * columns; patch < (row + 1) * columns; patch++)
            {
                work.Take(latents.AsSpan(first), patches, patch);
                taken[patch] = (byte)work.Choose(costs, map[row, patch - row * columns], step);
                work.Give(taken[patch], latents.AsSpan(first), patches, patch);
            }
            return work;
        }, _ => { });
        return new RotationMap(rotations, taken);
    }

    /// <summary>Rotates latents in place as a map says.</summary>
    /// <param name="tables">The model's statistics.</param>
    /// <param name="map">What each patch takes.</param>
    /// <param name="latents">All latents, in planes.</param>
    public static void Rotate(LatentTables tables, RotationMap map, float[] latents)
    {
        var (patches, work) = (map.Taken.Length, new Work(map.Rotations));
        var planes = latents.AsSpan(tables.LowLatents * patches);
        for (var patch = 0; patch < patches; patch++)
        {
            work.Take(planes, patches, patch);
            work.Rotate(map.Taken[patch]);
            work.Give(map.Taken[patch], planes, patches, patch);
        }
    }

    /// <summary>What a thread needs for itself.</summary>
    private sealed class Work(LatentRotations rotations)
    {
        private readonly float[] _latents = new float[rotations.Latents];
        private readonly float[] _rotated = new float[rotations.Count * rotations.Latents];
        private readonly int _narrow = Enumerable.Range(0, rotations.Count).Min(rotations.LatentsOf);
        private readonly double[] _bits = new double[rotations.Count];
        private readonly int[] _order = new int[rotations.Count];

        public void Take(ReadOnlySpan<float> planes, int patches, int patch)
        {
            for (var latent = 0; latent < _latents.Length; latent++)
                _latents[latent] = planes[latent * patches + patch];
        }

        public void Give(int rotation, Span<float> planes, int patches, int patch)
        {
            var rotated = Rotated(rotation);
            for (var latent = 0; latent < rotated.Length; latent++)
                planes[latent * patches + patch] = rotated[latent];
        }

        public Span<float> Rotate(int rotation)
        {
            var rotated = Rotated(rotation);
            var size = rotations.LatentsOf(rotation);
            for (var i = 0; i < size; i++)
                rotated[i] = TensorPrimitives.Dot(rotations.Row(rotation, i), _latents.AsSpan(0, size));
            _latents.AsSpan(size).CopyTo(rotated[size..]);
            return rotated;
        }

        public int Choose(RotationCosts costs, int patchClass, double step)
        {
            var (scale, rest) = (Sharp / step, Bits(_latents.AsSpan(_narrow), Sharp / step));
            for (var rotation = 0; rotation < rotations.Count; rotation++)
            {
                // What a rotation leaves as it is costs the same in many.
                var rotated = Rotate(rotation);
                var bits = rotations.LatentsOf(rotation) == _narrow ? Bits(rotated[.._narrow], scale) + rest : Bits(rotated, scale);
                (_bits[rotation], _order[rotation]) = (bits + costs.Bits(patchClass, rotation), rotation);
            }
            Array.Sort(_bits, _order);
            return _order.Take(Candidates).MinBy(rotation => costs.Of(patchClass, rotation, Rotated(rotation)));
        }

        private Span<float> Rotated(int rotation) => _rotated.AsSpan(rotation * rotations.Latents, rotations.Latents);

        private static double Bits(ReadOnlySpan<float> rotated, double scale)
        {
            var bits = 0.0;
            for (var from = 0; from < rotated.Length; from += Group)
            {
                var product = 1.0;
                foreach (var value in rotated[from..Math.Min(from + Group, rotated.Length)])
                    product *= 1 + value * scale * (value * scale);
                bits += Math.Log2(product);
            }
            return bits;
        }
    }
}
