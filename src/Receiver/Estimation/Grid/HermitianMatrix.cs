using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>A positive definite Hermitian matrix in rows, double precision, and its Cholesky factor A = L·Lᴴ.</summary>
internal sealed class HermitianMatrix(int size)
{
    private readonly Complex[] _values = new Complex[size * size];

    public int Size => size;

    /// <summary>Element; only those on and below the diagonal are used.</summary>
    public ref Complex this[int row, int column] => ref _values[row * size + column];

    /// <summary>
    /// Replaces the lower triangle by L. Pivots below rounding are raised to it, so a singular matrix costs accuracy, not an exception.
    /// </summary>
    public void Factor()
    {
        for (var i = 0; i < size; i++)
        {
            var a = _values.AsSpan(i * size, size);
            var diagonal = a[i].Real;
            var smallest = Math.Max(diagonal * 1e-15, 1e-300);
            for (var j = 0; j < i; j++)
            {
                var b = _values.AsSpan(j * size, size);
                a[j] = (a[j] - Dot(a[..j], b[..j])) * (1 / b[j].Real);
                diagonal -= a[j].Real * a[j].Real + a[j].Imaginary * a[j].Imaginary;
            }
            a[i] = Math.Sqrt(Math.Max(diagonal, smallest));
        }
    }

    /// <summary>x ← A⁻¹x with the factor.</summary>
    public void Solve(Span<Complex> x)
    {
        SolveLower(x);
        for (var i = size - 1; i >= 0; i--)
        {
            x[i] *= 1 / this[i, i].Real;
            for (var j = 0; j < i; j++)
                x[j] -= Complex.Conjugate(this[i, j]) * x[i];
        }
    }

    /// <summary>x ← L⁻¹x.</summary>
    public void SolveLower(Span<Complex> x)
    {
        for (var i = 0; i < size; i++)
        {
            var sum = x[i];
            var a = _values.AsSpan(i * size, i);
            for (var j = 0; j < i; j++)
                sum -= a[j] * x[j];
            x[i] = sum * (1 / this[i, i].Real);
        }
    }

    /// <summary>A⁻¹, by sweeping every pivot (Goodnight, The American Statistician 33, 1979). Pivots below rounding are raised to it.</summary>
    public SplitRows Inverse()
    {
        // Rows of the upper triangle, each beginning at the start of a vector: what lies left of the diagonal is never read.
        var width = Aligned(size + Vector<double>.Count - 1);
        var (swept, pivotRow) = (new SplitRows(size, width), new SplitRow(width));
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
                swept[j].Set(i, Complex.Conjugate(this[i, j]));
        }
        for (var k = 0; k < size; k++)
            Sweep(swept, k, pivotRow);
        return Mirrored(swept);
    }

    private void Sweep(SplitRows swept, int k, SplitRow pivotRow)
    {
        var row = swept[k];
        var scale = 1 / Math.Max(row.Re[k], Math.Max(this[k, k].Real * 1e-15, 1e-300));
        pivotRow.Set(row);
        for (var i = 0; i < k; i++)
            pivotRow.Set(i, Complex.Conjugate(swept[i][k]));
        for (var i = 0; i < size; i++)
        {
            if (i == k)
                continue;
            var (target, first) = (swept[i], Aligned(i));
            var factor = Complex.Conjugate(pivotRow[i]) * scale;
            SplitVector.MultiplyAdd(-factor.Real, -factor.Imaginary, pivotRow.Re[first..], pivotRow.Im[first..], target.Re[first..], target.Im[first..]);
            if (i < k)
                target.Set(k, factor);
        }
        SplitVector.Scale(scale, row.Re);
        SplitVector.Scale(scale, row.Im);
        row.Set(k, -scale);
    }

    /// <summary>The negative of a Hermitian matrix of which the upper triangle is given.</summary>
    private SplitRows Mirrored(SplitRows upper)
    {
        var full = new SplitRows(size, size);
        for (var i = 0; i < size; i++)
        {
            var (from, to) = (upper[i], full[i]);
            for (var j = i; j < size; j++)
            {
                to.Set(j, -from[j]);
                full[j].Set(i, -Complex.Conjugate(from[j]));
            }
        }
        return full;
    }

    /// <summary>The start of the vector in which an element lies.</summary>
    private static int Aligned(int i) => i / Vector<double>.Count * Vector<double>.Count;

    /// <summary>X ← A⁻¹X for many right sides at once, X [size × columns] with its parts apart.</summary>
    public void SolveRows(double[] re, double[] im, int columns)
    {
        for (var i = 0; i < size; i++)
        {
            var yRe = re.AsSpan(i * columns, columns);
            var yIm = im.AsSpan(i * columns, columns);
            for (var j = 0; j < i; j++)
                SplitVector.MultiplyAdd(-this[i, j].Real, -this[i, j].Imaginary, re.AsSpan(j * columns, columns), im.AsSpan(j * columns, columns),
                    yRe, yIm);
            SplitVector.Scale(1 / this[i, i].Real, yRe);
            SplitVector.Scale(1 / this[i, i].Real, yIm);
        }
        for (var i = size - 1; i >= 0; i--)
        {
            var xRe = re.AsSpan(i * columns, columns);
            var xIm = im.AsSpan(i * columns, columns);
            for (var j = i + 1; j < size; j++)
                SplitVector.MultiplyAdd(-this[j, i].Real, this[j, i].Imaginary, re.AsSpan(j * columns, columns), im.AsSpan(j * columns, columns),
                    xRe, xIm);
            SplitVector.Scale(1 / this[i, i].Real, xRe);
            SplitVector.Scale(1 / this[i, i].Real, xIm);
        }
    }

    /// <summary>Σ a·b*.</summary>
    private static Complex Dot(ReadOnlySpan<Complex> a, ReadOnlySpan<Complex> b)
    {
        var (re, im) = (0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            re += a[i].Real * b[i].Real + a[i].Imaginary * b[i].Imaginary;
            im += a[i].Imaginary * b[i].Real - a[i].Real * b[i].Imaginary;
        }
        return new Complex(re, im);
    }
}
