using System.Numerics.Tensors;

namespace SemCom;

/// <summary>How hard a picture is to send, in five numbers that cost a pass over its luma.</summary>
/// <param name="VarianceDb">Variance of luma [dB of squared 8-bit values].</param>
/// <param name="GradientDb">Mean squared difference of neighbouring pixels [dB].</param>
/// <param name="CoarseGradientDb">The same between neighbouring means of 4x4 pixels [dB].</param>
/// <param name="FocusShare">Share of the picture that matters most.</param>
/// <param name="FocusGradientDb">Mean squared difference of neighbouring pixels inside it [dB].</param>
public sealed record PictureComplexity(float VarianceDb, float GradientDb, float CoarseGradientDb, float FocusShare, float FocusGradientDb)
{
    private const int Coarse = 4;

    /// <summary>Least value that is told [dB]: a step of 8 bits, rounded.</summary>
    private const double FloorDb = -10;

    /// <summary>Looks at a picture.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="focus">What matters, of the picture's size; null for the middle.</param>
    public static PictureComplexity Of(Picture picture, RegionMask? focus = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        focus ??= Middle(picture);
        var luma = Luma(picture);
        var (coarse, columns, rows) = Means(luma, picture.Width, picture.Height);
        var mean = TensorPrimitives.Average<float>(luma);
        return new PictureComplexity(
            ToDb(TensorPrimitives.SumOfSquares<float>(luma) / luma.Length - mean * mean), ToDb(Gradient(luma, picture.Width, picture.Height, null)),
            ToDb(Gradient(coarse, columns, rows, null)), (float)focus.Share, ToDb(Gradient(luma, picture.Width, picture.Height, focus)));
    }

    /// <summary>The middle half of each side.</summary>
    public static RegionMask Middle(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return RegionMask.FromBox(picture.Width, picture.Height, new PictureBox(picture.Width / 4, picture.Height / 4, Math.Max(1, picture.Width / 2), Math.Max(1, picture.Height / 2)));
    }

    private static float ToDb(double value) => (float)Math.Max(FloorDb, Decibels.FromLinear(Math.Max(value, 1e-9)));

    private static float[] Luma(Picture picture)
    {
        var luma = new float[picture.Width * picture.Height];
        var rgb = picture.Rgb;
        for (var i = 0; i < luma.Length; i++)
            luma[i] = 0.299f * rgb[3 * i] + 0.587f * rgb[3 * i + 1] + 0.114f * rgb[3 * i + 2];
        return luma;
    }

    private static (float[] Means, int Columns, int Rows) Means(float[] luma, int width, int height)
    {
        var (columns, rows) = (Math.Max(1, width / Coarse), Math.Max(1, height / Coarse));
        var means = new float[columns * rows];
        for (var y = 0; y < Math.Min(height, rows * Coarse); y++)
        {
            for (var x = 0; x < Math.Min(width, columns * Coarse); x++)
                means[y / Coarse * columns + x / Coarse] += luma[y * width + x] / (Coarse * Coarse);
        }
        return (means, columns, rows);
    }

    private static double Gradient(float[] values, int width, int height, RegionMask? region)
    {
        var (sum, count) = (0.0, 0);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var i = y * width + x;
                if (region is not null && !region[i])
                    continue;
                if (x + 1 < width)
                    (sum, count) = (sum + Square(values[i + 1] - values[i]), count + 1);
                if (y + 1 < height)
                    (sum, count) = (sum + Square(values[i + width] - values[i]), count + 1);
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double Square(double value) => value * value;
}
