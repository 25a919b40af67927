using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SemCom.Channels;

/// <summary>
/// The inner loops of flat channels. Products and sums are rounded one by one and in the same order with and without vectors,
/// so results are equal to the last bit.
/// </summary>
internal static class FlatKernel
{
    private const int SymbolsPerVector = 4;

    /// <summary>y = x + σ·n.</summary>
    public static void AddNoise(ReadOnlySpan<Complex32> x, ReadOnlySpan<Complex32> n, float sigma, Span<Complex32> y)
    {
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref var xs = ref Reals(x);
            ref var ns = ref Reals(n);
            ref var ys = ref Reals(y);
            for (; i <= x.Length - SymbolsPerVector; i += SymbolsPerVector)
            {
                var at = (nuint)(2 * i);
                (Vector256.LoadUnsafe(ref xs, at) + Vector256.LoadUnsafe(ref ns, at) * Vector256.Create(sigma)).StoreUnsafe(ref ys, at);
            }
        }
        for (; i < x.Length; i++)
            y[i] = x[i] + n[i] * sigma;
    }

    /// <summary>y = h·x + σ·n, with one gain a symbol.</summary>
    public static void ScaleAndAddNoise(
        ReadOnlySpan<Complex32> x, ReadOnlySpan<Complex32> h, ReadOnlySpan<Complex32> n, float sigma, Span<Complex32> y)
    {
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref var xs = ref Reals(x);
            ref var hs = ref Reals(h);
            ref var ns = ref Reals(n);
            ref var ys = ref Reals(y);
            for (; i <= x.Length - SymbolsPerVector; i += SymbolsPerVector)
            {
                var at = (nuint)(2 * i);
                var product = Multiply(Vector256.LoadUnsafe(ref xs, at), Vector256.LoadUnsafe(ref hs, at));
                (product + Vector256.LoadUnsafe(ref ns, at) * Vector256.Create(sigma)).StoreUnsafe(ref ys, at);
            }
        }
        for (; i < x.Length; i++)
            y[i] = x[i] * h[i] + n[i] * sigma;
    }

    /// <summary>Products of four pairs of interleaved complex numbers.</summary>
    private static Vector256<float> Multiply(Vector256<float> x, Vector256<float> h)
    {
        var real = Vector256.Shuffle(x, Vector256.Create(0, 0, 2, 2, 4, 4, 6, 6));
        var imaginary = Vector256.Shuffle(x, Vector256.Create(1, 1, 3, 3, 5, 5, 7, 7));
        var swapped = Vector256.Shuffle(h, Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6));
        var minusFirst = Vector256.Create(-0f, 0f, -0f, 0f, -0f, 0f, -0f, 0f);
        return real * h + ((imaginary * swapped) ^ minusFirst);
    }

    private static ref float Reals(ReadOnlySpan<Complex32> symbols) =>
        ref MemoryMarshal.GetReference(MemoryMarshal.Cast<Complex32, float>(symbols));
}
