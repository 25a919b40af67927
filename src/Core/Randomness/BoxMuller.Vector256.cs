using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SemCom.Randomness;

internal static partial class BoxMuller
{
    /// <summary>Eight pairs; operation by operation the same as <see cref="Pair"/>, so equal to the last bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> I, Vector256<float> Q) Pairs(Vector256<uint> radial, Vector256<uint> angular)
    {
        var u = (Vector256.ConvertToSingle((radial >>> 1).AsInt32()) + Vector256.Create(0.5f)) * Vector256.Create(UnitScale);
        var bits = u.AsInt32() - Vector256.Create(SqrtHalfBits);
        var exponent = Vector256.ConvertToSingle(bits >> 23);
        var f = ((bits & Vector256.Create(MantissaMask)) + Vector256.Create(SqrtHalfBits)).AsSingle() - Vector256<float>.One;
        var f2 = f * f;
        var p = Vector256.Create(L6) * f + Vector256.Create(L5);
        p = p * f + Vector256.Create(L4);
        p = p * f + Vector256.Create(L3);
        p = p * f + Vector256.Create(L2);
        p = p * f + Vector256.Create(L1);
        p = p * f + Vector256.Create(L0);
        var ln = exponent * Vector256.Create(Ln2) + (f + ((p * f) * f2 - Vector256.Create(0.5f) * f2));
        var r = Vector256.Sqrt(ln * Vector256.Create(-2f));

        var t = Vector256.ConvertToSingle(angular.AsInt32()) * Vector256.Create(AngleScale);
        var t2 = t * t;
        var sin = ((Vector256.Create(S2) * t2 + Vector256.Create(S1)) * t2 + Vector256.Create(S0)) * (t2 * t) + t;
        var cos = ((Vector256.Create(C2) * t2 + Vector256.Create(C1)) * t2 + Vector256.Create(C0)) * (t2 * t2)
            + (Vector256<float>.One - Vector256.Create(0.5f) * t2);

        r = (r.AsUInt32() ^ ((angular & Vector256.Create(2u)) << 30)).AsSingle();
        var swap = Vector256.Equals(angular & Vector256<uint>.One, Vector256<uint>.One).AsSingle();
        return (r * Vector256.ConditionalSelect(swap, sin, cos), r * Vector256.ConditionalSelect(swap, cos, sin));
    }
}
