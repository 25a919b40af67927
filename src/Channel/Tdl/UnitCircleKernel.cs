using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SemCom.Channels;

/// <summary>
/// cos and sin of turns in single precision, errors below 2e-7: minimax polynomials on an eighth turn either side of a quarter (the coefficients of the
/// Box–Muller transform in SemCom.Core), without fused operations. Vectors and plain arithmetic give the same bits.
/// </summary>
internal static class UnitCircleKernel
{
    private const float QuarterAngle = MathF.PI / 2;
    private const float S0 = -0.16666655f, S1 = 0.008332178f, S2 = -0.00019517299f;
    private const float C0 = 0.041666647f, C1 = -0.0013887368f, C2 = 2.4438452e-05f;

    /// <summary>cos(2π·turns) for turns in [0, 1].</summary>
    public static float Cos(float turns) => CosSin(turns - MathF.Round(turns)).Cos;

    /// <summary>cos and sin of 2π·turns for |turns| ≤ ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float Cos, float Sin) CosSin(float turns)
    {
        var scaled = turns * 4f;
        var quarter = MathF.Round(scaled);
        var t = (scaled - quarter) * QuarterAngle;
        var t2 = t * t;
        var sin = ((S2 * t2 + S1) * t2 + S0) * (t2 * t) + t;
        var cos = ((C2 * t2 + C1) * t2 + C0) * (t2 * t2) + (1f - 0.5f * t2);
        var q = (int)quarter;
        if ((q & 1) != 0)
            (cos, sin) = (sin, cos);
        return (Flip(cos, (q + 1) & 2), Flip(sin, q & 2));
    }

    /// <summary>Eight at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Cos, Vector256<float> Sin) CosSin(Vector256<float> turns)
    {
        var scaled = turns * Vector256.Create(4f);
        var quarter = Vector256.Round(scaled);
        var t = (scaled - quarter) * Vector256.Create(QuarterAngle);
        var t2 = t * t;
        var sin = ((Vector256.Create(S2) * t2 + Vector256.Create(S1)) * t2 + Vector256.Create(S0)) * (t2 * t) + t;
        var cos = ((Vector256.Create(C2) * t2 + Vector256.Create(C1)) * t2 + Vector256.Create(C0)) * (t2 * t2)
            + (Vector256<float>.One - Vector256.Create(0.5f) * t2);
        var q = Vector256.ConvertToInt32(quarter);
        var swap = Vector256.Equals(q & Vector256<int>.One, Vector256<int>.One).AsSingle();
        var two = Vector256.Create(2);
        return (
            (Vector256.ConditionalSelect(swap, sin, cos).AsInt32() ^ (((q + Vector256<int>.One) & two) << 30)).AsSingle(),
            (Vector256.ConditionalSelect(swap, cos, sin).AsInt32() ^ ((q & two) << 30)).AsSingle());
    }

    private static float Flip(float value, int two) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value) ^ (two << 30));
}
