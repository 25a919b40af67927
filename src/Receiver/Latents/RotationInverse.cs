using System.Numerics.Tensors;
using SemCom.Latents;

namespace SemCom.Receiver.Latents;

/// <summary>Takes latents out of the rotations of their patches.</summary>
internal static class RotationInverse
{
    /// <summary>Rotates planes of latents back, and the squares of their errors, in place.</summary>
    /// <param name="map">What each patch took.</param>
    /// <param name="values">Latents behind the colour means, in planes.</param>
    /// <param name="errors">Expected squares of their errors, as many.</param>
    public static void Apply(RotationMap map, Span<float> values, Span<float> errors)
    {
        var (rotations, patches) = (map.Rotations, map.Taken.Length);
        var (value, error, square) = (new float[rotations.Latents], new float[rotations.Latents], new float[rotations.Latents]);
        for (var patch = 0; patch < patches; patch++)
        {
            var size = rotations.LatentsOf(map.Taken[patch]);
            Array.Clear(value);
            Array.Clear(error);
            for (var (latent, at) = (0, patch); latent < size; latent++, at += patches)
            {
                var row = rotations.Row(map.Taken[patch], latent);
                if (values[at] != 0)
                    TensorPrimitives.MultiplyAdd(row, values[at], value.AsSpan(0, size), value);
                TensorPrimitives.Multiply(row, row, square);
                TensorPrimitives.MultiplyAdd(square.AsSpan(0, size), errors[at], error.AsSpan(0, size), error);
            }
            for (var (latent, at) = (0, patch); latent < size; latent++, at += patches)
                (values[at], errors[at]) = (value[latent], error[latent]);
        }
    }
}
