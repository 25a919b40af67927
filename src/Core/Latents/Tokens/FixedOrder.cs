using System.Numerics;
using System.Runtime.InteropServices;

namespace SemCom.Latents;

/// <summary>Sums that are the same on every platform, whatever the length of its vectors: element by element a product and a sum, each rounded.</summary>
internal static class FixedOrder
{
    /// <summary>Adds multiples of values to as many sums; further sums stay.</summary>
    public static void AddScaled<T>(Span<T> sums, ReadOnlySpan<T> values, T times) where T : struct, INumber<T>
    {
        if (T.IsZero(times))
            return;
        var to = MemoryMarshal.Cast<T, Vector<T>>(sums);
        var from = MemoryMarshal.Cast<T, Vector<T>>(values);
        for (var i = 0; i < from.Length; i++)
            to[i] += times * from[i];
        for (var i = from.Length * Vector<T>.Count; i < values.Length; i++)
            sums[i] += times * values[i];
    }
}
