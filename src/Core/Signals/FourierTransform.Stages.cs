using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SemCom;

public sealed partial class FourierTransform
{
    private const int VectorStride = 8;

    /// <summary>One stage: butterflies i = q + stride·p take elements i + j·N/4 and give elements q + stride·(4p + j), j = 0..3.</summary>
    private static void Radix4(
        ReadOnlySpan<float> xr, ReadOnlySpan<float> xi, Span<float> yr, Span<float> yi, ReadOnlySpan<float> twiddles, int stride, float scale)
    {
        if (!Vector256.IsHardwareAccelerated)
            Radix4Scalar(xr, xi, yr, yi, twiddles, stride, scale);
        else if (stride < VectorStride)
            Radix4Narrow(xr, xi, yr, yi, twiddles, stride);
        else
            Radix4Wide(xr, xi, yr, yi, twiddles, stride, scale);
    }

    internal static void Radix4Scalar(
        ReadOnlySpan<float> xr, ReadOnlySpan<float> xi, Span<float> yr, Span<float> yi, ReadOnlySpan<float> twiddles, int stride, float scale)
    {
        var quarter = xr.Length / 4;
        var count = twiddles.Length / 6;
        var isLast = 4 * stride == xr.Length;
        for (var i = 0; i < quarter; i++)
        {
            var (ar, ai, br, bi) = (xr[i], xi[i], xr[i + quarter], xi[i + quarter]);
            var (cr, ci, dr, di) = (xr[i + 2 * quarter], xi[i + 2 * quarter], xr[i + 3 * quarter], xi[i + 3 * quarter]);
            var (acr, aci, amr, ami) = (ar + cr, ai + ci, ar - cr, ai - ci);
            var (bdr, bdi, bmr, bmi) = (br + dr, bi + di, bi - di, dr - br);
            var (p, q) = (i / stride, i % stride);
            var at = q + 4 * stride * p;
            var w = stride < VectorStride ? i : p;
            (yr[at], yi[at]) = (acr + bdr, aci + bdi);
            (yr[at + stride], yi[at + stride]) = (amr + bmr, ami + bmi);
            (yr[at + 2 * stride], yi[at + 2 * stride]) = (acr - bdr, aci - bdi);
            (yr[at + 3 * stride], yi[at + 3 * stride]) = (amr - bmr, ami - bmi);
            for (var j = 0; j <= 3; j++)
            {
                var k = at + j * stride;
                if (isLast)
                    (yr[k], yi[k]) = (yr[k] * scale, yi[k] * scale);
                else if (j > 0)
                    (yr[k], yi[k]) = Rotate(yr[k], yi[k], twiddles[(2 * j - 2) * count + w], twiddles[(2 * j - 1) * count + w]);
            }
        }

        static (float, float) Rotate(float r, float i, float wr, float wi) =>
            (MathF.FusedMultiplyAdd(r, wr, -(i * wi)), MathF.FusedMultiplyAdd(r, wi, i * wr));
    }

