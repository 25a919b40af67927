using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SemCom.Agents;

/// <summary>
/// C += A·B. Every element is summed over the depth one after another with fused multiply-add, so that the result is the same to the last bit whatever the number of rows, the
/// addresses in memory and the processor. (The sums of TensorPrimitives depend on addresses.)
/// </summary>
internal static class MatrixProduct
{
    private const int Lanes = 8;

    /// <summary>Adds A·B to C.</summary>
    /// <param name="a">A; element (r, k) stands at r·<paramref name="rowStride"/> + k·<paramref name="depthStride"/>.</param>
    /// <param name="rowStride">Distance of two rows in A.</param>
    /// <param name="depthStride">Distance of two columns in A.</param>
    /// <param name="b">B [depth, columns].</param>
    /// <param name="c">C [rows, columns].</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="columns">Columns of B and C.</param>
    public static void Add(ReadOnlySpan<float> a, int rowStride, int depthStride, ReadOnlySpan<float> b, Span<float> c, int rows, int depth, int columns)
    {
        if (rows == 0 || depth == 0)
            return;
        if ((rows - 1) * rowStride + (depth - 1) * depthStride >= a.Length || depth * columns > b.Length || rows * columns > c.Length)
            throw new ArgumentException("a matrix is smaller than its shape", nameof(a));
        ref var b0 = ref MemoryMarshal.GetReference(b);
        ref var c0 = ref MemoryMarshal.GetReference(c);
        var strides = new Strides(rowStride, depthStride, depth, columns);
        var row = 0;
        for (; row + 4 <= rows; row += 4)
            AddFourRows(a, ref b0, ref c0, row, strides);
        for (; row < rows; row++)
            AddRow(a, ref b0, ref c0, row, strides);
        AddLastColumns(a, b, c, rows, strides);
    }

    private static void AddFourRows(ReadOnlySpan<float> a, ref float b, ref float c, int row, Strides s)
    {
        var n = (nuint)s.Columns;
        var (r0, step) = ((nuint)(row * s.Row), (nuint)s.Depth);
        var (r1, r2, r3) = (r0 + (nuint)s.Row, r0 + 2 * (nuint)s.Row, r0 + 3 * (nuint)s.Row);
        for (nuint j = 0; j + Lanes <= n; j += Lanes)
        {
            var at = (nuint)row * n + j;
            var (c0, c1) = (Vector256.LoadUnsafe(ref c, at), Vector256.LoadUnsafe(ref c, at + n));
            var (c2, c3) = (Vector256.LoadUnsafe(ref c, at + 2 * n), Vector256.LoadUnsafe(ref c, at + 3 * n));
            nuint ak = 0, bk = j;
            for (var k = 0; k < s.Count; k++, ak += step, bk += n)
            {
                var v = Vector256.LoadUnsafe(ref b, bk);
                c0 = Vector256.FusedMultiplyAdd(Vector256.Create(a[(int)(r0 + ak)]), v, c0);
                c1 = Vector256.FusedMultiplyAdd(Vector256.Create(a[(int)(r1 + ak)]), v, c1);
                c2 = Vector256.FusedMultiplyAdd(Vector256.Create(a[(int)(r2 + ak)]), v, c2);
                c3 = Vector256.FusedMultiplyAdd(Vector256.Create(a[(int)(r3 + ak)]), v, c3);
            }
            c0.StoreUnsafe(ref c, at);
            c1.StoreUnsafe(ref c, at + n);
            c2.StoreUnsafe(ref c, at + 2 * n);
            c3.StoreUnsafe(ref c, at + 3 * n);
        }
    }

    private static void AddRow(ReadOnlySpan<float> a, ref float b, ref float c, int row, Strides s)
    {
        var n = (nuint)s.Columns;
        var (first, step, start) = ((nuint)(row * s.Row), (nuint)s.Depth, (nuint)row * n);
        nuint j = 0;
        for (; j + 4 * Lanes <= n; j += 4 * Lanes)
        {
            var at = start + j;
            var (c0, c1) = (Vector256.LoadUnsafe(ref c, at), Vector256.LoadUnsafe(ref c, at + Lanes));
            var (c2, c3) = (Vector256.LoadUnsafe(ref c, at + 2 * Lanes), Vector256.LoadUnsafe(ref c, at + 3 * Lanes));
            nuint ak = first, bk = j;
            for (var k = 0; k < s.Count; k++, ak += step, bk += n)
            {
                var v = Vector256.Create(a[(int)ak]);
                c0 = Vector256.FusedMultiplyAdd(v, Vector256.LoadUnsafe(ref b, bk), c0);
                c1 = Vector256.FusedMultiplyAdd(v, Vector256.LoadUnsafe(ref b, bk + Lanes), c1);
                c2 = Vector256.FusedMultiplyAdd(v, Vector256.LoadUnsafe(ref b, bk + 2 * Lanes), c2);
                c3 = Vector256.FusedMultiplyAdd(v, Vector256.LoadUnsafe(ref b, bk + 3 * Lanes), c3);
            }
            c0.StoreUnsafe(ref c, at);
            c1.StoreUnsafe(ref c, at + Lanes);
            c2.StoreUnsafe(ref c, at + 2 * Lanes);
            c3.StoreUnsafe(ref c, at + 3 * Lanes);
        }
        for (; j + Lanes <= n; j += Lanes)
        {
            var sum = Vector256.LoadUnsafe(ref c, start + j);
            nuint ak = first, bk = j;
            for (var k = 0; k < s.Count; k++, ak += step, bk += n)
                sum = Vector256.FusedMultiplyAdd(Vector256.Create(a[(int)ak]), Vector256.LoadUnsafe(ref b, bk), sum);
            sum.StoreUnsafe(ref c, start + j);
        }
    }

    private static void AddLastColumns(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, Strides s)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var j = s.Columns & ~(Lanes - 1); j < s.Columns; j++)
            {
                var sum = c[row * s.Columns + j];
                for (var k = 0; k < s.Count; k++)
                    sum = MathF.FusedMultiplyAdd(a[row * s.Row + k * s.Depth], b[k * s.Columns + j], sum);
                c[row * s.Columns + j] = sum;
            }
        }
    }

    private readonly record struct Strides(int Row, int Depth, int Count, int Columns);
}
