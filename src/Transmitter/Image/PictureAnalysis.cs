using SemCom.Latents;

namespace SemCom.Transmitter.Image;

/// <summary>How much detail each patch of a picture holds. Beyond the picture's edge its last pixels repeat.</summary>
internal static class PictureAnalysis
{
    /// <summary>Mean square deviation of each patch from its colour means, 0..255 scale squared [grid.Count].</summary>
    public static float[] Activity(Picture picture, PatchGrid grid, int patch)
    {
        var activity = new float[grid.Count];
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
                activity[row * grid.Columns + column] = OfPatch(picture, row * patch, column * patch, patch);
        }
        return activity;
    }

    private static float OfPatch(Picture picture, int top, int left, int patch)
    {
        Span<long> sum = stackalloc long[3];
        Span<long> square = stackalloc long[3];
        sum.Clear();
        square.Clear();
        var rgb = picture.Rgb;
        for (var y = top; y < top + patch; y++)
        {
            var row = Math.Min(y, picture.Height - 1) * picture.Width;
            for (var x = left; x < left + patch; x++)
            {
                var at = (row + Math.Min(x, picture.Width - 1)) * 3;
                for (var c = 0; c < 3; c++)
                {
                    int value = rgb[at + c];
                    sum[c] += value;
                    square[c] += value * value;
                }
            }
        }
        double n = patch * patch, total = 0;
        for (var c = 0; c < 3; c++)
            total += square[c] / n - sum[c] / n * (sum[c] / n);
        return (float)(total / 3);
    }
}
