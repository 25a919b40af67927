using System.Numerics;
using System.Runtime.InteropServices;

namespace SemCom.Runtime.Quality;

/// <summary>
/// Features [channels, places] of unit length over the channels of each place. Sums run over the channels in order, element-wise over the places, so that every
/// vector width gives the same value; places go in blocks that stay in the cache.
/// </summary>
internal static class UnitFeatures
{
    private const float SmallestSquare = 1e-10f;
    private const int Block = 512;

    /// <summary>Scales the features of every place to unit length; a place without features stays 0.</summary>
    public static void Normalize(Span<float> features, int channels)
    {
        var places = features.Length / channels;
        var inverse = new float[Block];
        for (var begin = 0; begin < places; begin += Block)
        {
            var scale = inverse.AsSpan(0, Math.Min(Block, places - begin));
            InverseLengths(features, channels, begin, scale);
            for (var c = 0; c < channels; c++)
                Scale(features.Slice(c * places + begin, scale.Length), scale);
        }
    }

    /// <summary>Squared distance of unit features and those of <paramref name="features"/>, which are scaled first; mean over the places, 0..2 for features that are not negative.</summary>
    public static double MeanSquaredDistance(ReadOnlySpan<float> unit, ReadOnlySpan<float> features, int channels)
    {
        var places = features.Length / channels;
        var (inverse, squares) = (new float[Block], new float[Block]);
        double total = 0;
        for (var begin = 0; begin < places; begin += Block)
        {
            var scale = inverse.AsSpan(0, Math.Min(Block, places - begin));
            var sums = squares.AsSpan(0, scale.Length);
            InverseLengths(features, channels, begin, scale);
            sums.Clear();
            for (var c = 0; c < channels; c++)
                AddSquaredDifferences(unit.Slice(c * places + begin, sums.Length), features.Slice(c * places + begin, sums.Length), scale, sums);
            foreach (var sum in sums)
                total += sum;
        }
        return total / places;
    }

    private static void InverseLengths(ReadOnlySpan<float> features, int channels, int begin, Span<float> inverse)
    {
        var places = features.Length / channels;
        inverse.Clear();
        for (var c = 0; c < channels; c++)
            AddSquares(features.Slice(c * places + begin, inverse.Length), inverse);
        foreach (ref var value in inverse)
            value = 1 / MathF.Sqrt(value + SmallestSquare);
    }

    private static void AddSquares(ReadOnlySpan<float> values, Span<float> sums)
    {
        var v = MemoryMarshal.Cast<float, Vector<float>>(values);
        var s = MemoryMarshal.Cast<float, Vector<float>>(sums);
        for (var i = 0; i < v.Length; i++)
            s[i] += v[i] * v[i];
        for (var i = v.Length * Vector<float>.Count; i < values.Length; i++)
            sums[i] += values[i] * values[i];
    }

    private static void AddSquaredDifferences(ReadOnlySpan<float> unit, ReadOnlySpan<float> values, ReadOnlySpan<float> scale, Span<float> sums)
    {
        var u = MemoryMarshal.Cast<float, Vector<float>>(unit);
        var v = MemoryMarshal.Cast<float, Vector<float>>(values);
        var f = MemoryMarshal.Cast<float, Vector<float>>(scale);
        var s = MemoryMarshal.Cast<float, Vector<float>>(sums);
        for (var i = 0; i < v.Length; i++)
        {
            var difference = u[i] - v[i] * f[i];
            s[i] += difference * difference;
        }
        for (var i = v.Length * Vector<float>.Count; i < values.Length; i++)
        {
            var difference = unit[i] - values[i] * scale[i];
            sums[i] += difference * difference;
        }
    }

    private static void Scale(Span<float> values, ReadOnlySpan<float> scale)
    {
        var v = MemoryMarshal.Cast<float, Vector<float>>(values);
        var f = MemoryMarshal.Cast<float, Vector<float>>(scale);
        for (var i = 0; i < v.Length; i++)
            v[i] *= f[i];
        for (var i = v.Length * Vector<float>.Count; i < values.Length; i++)
            values[i] *= scale[i];
    }
}
