using System.Numerics;
using System.Runtime.InteropServices;

namespace SemCom;

/// <summary>
/// Structural similarity of one plane at one scale: Gaussian window 11x11, σ = 1.5, K1 = 0.01, K2 = 0.03, L = 255, only
/// windows that lie inside the plane. Rows arrive one by one; the 2x2 averages go on to the next, coarser scale.
/// Z. Wang, A. C. Bovik, H. R. Sheikh, E. P. Simoncelli, "Image quality assessment: from error visibility to structural
/// similarity", IEEE Trans. Image Processing 13(4), 2004.
/// </summary>
/// <remarks>
/// Values are shifted by −128: variances do not change and single precision then suffices. Everything is
/// element-wise without fused multiply-add and summed in order, so that every vector width gives the same value.
/// </remarks>
internal sealed class SsimScale
{
    public const int WindowSide = 11;

    private const float Offset = 128;
    private const float C1 = 0.01f * 255 * (0.01f * 255);
    private const float C2 = 0.03f * 255 * (0.03f * 255);

    private readonly int _width, _height, _columns;
    private readonly SsimScale? _next;
    private readonly Vector<float>[] _taps;
    private readonly float[] _x, _y, _squares, _cross;
    private readonly float[][] _meanX, _meanY, _meanSquares, _meanCross;
    private readonly float[] _contrast, _ssim;
    private readonly float[] _heldX, _heldY, _halfX, _halfY;
    private int _rows, _poolRows;
    private double _sumContrast, _sumSsim;

    /// <summary>Prepares a scale of <paramref name="width"/> x <paramref name="height"/> values, each at least 11.</summary>
    public SsimScale(int width, int height, SsimScale? next)
    {
        (_width, _height, _next) = (width, height, next);
        _columns = width - WindowSide + 1;
        _taps = GaussianTaps();
        var padded = width + Vector<float>.Count;
        (_x, _y, _squares, _cross) = (new float[padded], new float[padded], new float[padded], new float[padded]);
        (_meanX, _meanY, _meanSquares, _meanCross) = (Ring(padded), Ring(padded), Ring(padded), Ring(padded));
        (_contrast, _ssim) = (new float[padded], new float[padded]);
        (_heldX, _heldY) = (new float[width], new float[width]);
        (_halfX, _halfY) = (new float[(width + 1) / 2], new float[(width + 1) / 2]);
        if (height % 2 == 1)
            HoldBlackRow();
    }

    /// <summary>Mean of (2σxy + C2) / (σx² + σy² + C2) over all windows.</summary>
    public double MeanContrastStructure => _sumContrast / WindowCount;

    /// <summary>Mean of the whole index, luminance included, over all windows; of the coarsest scale only.</summary>
    public double MeanSsim => _sumSsim / WindowCount;

    private double WindowCount => (double)_columns * (_height - WindowSide + 1);

    /// <summary>Takes all rows of one colour channel (0 red, 1 green, 2 blue) of two pictures of this scale's size.</summary>
    public void PushChannel(Picture reference, Picture received, int channel)
    {
        var (x, y) = (new float[_width], new float[_width]);
        for (var row = 0; row < _height; row++)
        {
            ReadRow(reference, row, channel, x);
            ReadRow(received, row, channel, y);
            Push(x, y);
        }
    }

    /// <summary>Takes the next row of both planes [width], shifted by −128.</summary>
    public void Push(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        x.CopyTo(_x);
        y.CopyTo(_y);
        for (var i = 0; i < _width; i += Vector<float>.Count)
        {
            var (u, v) = (new Vector<float>(_x, i), new Vector<float>(_y, i));
            (u * u + v * v).CopyTo(_squares, i);
            (u * v).CopyTo(_cross, i);
        }

        var slot = _rows++ % WindowSide;
        FilterRow(_x, _meanX[slot]);
        FilterRow(_y, _meanY[slot]);
        FilterRow(_squares, _meanSquares[slot]);
        FilterRow(_cross, _meanCross[slot]);
        if (_rows >= WindowSide)
            AddWindows();
        if (_next is not null)
            Pool(x, y);
    }

    private static void ReadRow(Picture picture, int row, int channel, Span<float> target)
    {
        var rgb = picture.Rgb.Slice(row * picture.Width * 3, picture.Width * 3);
        for (var (i, j) = (0, channel); i < target.Length; i++, j += 3)
            target[i] = rgb[j] - Offset;
    }

