using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SemCom;

public sealed partial class FourierTransform
{
    /// <summary>Four complex numbers in each of eight lanes; two structures of four vectors, since larger ones are kept in memory.</summary>
    private struct Quad
    {
        public Vector256<float> V0, V1, V2, V3;
    }

    /// <summary>Eight butterflies of radix 4 without twiddles; operation by operation the same as the plain stage.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterflies(ref float xr, ref float xi, int i, int quarter, out Quad r, out Quad m)
    {
        var (ar, ai, br, bi) = (Load(ref xr, i), Load(ref xi, i), Load(ref xr, i + quarter), Load(ref xi, i + quarter));
        var (cr, ci) = (Load(ref xr, i + 2 * quarter), Load(ref xi, i + 2 * quarter));
        var (dr, di) = (Load(ref xr, i + 3 * quarter), Load(ref xi, i + 3 * quarter));
        var (acr, aci, amr, ami) = (ar + cr, ai + ci, ar - cr, ai - ci);
        var (bdr, bdi, bmr, bmi) = (br + dr, bi + di, bi - di, dr - br);
        r.V0 = acr + bdr;
        m.V0 = aci + bdi;
        r.V1 = amr + bmr;
        m.V1 = ami + bmi;
        r.V2 = acr - bdr;
        m.V2 = aci - bdi;
        r.V3 = amr - bmr;
        m.V3 = ami - bmi;
    }

    /// <summary>r + j·i times w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rotate(ref Vector256<float> r, ref Vector256<float> i, Vector256<float> wr, Vector256<float> wi)
    {
        var real = Vector256.FusedMultiplyAdd(r, wr, -(i * wi));
        i = Vector256.FusedMultiplyAdd(r, wi, i * wr);
        r = real;
    }

    private static Vector256<float> Load(ref float x, int at) => Vector256.LoadUnsafe(ref x, (nuint)at);

    private static void Store(Vector256<float> value, ref float y, int at) => value.StoreUnsafe(ref y, (nuint)at);
}
