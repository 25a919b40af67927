using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SemCom.Channels;

internal static partial class VaryingFilter
{
    /// <summary>Taps that do not change: 32 samples.</summary>
    internal static void Fixed512(Planes x, ReadOnlySpan<int> offsets, Planes h, Span<Complex32> y)
    {
        ref var xr = ref MemoryMarshal.GetReference(x.Real);
        ref var xi = ref MemoryMarshal.GetReference(x.Imaginary);
        var hr = h.Real[..offsets.Length];
        var hi = h.Imaginary[..offsets.Length];
        var (rr0, ii0, ri0, ir0) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var (rr1, ii1, ri1, ir1) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (var t = 0; t < offsets.Length; t++)
        {
            var at = (nuint)(uint)offsets[t];
            var (a0, b0) = (Vector512.LoadUnsafe(ref xr, at), Vector512.LoadUnsafe(ref xi, at));
            var (a1, b1) = (Vector512.LoadUnsafe(ref xr, at + 16), Vector512.LoadUnsafe(ref xi, at + 16));
            var (r, i) = (Vector512.Create(hr[t]), Vector512.Create(hi[t]));
            rr0 = Vector512.FusedMultiplyAdd(r, a0, rr0);
            ii0 = Vector512.FusedMultiplyAdd(i, b0, ii0);
            ri0 = Vector512.FusedMultiplyAdd(r, b0, ri0);
            ir0 = Vector512.FusedMultiplyAdd(i, a0, ir0);
            rr1 = Vector512.FusedMultiplyAdd(r, a1, rr1);
            ii1 = Vector512.FusedMultiplyAdd(i, b1, ii1);
            ri1 = Vector512.FusedMultiplyAdd(r, b1, ri1);
            ir1 = Vector512.FusedMultiplyAdd(i, a1, ir1);
        }
        Store(rr0 - ii0, ri0 + ir0, y);
        Store(rr1 - ii1, ri1 + ir1, y[16..]);
    }

    /// <summary>Thirty-two samples.</summary>
    internal static void Varying512(Planes x, ReadOnlySpan<int> offsets, Planes h, Planes d, Span<Complex32> y, int first, Ramp ramp)
    {
        ref var xr = ref MemoryMarshal.GetReference(x.Real);
        ref var xi = ref MemoryMarshal.GetReference(x.Imaginary);
        var hr = h.Real[..offsets.Length];
        var hi = h.Imaginary[..offsets.Length];
        var dr = d.Real[..offsets.Length];
        var di = d.Imaginary[..offsets.Length];
        var (rr0, ii0, ri0, ir0) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var (drr0, dii0, dri0, dir0) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var (rr1, ii1, ri1, ir1) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var (drr1, dii1, dri1, dir1) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (var t = 0; t < offsets.Length; t++)
        {
            var at = (nuint)(uint)offsets[t];
            var (a0, b0) = (Vector512.LoadUnsafe(ref xr, at), Vector512.LoadUnsafe(ref xi, at));
            var (a1, b1) = (Vector512.LoadUnsafe(ref xr, at + 16), Vector512.LoadUnsafe(ref xi, at + 16));
            var (r, i) = (Vector512.Create(hr[t]), Vector512.Create(hi[t]));
            rr0 = Vector512.FusedMultiplyAdd(r, a0, rr0);
            ii0 = Vector512.FusedMultiplyAdd(i, b0, ii0);
            ri0 = Vector512.FusedMultiplyAdd(r, b0, ri0);
            ir0 = Vector512.FusedMultiplyAdd(i, a0, ir0);
            rr1 = Vector512.FusedMultiplyAdd(r, a1, rr1);
            ii1 = Vector512.FusedMultiplyAdd(i, b1, ii1);
            ri1 = Vector512.FusedMultiplyAdd(r, b1, ri1);
            ir1 = Vector512.FusedMultiplyAdd(i, a1, ir1);
            (r, i) = (Vector512.Create(dr[t]), Vector512.Create(di[t]));
            drr0 = Vector512.FusedMultiplyAdd(r, a0, drr0);
            dii0 = Vector512.FusedMultiplyAdd(i, b0, dii0);
            dri0 = Vector512.FusedMultiplyAdd(r, b0, dri0);
            dir0 = Vector512.FusedMultiplyAdd(i, a0, dir0);
            drr1 = Vector512.FusedMultiplyAdd(r, a1, drr1);
            dii1 = Vector512.FusedMultiplyAdd(i, b1, dii1);
            dri1 = Vector512.FusedMultiplyAdd(r, b1, dri1);
            dir1 = Vector512.FusedMultiplyAdd(i, a1, dir1);
        }
        var beta0 = (Vector512.Create((float)first) + Vector512<float>.Indices + Vector512.Create(ramp.Phase)) * ramp.Slope;
        Store(Vector512.FusedMultiplyAdd(beta0, drr0 - dii0, rr0 - ii0), Vector512.FusedMultiplyAdd(beta0, dri0 + dir0, ri0 + ir0), y);
        var beta1 = (Vector512.Create((float)(first + 16)) + Vector512<float>.Indices + Vector512.Create(ramp.Phase)) * ramp.Slope;
        Store(Vector512.FusedMultiplyAdd(beta1, drr1 - dii1, rr1 - ii1), Vector512.FusedMultiplyAdd(beta1, dri1 + dir1, ri1 + ir1), y[16..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> real, Vector512<float> imaginary, Span<Complex32> y)
    {
        Store(real.GetLower(), imaginary.GetLower(), y);
        Store(real.GetUpper(), imaginary.GetUpper(), y[8..]);
    }
}
