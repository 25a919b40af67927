namespace SemCom.Runtime.Media;

/// <summary>
/// Linear interpolation that is widened by the factor of a reduction, as Pillow and PyTorch (antialias) do it: each pixel counts as long as it is under the triangle
/// around the new pixel's centre.
/// </summary>
public static class TriangleFilter
{
    /// <summary>The picture at another size [3, height, width], 0..255, not rounded.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="width">New pixels in a row, at least 1.</param>
    /// <param name="height">New rows, at least 1.</param>
    public static float[] Resize(Picture picture, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var (across, down) = (Weights(picture.Width, width), Weights(picture.Height, height));
        var rows = new float[3 * picture.Height * width];
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Rgb.Slice(y * picture.Width * 3, picture.Width * 3);
            for (var x = 0; x < width; x++)
            {
                var (first, weights) = across[x];
                float red = 0, green = 0, blue = 0;
                for (int i = 0, j = 3 * first; i < weights.Length; i++, j += 3)
                {
                    red += weights[i] * row[j];
                    green += weights[i] * row[j + 1];
                    blue += weights[i] * row[j + 2];
                }
                (rows[y * width + x], rows[(picture.Height + y) * width + x], rows[(2 * picture.Height + y) * width + x]) = (red, green, blue);
            }
        }
        var planes = new float[3 * height * width];
        for (var i = 0; i < 3 * height; i++)
        {
            var (first, weights) = down[i % height];
            var target = planes.AsSpan(i * width, width);
            for (var k = 0; k < weights.Length; k++)
                AddScaled(rows.AsSpan((i / height * picture.Height + first + k) * width, width), weights[k], target);
        }
        return planes;
    }

    private static void AddScaled(ReadOnlySpan<float> source, float weight, Span<float> target)
    {
        for (var x = 0; x < target.Length; x++)
            target[x] += weight * source[x];
    }

    /// <summary>For each new pixel the first old one that counts, and the weights from there on.</summary>
    private static (int First, float[] Weights)[] Weights(int from, int to)
    {
        var scale = (double)from / to;
        var reach = Math.Max(scale, 1);
        var all = new (int, float[])[to];
        for (var i = 0; i < to; i++)
        {
            var centre = (i + 0.5) * scale;
            var first = Math.Max(0, (int)(centre - reach + 0.5));
            var end = Math.Min(from, (int)(centre + reach + 0.5));
            var raw = Enumerable.Range(first, end - first).Select(j => Math.Max(0, 1 - Math.Abs((j + 0.5 - centre) / reach))).ToArray();
            var total = raw.Sum();
            all[i] = (first, [.. raw.Select(w => (float)(w / total))]);
        }
        return all;
    }
}