    /// <summary>Strides 1 and 4, where a vector holds several values of p: eight of them, or two with four butterflies each.</summary>
    private static void Radix4Narrow(
        ReadOnlySpan<float> xr, ReadOnlySpan<float> xi, Span<float> yr, Span<float> yi, ReadOnlySpan<float> twiddles, int stride)
    {
        var quarter = xr.Length / 4;
        CheckLengths(xr, xi, yr, yi, twiddles, 6 * quarter);
        ref var fromReal = ref MemoryMarshal.GetReference(xr);
        ref var fromImaginary = ref MemoryMarshal.GetReference(xi);
        ref var toReal = ref MemoryMarshal.GetReference(yr);
        ref var toImaginary = ref MemoryMarshal.GetReference(yi);
        ref var w = ref MemoryMarshal.GetReference(twiddles);
        for (var i = 0; i < quarter; i += VectorStride)
        {
            Butterflies(ref fromReal, ref fromImaginary, i, quarter, out var r, out var m);
            Rotate(ref r.V1, ref m.V1, Load(ref w, i), Load(ref w, quarter + i));
            Rotate(ref r.V2, ref m.V2, Load(ref w, 2 * quarter + i), Load(ref w, 3 * quarter + i));
            Rotate(ref r.V3, ref m.V3, Load(ref w, 4 * quarter + i), Load(ref w, 5 * quarter + i));
            if (stride == 1)
            {
                Interleave(r.V0, r.V1, r.V2, r.V3, ref toReal, 4 * i);
                Interleave(m.V0, m.V1, m.V2, m.V3, ref toImaginary, 4 * i);
            }
            else
            {
                Halves(r.V0, r.V1, r.V2, r.V3, ref toReal, 4 * i);
                Halves(m.V0, m.V1, m.V2, m.V3, ref toImaginary, 4 * i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, ref float y, int at)
    {
        var (ac0, ac1) = ComplexPlanes.Zip(a, c);
        var (bd0, bd1) = ComplexPlanes.Zip(b, d);
        var (y0, y1) = ComplexPlanes.Zip(ac0, bd0);
        var (y2, y3) = ComplexPlanes.Zip(ac1, bd1);
        Store(y0, ref y, at);
        Store(y1, ref y, at + 8);
        Store(y2, ref y, at + 16);
        Store(y3, ref y, at + 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Halves(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, ref float y, int at)
    {
        Store(Vector256.Create(a.GetLower(), b.GetLower()), ref y, at);
        Store(Vector256.Create(c.GetLower(), d.GetLower()), ref y, at + 8);
        Store(Vector256.Create(a.GetUpper(), b.GetUpper()), ref y, at + 16);
        Store(Vector256.Create(c.GetUpper(), d.GetUpper()), ref y, at + 24);
    }

    /// <summary>Strides of 16 and more: eight values of q at once, which share their twiddles.</summary>
    private static void Radix4Wide(
        ReadOnlySpan<float> xr, ReadOnlySpan<float> xi, Span<float> yr, Span<float> yi, ReadOnlySpan<float> twiddles, int stride, float scale)
    {
        var quarter = xr.Length / 4;
        var count = twiddles.Length / 6;
        CheckLengths(xr, xi, yr, yi, twiddles, 6 * (quarter / stride));
        ref var fromReal = ref MemoryMarshal.GetReference(xr);
        ref var fromImaginary = ref MemoryMarshal.GetReference(xi);
        ref var toReal = ref MemoryMarshal.GetReference(yr);
        ref var toImaginary = ref MemoryMarshal.GetReference(yi);
        var isLast = 4 * stride == xr.Length;
        var last = Vector256.Create(scale);
        for (var p = 0; p < count; p++)
        {
            var (w1r, w1i) = (Vector256.Create(twiddles[p]), Vector256.Create(twiddles[count + p]));
            var (w2r, w2i) = (Vector256.Create(twiddles[2 * count + p]), Vector256.Create(twiddles[3 * count + p]));
            var (w3r, w3i) = (Vector256.Create(twiddles[4 * count + p]), Vector256.Create(twiddles[5 * count + p]));
            for (var q = 0; q < stride; q += VectorStride)
            {
                Butterflies(ref fromReal, ref fromImaginary, q + stride * p, quarter, out var r, out var m);
                if (isLast)
                {
                    (r.V0, r.V1, r.V2, r.V3) = (r.V0 * last, r.V1 * last, r.V2 * last, r.V3 * last);
                    (m.V0, m.V1, m.V2, m.V3) = (m.V0 * last, m.V1 * last, m.V2 * last, m.V3 * last);
                }
                else
                {
                    Rotate(ref r.V1, ref m.V1, w1r, w1i);
                    Rotate(ref r.V2, ref m.V2, w2r, w2i);
                    Rotate(ref r.V3, ref m.V3, w3r, w3i);
                }
                var at = q + 4 * stride * p;
                Store(r.V0, ref toReal, at);
                Store(m.V0, ref toImaginary, at);
                Store(r.V1, ref toReal, at + stride);
                Store(m.V1, ref toImaginary, at + stride);
                Store(r.V2, ref toReal, at + 2 * stride);
                Store(m.V2, ref toImaginary, at + 2 * stride);
                Store(r.V3, ref toReal, at + 3 * stride);
                Store(m.V3, ref toImaginary, at + 3 * stride);
            }
        }
    }

    /// <summary>The last stage where log2 N is odd: sums and differences of the halves.</summary>
    private static void Radix2(ReadOnlySpan<float> xr, ReadOnlySpan<float> xi, Span<float> yr, Span<float> yi, float scale)
    {
        SumsAndDifferences(xr, yr, scale);
        SumsAndDifferences(xi, yi, scale);

        static void SumsAndDifferences(ReadOnlySpan<float> x, Span<float> y, float scale)
        {
            var half = x.Length / 2;
            var i = 0;
            for (; Vector256.IsHardwareAccelerated && i < half; i += VectorStride)
            {
                var (a, b) = (Vector256.Create(x[i..]), Vector256.Create(x[(i + half)..]));
                ((a + b) * scale).CopyTo(y[i..]);
                ((a - b) * scale).CopyTo(y[(i + half)..]);
            }
            for (; i < half; i++)
                (y[i], y[i + half]) = ((x[i] + x[i + half]) * scale, (x[i] - x[i + half]) * scale);
        }
    }

    /// <summary>The vector stages load and store without checks, so lengths are checked here.</summary>
    private static void CheckLengths(
        ReadOnlySpan<float> xr, ReadOnlySpan<float> xi, ReadOnlySpan<float> yr, ReadOnlySpan<float> yi, ReadOnlySpan<float> twiddles, int twiddleCount)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(xi.Length, xr.Length, nameof(xi));
        ArgumentOutOfRangeException.ThrowIfNotEqual(yr.Length, xr.Length, nameof(yr));
        ArgumentOutOfRangeException.ThrowIfNotEqual(yi.Length, xr.Length, nameof(yi));
        ArgumentOutOfRangeException.ThrowIfNotEqual(twiddles.Length, twiddleCount, nameof(twiddles));
    }
}
