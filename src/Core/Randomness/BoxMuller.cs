using System.Runtime.CompilerServices;

namespace SemCom.Randomness;

/// <summary>
/// Two independent standard normals from two random words (G. E. P. Box and M. E. Muller, Ann. Math. Stat. 29, 1958):
/// I = r·cos θ, Q = r·sin θ with r = √(−2 ln u). Logarithm, sine and cosine are polynomials evaluated with IEEE additions
/// and multiplications in a fixed order, without fused multiply-add, so that every processor gives the same bits.
/// Against double precision a normal errs by less than 5e-7·r + 4e-8/r. Largest |normal|: √(64 ln 2) = 6.66.
/// </summary>
internal static partial class BoxMuller
{
    // u = (31 random bits + ½)·2⁻³¹, in (0, 1].
    private const float UnitScale = 1f / (1u << 31);

    // Words as signed 32-bit integers become angles in [−π/4, π/4).
    private const float AngleScale = MathF.PI / 4 / (1u << 31);

    // Bits of √½: subtracting them splits x = m·2^e with m in [√½, √2).
    private const int SqrtHalfBits = 0x3F3504F3;
    private const int MantissaMask = 0x007FFFFF;
    private const float Ln2 = 0.693147181f;

    // (ln(1+f) − f + f²/2) / f³ on [√½−1, √2−1], minimax (Remez exchange), relative error of ln 3.2e-8.
    private const float L0 = 0.3333391f, L1 = -0.25001338f, L2 = 0.19963063f, L3 = -0.16577584f;
    private const float L4 = 0.14914764f, L5 = -0.14267491f, L6 = 0.08700448f;

    // (sin t / t − 1) / t² and (cos t − 1 + t²/2) / t⁴ in t², on |t| ≤ π/4, minimax, errors 3.6e-9 and 9.6e-11.
    private const float S0 = -0.16666655f, S1 = 0.008332178f, S2 = -0.00019517299f;
    private const float C0 = 0.041666647f, C1 = -0.0013887368f, C2 = 2.4438452e-05f;

    /// <summary>
    /// One pair. <paramref name="radial"/> gives r; <paramref name="angular"/> gives an angle within the eighth turn on
    /// either side of the positive I axis, and its two lowest bits turn that quarter into one of the four.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float I, float Q) Pair(uint radial, uint angular)
    {
        var u = ((float)(int)(radial >> 1) + 0.5f) * UnitScale;
        var bits = BitConverter.SingleToInt32Bits(u) - SqrtHalfBits;
        var exponent = (float)(bits >> 23);
        var f = BitConverter.Int32BitsToSingle((bits & MantissaMask) + SqrtHalfBits) - 1f;
        var f2 = f * f;
        var p = (((((L6 * f + L5) * f + L4) * f + L3) * f + L2) * f + L1) * f + L0;
        var ln = exponent * Ln2 + (f + ((p * f) * f2 - 0.5f * f2));
        var r = MathF.Sqrt(ln * -2f);

        var t = (float)(int)angular * AngleScale;
        var t2 = t * t;
        var sin = ((S2 * t2 + S1) * t2 + S0) * (t2 * t) + t;
        var cos = ((C2 * t2 + C1) * t2 + C0) * (t2 * t2) + (1f - 0.5f * t2);

        r = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(r) ^ ((angular & 2) << 30));
        return (angular & 1) == 0 ? (r * cos, r * sin) : (r * sin, r * cos);
    }
}
