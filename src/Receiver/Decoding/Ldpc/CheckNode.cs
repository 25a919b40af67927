using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SemCom.Receiver.Decoding;

/// <summary>
/// The exact rule of a parity check: tanh(message/2) = Π tanh(L/2) over the other edges. Several checks at a time, one per lane; products in a fixed order
/// and without fused operations, so that every processor gives the same.
/// </summary>
internal sealed class CheckNode(int maxDegree, int stride)
{
    /// <summary>Largest single-precision number below 1; messages are at most ln((1 + p)/(1 − p)) = 17.3.</summary>
    private const float LargestProduct = 0.99999994f;

    /// <summary>Beyond it tanh(L/2) is 1 in single precision.</summary>
    private const float MaxLlr = 30;

    private readonly float[] _values = new float[maxDegree * stride];

    /// <summary>Room for <paramref name="checks"/> values and what completes the last vector.</summary>
    public static int PaddedLength(int checks) => (checks + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;

    /// <summary>Before <see cref="Update"/> the LLRs of one edge, one for each check; afterwards its messages [stride].</summary>
    public Span<float> Values(int edge) => _values.AsSpan(edge * stride, stride);

    /// <summary>Replaces the LLRs of the first <paramref name="degree"/> edges by messages.</summary>
    public void Update(int degree)
    {
        Span<Vector256<float>> tanh = stackalloc Vector256<float>[degree];
        Span<Vector256<float>> before = stackalloc Vector256<float>[degree];
        for (var i = 0; i < stride; i += Vector256<float>.Count)
        {
            var product = Vector256<float>.One;
            for (var e = 0; e < degree; e++)
            {
                before[e] = product;
                tanh[e] = TanhOfHalf(Vector256.Create(_values.AsSpan(e * stride + i, Vector256<float>.Count)));
                product *= tanh[e];
            }
            var after = Vector256<float>.One;
            for (var e = degree - 1; e >= 0; e--)
            {
                TwiceAtanh(before[e] * after).CopyTo(_values.AsSpan(e * stride + i));
                after *= tanh[e];
            }
        }
    }

    /// <summary>tanh(x/2) = (1 − e^−|x|) / (1 + e^−|x|), with the sign of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> TanhOfHalf(Vector256<float> x)
    {
        var e = FloatKernels.Exp(-Vector256.MinNative(Vector256.Abs(x), Vector256.Create(MaxLlr)));
        var t = (Vector256<float>.One - e) / (Vector256<float>.One + e);
        return t | (x & Vector256.Create(-0f));
    }

    /// <summary>2·artanh(p) = ln((1 + |p|) / (1 − |p|)), with the sign of p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> TwiceAtanh(Vector256<float> product)
    {
        var p = Vector256.MinNative(Vector256.Abs(product), Vector256.Create(LargestProduct));
        return FloatKernels.Log((Vector256<float>.One + p) / (Vector256<float>.One - p)) | (product & Vector256.Create(-0f));
    }
}
