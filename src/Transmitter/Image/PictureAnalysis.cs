using SemCom.Latents;

namespace SemCom.Transmitter.Image;

/// <summary>What planning needs to know of a picture's patches. Beyond the picture's edge its last pixels repeat.</summary>
/// <param name="Grid">The patches.</param>
/// <param name="Activity">Mean square deviation of each patch from its colour means, 0..255 scale squared [Grid.Count].</param>
/// <param name="LowBand">Colour means as low latents after the low-band transform, planes [LowLatents · Grid.Count].</param>
internal sealed record PictureAnalysis(PatchGrid Grid, float[] Activity, float[] LowBand)
{
    /// <summary>Analyses a picture.</summary>
    public static PictureAnalysis Of(Picture picture, LatentTables tables)
    {
        var grid = PatchGrid.Covering(picture.Width, picture.Height, tables.Patch);
        var (activity, low) = (new float[grid.Count], new float[tables.LowLatents * grid.Count]);
        Span<double> means = stackalloc double[3];
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                var at = row * grid.Columns + column;
                activity[at] = OfPatch(picture, row * tables.Patch, column * tables.Patch, tables.Patch, means);
                for (var latent = 0; latent < tables.LowLatents; latent++)
                    low[latent * grid.Count + at] = (float)tables.LowLatent(latent, means[0] - tables.Mean, means[1] - tables.Mean, means[2] - tables.Mean);
            }
        }
        for (var latent = 0; latent < tables.LowLatents; latent++)
            LowBandTransform.Forward(low.AsSpan(latent * grid.Count, grid.Count), grid, tables.LowBlock);
        return new PictureAnalysis(grid, activity, low);
    }

    private static float OfPatch(Picture picture, int top, int left, int patch, Span<double> means)
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
        {
            means[c] = sum[c] / n;
            total += square[c] / n - means[c] * means[c];
        }
        return (float)(total / 3);
    }
}
