using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SemCom;

public sealed partial class FourierTransform
{
    /// <summary>Eight butterflies of radix 4 without, then with their twiddles; operation by operation the same as the plain stage.</summary>
    private ref struct Butterfly
    {
        public Vector256<float> R0, R1, R2, R3, I0, I1, I2, I3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Butterfly(ReadOnlySpan<float> xr, ReadOnlySpan<float> xi, int i, int quarter)
        {
            var (ar, ai, br, bi) = (Load(xr, i), Load(xi, i), Load(xr, i + quarter), Load(xi, i + quarter));
            var (cr, ci, dr, di) = (Load(xr, i + 2 * quarter), Load(xi, i + 2 * quarter), Load(xr, i + 3 * quarter), Load(xi, i + 3 * quarter));
            var (acr, aci, amr, ami) = (ar + cr, ai + ci, ar - cr, ai - ci);
            var (bdr, bdi, bmr, bmi) = (br + dr, bi + di, bi - di, dr - br);
            (R0, I0) = (acr + bdr, aci + bdi);
            (R1, I1) = (amr + bmr, ami + bmi);
            (R2, I2) = (acr - bdr, aci - bdi);
            (R3, I3) = (amr - bmr, ami - bmi);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Rotate(
            Vector256<float> w1r, Vector256<float> w1i, Vector256<float> w2r, Vector256<float> w2i, Vector256<float> w3r, Vector256<float> w3i)
        {
            (R1, I1) = Product(R1, I1, w1r, w1i);
            (R2, I2) = Product(R2, I2, w2r, w2i);
            (R3, I3) = Product(R3, I3, w3r, w3i);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Scale(Vector256<float> scale)
        {
            (R0, R1, R2, R3) = (R0 * scale, R1 * scale, R2 * scale, R3 * scale);
            (I0, I1, I2, I3) = (I0 * scale, I1 * scale, I2 * scale, I3 * scale);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static (Vector256<float>, Vector256<float>) Product(Vector256<float> r, Vector256<float> i, Vector256<float> wr, Vector256<float> wi) =>
            (Vector256.FusedMultiplyAdd(r, wr, -(i * wi)), Vector256.FusedMultiplyAdd(r, wi, i * wr));
    }
}
