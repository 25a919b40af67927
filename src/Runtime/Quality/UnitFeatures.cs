using System.Numerics;
using System.Runtime.InteropServices;

namespace SemCom.Runtime.Quality;

/// <summary>
/// Features [channels, places] of unit length over the channels of each place, in steps of 1/65535, which changes no distance by more than 1e-6 and halves their
/// memory. Sums run over the channels in order, element-wise over the places, so that every vector width gives the same value; places go in blocks that
/// stay in the cache.
/// </summary>
internal static class UnitFeatures
{
    private const float Steps = ushort.MaxValue, SmallestSquare = 1e-10f, Half = 0.5f;
    private const int Block = 512;

    /// <summary>Scales the features of every place, none of which is negative, to unit length; a place without features stays 0.</summary>
    public static void Quantize(ReadOnlySpan<float> features, int channels, Span<ushort> unit)
    {
        var places = features.Length / channels;
        var scales = new float[Block];
        for (var begin = 0; begin < places; begin += Block)
        {
            var scale = scales.AsSpan(0, Math.Min(Block, places - begin));
            Scales(features, channels, begin, scale);
            for (var c = 0; c < channels; c++)
                Quantize(features.Slice(c * places + begin, scale.Length), scale, unit.Slice(c * places + begin, scale.Length));
        }
    }

    /// <summary>Squared distance of unit features and those of <paramref name="features"/>, which are scaled first; mean over the places, 0..2.</summary>
    public static double MeanSquaredDistance(ReadOnlySpan<ushort> unit, ReadOnlySpan<float> features, int channels)
    {
        var places = features.Length / channels;
        var (scales, squares) = (new float[Block], new float[Block]);
        double total = 0;
        for (var begin = 0; begin < places; begin += Block)
        {
            var scale = scales.AsSpan(0, Math.Min(Block, places - begin));
            var sums = squares.AsSpan(0, scale.Length);
            Scales(features, channels, begin, scale);
            sums.Clear();
            for (var c = 0; c < channels; c++)
                AddSquaredDifferences(unit.Slice(c * places + begin, sums.Length), features.Slice(c * places + begin, sums.Length), scale, sums);
            foreach (var sum in sums)
                total += sum;
        }
        return total / ((double)Steps * Steps) / places;
    }

    /// <summary>What brings each place to a length of 65535.</summary>
    private static void Scales(ReadOnlySpan<float> features, int channels, int begin, Span<float> scale)
    {
        var places = features.Length / channels;
        scale.Clear();
        for (var c = 0; c < channels; c++)
            AddSquares(features.Slice(c * places + begin, scale.Length), scale);
        foreach (ref var value in scale)
            value = Steps / MathF.Sqrt(value + SmallestSquare);
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

    private static void Quantize(ReadOnlySpan<float> values, ReadOnlySpan<float> scale, Span<ushort> unit)
    {
        var v = MemoryMarshal.Cast<float, Vector<float>>(values);
        var f = MemoryMarshal.Cast<float, Vector<float>>(scale);
        var u = MemoryMarshal.Cast<ushort, Vector<ushort>>(unit);
        for (var i = 0; i < u.Length; i++)
            u[i] = Vector.Narrow(Vector.ConvertToUInt32(Level(v[2 * i], f[2 * i])), Vector.ConvertToUInt32(Level(v[2 * i + 1], f[2 * i + 1])));
        for (var i = u.Length * Vector<ushort>.Count; i < values.Length; i++)
            unit[i] = (ushort)Level(values[i], scale[i]);
    }

    private static void AddSquaredDifferences(ReadOnlySpan<ushort> unit, ReadOnlySpan<float> values, ReadOnlySpan<float> scale, Span<float> sums)
    {
        var u = MemoryMarshal.Cast<ushort, Vector<ushort>>(unit);
        var v = MemoryMarshal.Cast<float, Vector<float>>(values);
        var f = MemoryMarshal.Cast<float, Vector<float>>(scale);
        var s = MemoryMarshal.Cast<float, Vector<float>>(sums);
        for (var i = 0; i < u.Length; i++)
        {
            Vector.Widen(u[i], out var low, out var high);
            Add(ref s[2 * i], Vector.ConvertToSingle(Vector.AsVectorInt32(low)) - Level(v[2 * i], f[2 * i]));
            Add(ref s[2 * i + 1], Vector.ConvertToSingle(Vector.AsVectorInt32(high)) - Level(v[2 * i + 1], f[2 * i + 1]));
        }
        for (var i = u.Length * Vector<ushort>.Count; i < values.Length; i++)
        {
            var difference = unit[i] - Level(values[i], scale[i]);
            sums[i] += difference * difference;
        }

        static void Add(ref Vector<float> sum, Vector<float> difference) => sum += difference * difference;
    }

    private static Vector<float> Level(Vector<float> value, Vector<float> scale) => Vector.Floor(value * scale + new Vector<float>(Half));

    private static float Level(float value, float scale) => MathF.Floor(value * scale + Half);
}
