using System.Runtime.Intrinsics;

namespace SemCom.Receiver.Decoding;

/// <summary>
/// The exact rule of a parity check: |message| = φ(Σ φ(|L|) over the others), φ(x) = ln((eˣ + 1)/(eˣ − 1)), which is its own inverse; the signs multiply.
/// Several checks at a time, one per lane.
/// </summary>
internal sealed class CheckNode(int maxDegree, int stride)
{
    /// <summary>φ maps these two on each other; beyond them single precision has no digits left.</summary>
    private const float MinArgument = 8.5e-8f;

    private const float MaxArgument = 16.635532f;

    private readonly float[] _values = new float[maxDegree * stride];

    /// <summary>Room for <paramref name="checks"/> values and what completes the last vector.</summary>
    public static int PaddedLength(int checks) => (checks + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;

    /// <summary>Before <see cref="Update"/> the LLRs of one edge, one for each check; afterwards its messages [stride].</summary>
    public Span<float> Values(int edge) => _values.AsSpan(edge * stride, stride);

    /// <summary>Replaces the LLRs of the first <paramref name="degree"/> edges by messages.</summary>
    public void Update(int degree)
    {
        Span<Vector256<float>> transformed = stackalloc Vector256<float>[degree];
        for (var i = 0; i < stride; i += Vector256<float>.Count)
        {
            var (sum, sign) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (var e = 0; e < degree; e++)
            {
                var value = Vector256.Create(_values.AsSpan(e * stride + i, Vector256<float>.Count));
                transformed[e] = Phi(Vector256.Abs(value));
                sum += transformed[e];
                sign ^= value;
            }
            for (var e = 0; e < degree; e++)
            {
                var target = _values.AsSpan(e * stride + i, Vector256<float>.Count);
                var message = Phi(sum - transformed[e]);
                var negative = (sign ^ Vector256.Create((ReadOnlySpan<float>)target)) & Vector256.Create(-0f);
                (message | negative).CopyTo(target);
            }
        }
    }

    private static Vector256<float> Phi(Vector256<float> x)
    {
        x = Vector256.Min(Vector256.Max(x, Vector256.Create(MinArgument)), Vector256.Create(MaxArgument));
        var exp = Vector256.Exp(x);
        return Vector256.Log((exp + Vector256<float>.One) / (exp - Vector256<float>.One));
    }
}