    private void FilterRow(float[] source, float[] target)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(source);
        var (t0, t1, t2, t3, t4, t5) = (_taps[0], _taps[1], _taps[2], _taps[3], _taps[4], _taps[5]);
        for (var i = 0; i < _columns; i += Vector<float>.Count)
        {
            var n = (nuint)i;
            var sum = (Vector.LoadUnsafe(ref first, n) + Vector.LoadUnsafe(ref first, n + 10)) * t0;
            sum += (Vector.LoadUnsafe(ref first, n + 1) + Vector.LoadUnsafe(ref first, n + 9)) * t1;
            sum += (Vector.LoadUnsafe(ref first, n + 2) + Vector.LoadUnsafe(ref first, n + 8)) * t2;
            sum += (Vector.LoadUnsafe(ref first, n + 3) + Vector.LoadUnsafe(ref first, n + 7)) * t3;
            sum += (Vector.LoadUnsafe(ref first, n + 4) + Vector.LoadUnsafe(ref first, n + 6)) * t4;
            sum += Vector.LoadUnsafe(ref first, n + 5) * t5;
            sum.CopyTo(target, i);
        }
    }

    /// <summary>Filters down the columns i, i + 1, … of one vector.</summary>
    private Vector<float> FilterColumns(float[][] ring, int i)
    {
        var top = _rows % WindowSide;
        var sum = new Vector<float>(ring[(top + 5) % WindowSide], i) * _taps[5];
        for (var k = 0; k < 5; k++)
        {
            var (upper, lower) = (ring[(top + k) % WindowSide], ring[(top + 10 - k) % WindowSide]);
            sum += (new Vector<float>(upper, i) + new Vector<float>(lower, i)) * _taps[k];
        }
        return sum;
    }

    private void AddWindows()
    {
        var offset = new Vector<float>(Offset);
        var (c1, c2) = (new Vector<float>(C1), new Vector<float>(C2));
        for (var i = 0; i < _columns; i += Vector<float>.Count)
        {
            var (mx, my) = (FilterColumns(_meanX, i), FilterColumns(_meanY, i));
            var covariance = FilterColumns(_meanCross, i) - mx * my;
            var variances = FilterColumns(_meanSquares, i) - (mx * mx + my * my);
            var contrast = (covariance + covariance + c2) / (variances + c2);
            contrast.CopyTo(_contrast, i);
            if (_next is not null)
                continue;
            (mx, my) = (mx + offset, my + offset);
            var luminance = (mx * my + mx * my + c1) / (mx * mx + my * my + c1);
            (contrast * luminance).CopyTo(_ssim, i);
        }

        for (var i = 0; i < _columns; i++)
        {
            _sumContrast += _contrast[i];
            _sumSsim += _ssim[i];
        }
    }

    /// <summary>2x2 averages. An odd side gets a black row or column in front, as in pytorch-msssim, whose values the field quotes.</summary>
    private void Pool(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        if (_poolRows++ % 2 == 0)
        {
            x.CopyTo(_heldX);
            y.CopyTo(_heldY);
            return;
        }
        Average(_heldX, x, _halfX);
        Average(_heldY, y, _halfY);
        _next!.Push(_halfX, _halfY);
    }

    private void HoldBlackRow()
    {
        Array.Fill(_heldX, -Offset);
        Array.Fill(_heldY, -Offset);
        _poolRows = 1;
    }

    private static void Average(ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, Span<float> half)
    {
        var odd = upper.Length % 2;
        if (odd == 1)
            half[0] = (upper[0] + lower[0] - 2 * Offset) * 0.25f;
        for (var i = odd; i < half.Length; i++)
        {
            var j = 2 * i - odd;
            half[i] = (upper[j] + upper[j + 1] + lower[j] + lower[j + 1]) * 0.25f;
        }
    }

    private static float[][] Ring(int width)
    {
        var rows = new float[WindowSide][];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = new float[width];
        return rows;
    }

    /// <summary>The window's weights from the edge to the centre, each in all lanes; the window is symmetric.</summary>
    private static Vector<float>[] GaussianTaps()
    {
        var taps = new double[WindowSide];
        for (var i = 0; i < taps.Length; i++)
            taps[i] = Math.Exp(-(i - 5.0) * (i - 5.0) / (2 * 1.5 * 1.5));
        var total = taps.Sum();
        return [.. taps.Take(6).Select(tap => new Vector<float>((float)(tap / total)))];
    }
}
