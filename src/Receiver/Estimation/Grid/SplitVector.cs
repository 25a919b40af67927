using System.Numerics;
using System.Runtime.InteropServices;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// Arithmetic on complex vectors whose real and imaginary parts lie apart. All but sums are element-wise, so the same for every vector width.
/// </summary>
internal static class SplitVector
{
    /// <summary>y ← y + a·x.</summary>
    public static void MultiplyAdd<T>(T aRe, T aIm, ReadOnlySpan<T> xRe, ReadOnlySpan<T> xIm, Span<T> yRe, Span<T> yIm) where T : struct, INumber<T>
    {
        xIm = xIm[..xRe.Length];
        yRe = yRe[..xRe.Length];
        yIm = yIm[..xRe.Length];
        var (re, im) = (new Vector<T>(aRe), new Vector<T>(aIm));
        var vxRe = MemoryMarshal.Cast<T, Vector<T>>(xRe);
        var vxIm = MemoryMarshal.Cast<T, Vector<T>>(xIm);
        var vyRe = MemoryMarshal.Cast<T, Vector<T>>(yRe);
        var vyIm = MemoryMarshal.Cast<T, Vector<T>>(yIm);
        for (var v = 0; v < vxRe.Length; v++)
        {
            var (a, b) = (vxRe[v], vxIm[v]);
            vyRe[v] += re * a - im * b;
            vyIm[v] += re * b + im * a;
        }
        for (var i = vxRe.Length * Vector<T>.Count; i < xRe.Length; i++)
        {
            var (a, b) = (xRe[i], xIm[i]);
            yRe[i] += aRe * a - aIm * b;
            yIm[i] += aRe * b + aIm * a;
        }
    }

    /// <summary>z ← z + x·y*, element by element.</summary>
    public static void MultiplyConjugateAdd<T>(ReadOnlySpan<T> xRe, ReadOnlySpan<T> xIm, ReadOnlySpan<T> yRe, ReadOnlySpan<T> yIm, Span<T> zRe, Span<T> zIm)
        where T : struct, INumber<T>
    {
        xIm = xIm[..xRe.Length];
        yRe = yRe[..xRe.Length];
        yIm = yIm[..xRe.Length];
        zRe = zRe[..xRe.Length];
        zIm = zIm[..xRe.Length];
        var vxRe = MemoryMarshal.Cast<T, Vector<T>>(xRe);
        var vxIm = MemoryMarshal.Cast<T, Vector<T>>(xIm);
        var vyRe = MemoryMarshal.Cast<T, Vector<T>>(yRe);
        var vyIm = MemoryMarshal.Cast<T, Vector<T>>(yIm);
        var vzRe = MemoryMarshal.Cast<T, Vector<T>>(zRe);
        var vzIm = MemoryMarshal.Cast<T, Vector<T>>(zIm);
        for (var v = 0; v < vxRe.Length; v++)
        {
            vzRe[v] += vxRe[v] * vyRe[v] + vxIm[v] * vyIm[v];
            vzIm[v] += vxIm[v] * vyRe[v] - vxRe[v] * vyIm[v];
        }
        for (var i = vxRe.Length * Vector<T>.Count; i < xRe.Length; i++)
        {
            zRe[i] += xRe[i] * yRe[i] + xIm[i] * yIm[i];
            zIm[i] += xIm[i] * yRe[i] - xRe[i] * yIm[i];
        }
    }

    /// <summary>y ← y + a·x for real numbers.</summary>
    public static void MultiplyAdd<T>(T a, ReadOnlySpan<T> x, Span<T> y) where T : struct, INumber<T>
    {
        y = y[..x.Length];
        var vx = MemoryMarshal.Cast<T, Vector<T>>(x);
        var vy = MemoryMarshal.Cast<T, Vector<T>>(y);
        var wide = new Vector<T>(a);
        for (var v = 0; v < vx.Length; v++)
            vy[v] += wide * vx[v];
        for (var i = vx.Length * Vector<T>.Count; i < x.Length; i++)
            y[i] += a * x[i];
    }

    /// <summary>y ← a·y for real numbers.</summary>
    public static void Scale<T>(T a, Span<T> y) where T : struct, INumber<T>
    {
        var vy = MemoryMarshal.Cast<T, Vector<T>>(y);
        for (var v = 0; v < vy.Length; v++)
            vy[v] *= new Vector<T>(a);
        for (var i = vy.Length * Vector<T>.Count; i < y.Length; i++)
            y[i] *= a;
    }

    /// <summary>Σ w·x for real w.</summary>
    public static (T Re, T Im) Dot<T>(ReadOnlySpan<T> w, ReadOnlySpan<T> xRe, ReadOnlySpan<T> xIm) where T : struct, INumber<T>
    {
        xRe = xRe[..w.Length];
        xIm = xIm[..w.Length];
        var vw = MemoryMarshal.Cast<T, Vector<T>>(w);
        var vxRe = MemoryMarshal.Cast<T, Vector<T>>(xRe);
        var vxIm = MemoryMarshal.Cast<T, Vector<T>>(xIm);
        var (re, im, otherRe, otherIm, v) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, 0);
        for (; v + 1 < vw.Length; v += 2)
        {
            re += vw[v] * vxRe[v];
            im += vw[v] * vxIm[v];
            otherRe += vw[v + 1] * vxRe[v + 1];
            otherIm += vw[v + 1] * vxIm[v + 1];
        }
        var (sumRe, sumIm) = (Vector.Sum(re + otherRe), Vector.Sum(im + otherIm));
        for (var i = v * Vector<T>.Count; i < w.Length; i++)
        {
            sumRe += w[i] * xRe[i];
            sumIm += w[i] * xIm[i];
        }
        return (sumRe, sumIm);
    }
}
