using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SemCom.Receiver.Decoding;

/// <summary>Exponential and logarithm of eight numbers, to about 1e-7, with the same bits on every processor (polynomials of Moshier's Cephes, 1992).</summary>
internal static class FloatKernels
{
    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const float RoundingShift = 12582912; // 1.5·2²³: adding it leaves an integer in the low bits
    private const int ExponentShift = 23;
    private const int ExponentBias = 127;
    private const int SqrtHalfBits = 0x3F3504F3;
    private const int MantissaMask = 0x7FFFFF;

    /// <summary>e^x for −80 ≤ x ≤ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        var shifted = x * Vector256.Create(Log2E) + Vector256.Create(RoundingShift);
        var n = shifted - Vector256.Create(RoundingShift);
        var r = x - n * Vector256.Create(Ln2High) - n * Vector256.Create(Ln2Low);
        var p = Vector256.Create(1.9875691500e-4f) * r + Vector256.Create(1.3981999507e-3f);
        p = p * r + Vector256.Create(8.3334519073e-3f);
        p = p * r + Vector256.Create(4.1665795894e-2f);
        p = p * r + Vector256.Create(1.6666665459e-1f);
        p = p * r + Vector256.Create(5.0000001201e-1f);
        p = p * (r * r) + r + Vector256<float>.One;
        var exponent = (shifted.AsInt32() - Vector256.Create(RoundingShift).AsInt32() + Vector256.Create(ExponentBias)) << ExponentShift;
        return p * exponent.AsSingle();
    }

    /// <summary>ln x for positive normal x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x)
    {
        var bits = x.AsInt32() - Vector256.Create(SqrtHalfBits);
        var exponent = Vector256.ConvertToSingle(bits >> ExponentShift);
        var f = ((bits & Vector256.Create(MantissaMask)) + Vector256.Create(SqrtHalfBits)).AsSingle() - Vector256<float>.One;
        var f2 = f * f;
        var p = Vector256.Create(7.0376836292e-2f) * f + Vector256.Create(-1.1514610310e-1f);
        p = p * f + Vector256.Create(1.1676998740e-1f);
        p = p * f + Vector256.Create(-1.2420140846e-1f);
        p = p * f + Vector256.Create(1.4249322787e-1f);
        p = p * f + Vector256.Create(-1.6668057665e-1f);
        p = p * f + Vector256.Create(2.0000714765e-1f);
        p = p * f + Vector256.Create(-2.4999993993e-1f);
        p = p * f + Vector256.Create(3.3333331174e-1f);
        return exponent * Vector256.Create(Ln2High) + (exponent * Vector256.Create(Ln2Low) + (p * f * f2 - Vector256.Create(0.5f) * f2 + f));
    }

    /// <summary>result = a − b, element by element.</summary>
    public static void Subtract(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result)
    {
        var i = 0;
        for (; i <= a.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            (Vector256.Create(a[i..]) - Vector256.Create(b[i..])).CopyTo(result[i..]);
        for (; i < a.Length; i++)
            result[i] = a[i] - b[i];
    }

    /// <summary>sum += values, element by element.</summary>
    public static void Accumulate(Span<float> sum, ReadOnlySpan<float> values)
    {
        var i = 0;
        for (; i <= values.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            (Vector256.Create((ReadOnlySpan<float>)sum[i..]) + Vector256.Create(values[i..])).CopyTo(sum[i..]);
        for (; i < values.Length; i++)
            sum[i] += values[i];
    }
}
