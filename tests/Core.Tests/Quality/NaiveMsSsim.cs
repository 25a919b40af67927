namespace SemCom.Core.Tests.Quality;

/// <summary>MS-SSIM as the formula is written, window by window in double precision: slow, and short enough to check by eye.</summary>
internal static class NaiveMsSsim
{
    private static readonly double[] Weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

    public static double Compare(Picture a, Picture b)
    {
        double mean = 0;
        for (var channel = 0; channel < 3; channel++)
        {
            var (x, y) = (Plane(a, channel), Plane(b, channel));
            var product = 1.0;
            for (var scale = 0; scale < Weights.Length; scale++)
            {
                var (contrast, ssim) = Means(x, y);
                product *= Math.Pow(Math.Max(0, scale == 4 ? ssim : contrast), Weights[scale]);
                (x, y) = (Halve(x), Halve(y));
            }
            mean += product / 3;
        }
        return mean;
    }

    /// <summary>SSIM at the finest scale alone.</summary>
    public static double SingleScale(Picture a, Picture b) =>
        Enumerable.Range(0, 3).Average(channel => Means(Plane(a, channel), Plane(b, channel)).Ssim);

    private static (double Contrast, double Ssim) Means(double[,] x, double[,] y)
    {
        var (c1, c2) = (Math.Pow(0.01 * 255, 2), Math.Pow(0.03 * 255, 2));
        double contrastSum = 0, ssimSum = 0;
        var (rows, columns) = (x.GetLength(0) - 10, x.GetLength(1) - 10);
        for (var top = 0; top < rows; top++)
        {
            for (var left = 0; left < columns; left++)
            {
                double total = 0, mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
                for (var i = 0; i < 11; i++)
                {
                    for (var j = 0; j < 11; j++)
                    {
                        var w = Math.Exp(-((i - 5) * (i - 5) + (j - 5) * (j - 5)) / 4.5);
                        var (p, q) = (x[top + i, left + j], y[top + i, left + j]);
                        total += w;
                        mx += w * p;
                        my += w * q;
                        xx += w * p * p;
                        yy += w * q * q;
                        xy += w * p * q;
                    }
                }
                (mx, my) = (mx / total, my / total);
                var (varianceX, varianceY, covariance) = (xx / total - mx * mx, yy / total - my * my, xy / total - mx * my);
                var contrast = (2 * covariance + c2) / (varianceX + varianceY + c2);
                contrastSum += contrast;
                ssimSum += contrast * (2 * mx * my + c1) / (mx * mx + my * my + c1);
            }
        }
        return (contrastSum / rows / columns, ssimSum / rows / columns);
    }

    private static double[,] Halve(double[,] plane)
    {
        var (oddRows, oddColumns) = (plane.GetLength(0) % 2, plane.GetLength(1) % 2);
        var half = new double[(plane.GetLength(0) + 1) / 2, (plane.GetLength(1) + 1) / 2];
        for (var i = 0; i < plane.GetLength(0); i++)
        {
            for (var j = 0; j < plane.GetLength(1); j++)
                half[(i + oddRows) / 2, (j + oddColumns) / 2] += plane[i, j] / 4;
        }
        return half;
    }

    private static double[,] Plane(Picture picture, int channel)
    {
        var plane = new double[picture.Height, picture.Width];
        for (var i = 0; i < picture.Height; i++)
        {
            for (var j = 0; j < picture.Width; j++)
                plane[i, j] = picture.Rgb[(i * picture.Width + j) * 3 + channel];
        }
        return plane;
    }
}
