using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SemCom.Channels;

internal static partial class VaryingFilter
{
    /// <summary>Taps that do not change: 16 samples.</summary>
    internal static void Fixed256(Planes x, ReadOnlySpan<int> offsets, Planes h, Span<Complex32> y)
    {
        ref var xr = ref MemoryMarshal.GetReference(x.Real);
        ref var xi = ref MemoryMarshal.GetReference(x.Imaginary);
        var hr = h.Real[..offsets.Length];
        var hi = h.Imaginary[..offsets.Length];
        var (rr0, ii0, ri0, ir0) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var (rr1, ii1, ri1, ir1) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (var t = 0; t < offsets.Length; t++)
        {
            var at = (nuint)(uint)offsets[t];
            var (a0, b0) = (Vector256.LoadUnsafe(ref xr, at), Vector256.LoadUnsafe(ref xi, at));
            var (a1, b1) = (Vector256.LoadUnsafe(ref xr, at + 8), Vector256.LoadUnsafe(ref xi, at + 8));
            var (r, i) = (Vector256.Create(hr[t]), Vector256.Create(hi[t]));
            rr0 = Vector256.FusedMultiplyAdd(r, a0, rr0);
            ii0 = Vector256.FusedMultiplyAdd(i, b0, ii0);
            ri0 = Vector256.FusedMultiplyAdd(r, b0, ri0);
            ir0 = Vector256.FusedMultiplyAdd(i, a0, ir0);
            rr1 = Vector256.FusedMultiplyAdd(r, a1, rr1);
            ii1 = Vector256.FusedMultiplyAdd(i, b1, ii1);
            ri1 = Vector256.FusedMultiplyAdd(r, b1, ri1);
            ir1 = Vector256.FusedMultiplyAdd(i, a1, ir1);
        }
        Store(rr0 - ii0, ri0 + ir0, y);
        Store(rr1 - ii1, ri1 + ir1, y[8..]);
    }

    /// <summary>Sixteen samples, eight after eight: more sums would not fit into sixteen registers.</summary>
    internal static void Varying256(Planes x, ReadOnlySpan<int> offsets, Planes h, Planes d, Span<Complex32> y, int first, Ramp ramp)
    {
        VaryingVector(x, offsets, h, d, y, first, ramp);
        VaryingVector(new(x.Real[8..], x.Imaginary[8..]), offsets, h, d, y[8..], first + 8, ramp);
    }

    private static void VaryingVector(Planes x, ReadOnlySpan<int> offsets, Planes h, Planes d, Span<Complex32> y, int first, Ramp ramp)
    {
        ref var xr = ref MemoryMarshal.GetReference(x.Real);
        ref var xi = ref MemoryMarshal.GetReference(x.Imaginary);
        var hr = h.Real[..offsets.Length];
        var hi = h.Imaginary[..offsets.Length];
        var dr = d.Real[..offsets.Length];
        var di = d.Imaginary[..offsets.Length];
        var (rr0, ii0, ri0, ir0) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var (drr0, dii0, dri0, dir0) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (var t = 0; t < offsets.Length; t++)
        {
            var at = (nuint)(uint)offsets[t];
            var (a0, b0) = (Vector256.LoadUnsafe(ref xr, at), Vector256.LoadUnsafe(ref xi, at));
            var (r, i) = (Vector256.Create(hr[t]), Vector256.Create(hi[t]));
            rr0 = Vector256.FusedMultiplyAdd(r, a0, rr0);
            ii0 = Vector256.FusedMultiplyAdd(i, b0, ii0);
            ri0 = Vector256.FusedMultiplyAdd(r, b0, ri0);
            ir0 = Vector256.FusedMultiplyAdd(i, a0, ir0);
            (r, i) = (Vector256.Create(dr[t]), Vector256.Create(di[t]));
            drr0 = Vector256.FusedMultiplyAdd(r, a0, drr0);
            dii0 = Vector256.FusedMultiplyAdd(i, b0, dii0);
            dri0 = Vector256.FusedMultiplyAdd(r, b0, dri0);
            dir0 = Vector256.FusedMultiplyAdd(i, a0, dir0);
        }
        var beta0 = (Vector256.Create((float)first) + Vector256<float>.Indices + Vector256.Create(ramp.Phase)) * ramp.Slope;
        Store(Vector256.FusedMultiplyAdd(beta0, drr0 - dii0, rr0 - ii0), Vector256.FusedMultiplyAdd(beta0, dri0 + dir0, ri0 + ir0), y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> real, Vector256<float> imaginary, Span<Complex32> y)
    {
        var (first, second) = ComplexPlanes.Zip(real, imaginary);
        var target = MemoryMarshal.Cast<Complex32, float>(y);
        first.CopyTo(target);
        second.CopyTo(target[8..]);
    }
}
