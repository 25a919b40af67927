namespace SemCom.Latents;

/// <summary>
/// Orthonormal DCT-II over blocks of up to LowBlock x LowBlock patches, applied to planes of colour means: neighbouring
/// means are alike, so most of their energy falls into few coefficients. The last blocks of a row or column are shorter.
/// </summary>
public static class LowBandTransform
{
    private const int Digits = 12;

    /// <summary>Replaces the plane [rows · columns] by its coefficients.</summary>
    public static void Forward(Span<float> plane, PatchGrid grid, int block) => Apply(plane, grid, block, inverse: false);

    /// <summary>Replaces coefficients by the plane.</summary>
    public static void Inverse(Span<float> plane, PatchGrid grid, int block) => Apply(plane, grid, block, inverse: true);

    /// <summary>Replaces squared errors of coefficients by those of the plane: the inverse transform spreads them over their block.</summary>
    public static void SpreadErrors(Span<float> plane, PatchGrid grid, int block)
    {
        foreach (var (top, left, height, width) in Blocks(grid, block))
        {
            float sum = 0;
            for (var y = top; y < top + height; y++)
            {
                foreach (var error in plane.Slice(y * grid.Columns + left, width))
                    sum += error;
            }
            for (var y = top; y < top + height; y++)
                plane.Slice(y * grid.Columns + left, width).Fill(sum / (height * width));
        }
    }

    /// <summary>The blocks of a grid, those of the last row and column as short as they are.</summary>
    internal static IEnumerable<(int Top, int Left, int Height, int Width)> Blocks(PatchGrid grid, int block)
    {
        for (var top = 0; top < grid.Rows; top += block)
        {
            for (var left = 0; left < grid.Columns; left += block)
                yield return (top, left, Math.Min(block, grid.Rows - top), Math.Min(block, grid.Columns - left));
        }
    }

    /// <summary>Frequency index 0 .. block − 1 of coefficient <paramref name="k"/> of a transform of <paramref name="length"/> points.</summary>
    public static int Frequency(int k, int length, int block) => k * block / length;

    private static void Apply(Span<float> plane, PatchGrid grid, int block, bool inverse)
    {
        var matrices = new float[block + 1][];
        Span<float> line = stackalloc float[block];
        foreach (var (top, left, height, width) in Blocks(grid, block))
        {
            var horizontal = matrices[width] ??= Matrix(width);
            var vertical = matrices[height] ??= Matrix(height);
            for (var y = 0; y < height; y++)
                Line(plane, (top + y) * grid.Columns + left, 1, line[..width], horizontal, inverse);
            for (var x = 0; x < width; x++)
                Line(plane, top * grid.Columns + left + x, grid.Columns, line[..height], vertical, inverse);
        }
    }

    private static void Line(Span<float> plane, int start, int step, Span<float> result, float[] matrix, bool inverse)
    {
        var n = result.Length;
        for (var k = 0; k < n; k++)
        {
            float sum = 0;
            for (var i = 0; i < n; i++)
                sum += plane[start + i * step] * (inverse ? matrix[i * n + k] : matrix[k * n + i]);
            result[k] = sum;
        }
        for (var k = 0; k < n; k++)
            plane[start + k * step] = result[k];
    }

    /// <summary>Cosines are rounded to <see cref="Digits"/>, so that every platform has the same ones.</summary>
    private static float[] Matrix(int n)
    {
        var matrix = new float[n * n];
        for (var k = 0; k < n; k++)
        {
            for (var i = 0; i < n; i++)
                matrix[k * n + i] = (float)Math.Round(Math.Sqrt((k == 0 ? 1.0 : 2.0) / n) * Math.Cos(Math.PI * (2 * i + 1) * k / (2.0 * n)), Digits);
        }
        return matrix;
    }
}
