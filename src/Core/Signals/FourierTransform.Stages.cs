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
        else if (stride == 1)
            Radix4First(xr, xi, yr, yi, twiddles);
        else if (stride == 4)
            Radix4Second(xr, xi, yr, yi, twiddles);
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

    /// <summary>Stride 1: eight values of p at once, whose outputs interleave.</summary>
    private static void Radix4First(ReadOnlySpan<float> xr, ReadOnlySpan<float> xi, Span<float> yr, Span<float> yi, ReadOnlySpan<float> twiddles)
    {
        var quarter = xr.Length / 4;
        for (var i = 0; i < quarter; i += VectorStride)
        {
            var y = new Butterfly(xr, xi, i, quarter);
            y.Rotate(Load(twiddles, i), Load(twiddles, quarter + i), Load(twiddles, 2 * quarter + i), Load(twiddles, 3 * quarter + i),
                Load(twiddles, 4 * quarter + i), Load(twiddles, 5 * quarter + i));
            Interleave(y.R0, y.R1, y.R2, y.R3, yr.Slice(4 * i, 4 * VectorStride));
            Interleave(y.I0, y.I1, y.I2, y.I3, yi.Slice(4 * i, 4 * VectorStride));
        }

        static void Interleave(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, Span<float> y)
        {
            var (ac0, ac1) = ComplexPlanes.Zip(a, c);
            var (bd0, bd1) = ComplexPlanes.Zip(b, d);
            var (y0, y1) = ComplexPlanes.Zip(ac0, bd0);
            var (y2, y3) = ComplexPlanes.Zip(ac1, bd1);
            y0.CopyTo(y);
            y1.CopyTo(y[8..]);
            y2.CopyTo(y[16..]);
            y3.CopyTo(y[24..]);
        }
    }

    /// <summary>Stride 4: two values of p at once, four butterflies of each.</summary>
    private static void Radix4Second(ReadOnlySpan<float> xr, ReadOnlySpan<float> xi, Span<float> yr, Span<float> yi, ReadOnlySpan<float> twiddles)
    {
        var quarter = xr.Length / 4;
        for (var i = 0; i < quarter; i += VectorStride)
        {
            var y = new Butterfly(xr, xi, i, quarter);
            y.Rotate(Load(twiddles, i), Load(twiddles, quarter + i), Load(twiddles, 2 * quarter + i), Load(twiddles, 3 * quarter + i),
                Load(twiddles, 4 * quarter + i), Load(twiddles, 5 * quarter + i));
            Halves(y.R0, y.R1, y.R2, y.R3, yr.Slice(4 * i, 4 * VectorStride));
            Halves(y.I0, y.I1, y.I2, y.I3, yi.Slice(4 * i, 4 * VectorStride));
        }

        static void Halves(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, Span<float> y)
        {
            Vector256.Create(a.GetLower(), b.GetLower()).CopyTo(y);
            Vector256.Create(c.GetLower(), d.GetLower()).CopyTo(y[8..]);
            Vector256.Create(a.GetUpper(), b.GetUpper()).CopyTo(y[16..]);
            Vector256.Create(c.GetUpper(), d.GetUpper()).CopyTo(y[24..]);
        }
    }

    /// <summary>Strides of 16 and more: eight values of q at once, which share their twiddles.</summary>
    private static void Radix4Wide(
        ReadOnlySpan<float> xr, ReadOnlySpan<float> xi, Span<float> yr, Span<float> yi, ReadOnlySpan<float> twiddles, int stride, float scale)
    {
        var quarter = xr.Length / 4;
        var count = twiddles.Length / 6;
        var isLast = 4 * stride == xr.Length;
        for (var p = 0; p < count; p++)
        {
            var (w1r, w1i) = (Vector256.Create(twiddles[p]), Vector256.Create(twiddles[count + p]));
            var (w2r, w2i) = (Vector256.Create(twiddles[2 * count + p]), Vector256.Create(twiddles[3 * count + p]));
            var (w3r, w3i) = (Vector256.Create(twiddles[4 * count + p]), Vector256.Create(twiddles[5 * count + p]));
            for (var q = 0; q < stride; q += VectorStride)
            {
                var y = new Butterfly(xr, xi, q + stride * p, quarter);
                if (isLast)
                    y.Scale(Vector256.Create(scale));
                else
                    y.Rotate(w1r, w1i, w2r, w2i, w3r, w3i);
                var at = q + 4 * stride * p;
                y.R0.CopyTo(yr[at..]);
                y.I0.CopyTo(yi[at..]);
                y.R1.CopyTo(yr[(at + stride)..]);
                y.I1.CopyTo(yi[(at + stride)..]);
                y.R2.CopyTo(yr[(at + 2 * stride)..]);
                y.I2.CopyTo(yi[(at + 2 * stride)..]);
                y.R3.CopyTo(yr[(at + 3 * stride)..]);
                y.I3.CopyTo(yi[(at + 3 * stride)..]);
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
                var (a, b) = (Load(x, i), Load(x, i + half));
                ((a + b) * scale).CopyTo(y[i..]);
                ((a - b) * scale).CopyTo(y[(i + half)..]);
            }
            for (; i < half; i++)
                (y[i], y[i + half]) = ((x[i] + x[i + half]) * scale, (x[i] - x[i + half]) * scale);
        }
    }

    private static Vector256<float> Load(ReadOnlySpan<float> x, int at) => Vector256.Create(x.Slice(at, VectorStride));
}
