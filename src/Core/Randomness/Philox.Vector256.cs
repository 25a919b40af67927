using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SemCom.Randomness;

internal static partial class Philox
{
    /// <summary>
    /// Four blocks at once, one in each 64-bit lane. Words are in the low halves of the lanes; what the high halves hold
    /// on the way is ignored by the 32-bit multiplication, on return it is undefined.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blocks(
        ref Vector256<ulong> c0, ref Vector256<ulong> c1, ref Vector256<ulong> c2, ref Vector256<ulong> c3, uint key0, uint key1)
    {
        var m0 = Vector256.Create((ulong)Multiplier0);
        var m1 = Vector256.Create((ulong)Multiplier1);
        var k0 = Vector256.Create((ulong)key0);
        var k1 = Vector256.Create((ulong)key1);
        var w0 = Vector256.Create((ulong)Weyl0);
        var w1 = Vector256.Create((ulong)Weyl1);
        for (var round = 0; round < Rounds; round++)
        {
            var p0 = MultiplyLow(c0, m0);
            var p1 = MultiplyLow(c2, m1);
            c0 = (p1 >>> 32) ^ c1 ^ k0;
            c2 = (p0 >>> 32) ^ c3 ^ k1;
            c1 = p1;
            c3 = p0;
            k0 += w0;
            k1 += w1;
        }
    }

    /// <summary>64-bit products of the low halves of the lanes; <paramref name="multiplier"/> has empty high halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> MultiplyLow(Vector256<ulong> a, Vector256<ulong> multiplier) =>
        Avx2.IsSupported
            ? Avx2.Multiply(a.AsUInt32(), multiplier.AsUInt32())
            : (a & Vector256.Create(0xFFFF_FFFFUL)) * multiplier;
}
