using System.Runtime.Intrinsics;

namespace SemCom.Channels;

/// <summary>Small loops over planes of reals; vectors and plain arithmetic give the same bits.</summary>
internal static class VectorMath
{
    /// <summary>y += a·x, each product and sum rounded once.</summary>
    public static void AddScaled(Span<float> y, float a, ReadOnlySpan<float> x)
    {
        var i = 0;
        for (; Vector256.IsHardwareAccelerated && i <= x.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            Vector256.FusedMultiplyAdd(Vector256.Create(a), Vector256.Create(x[i..]), Vector256.Create(y[i..])).CopyTo(y[i..]);
        for (; i < x.Length; i++)
            y[i] = MathF.FusedMultiplyAdd(a, x[i], y[i]);
    }

    /// <summary>y = a − b.</summary>
    public static void Subtract(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        var i = 0;
        for (; Vector256.IsHardwareAccelerated && i <= a.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            (Vector256.Create(a[i..]) - Vector256.Create(b[i..])).CopyTo(y[i..]);
        for (; i < a.Length; i++)
            y[i] = a[i] - b[i];
    }
}
