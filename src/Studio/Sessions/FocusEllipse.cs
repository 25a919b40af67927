namespace SemCom.Studio;

/// <summary>The surroundings of a point, as long as it is not known what stands there.</summary>
internal static class FocusEllipse
{
    /// <summary>Radius as a share of the picture's shorter side.</summary>
    private const double Radius = 0.18;

    /// <summary>A round region.</summary>
    public static PictureFocus Around(FocusPoint point, int width, int height)
    {
        var (x, y, radius) = (point.X * (width - 1), point.Y * (height - 1), Radius * Math.Min(width, height));
        var pixels = new bool[width * height];
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
                pixels[row * width + column] = (column - x) * (column - x) + (row - y) * (row - y) <= radius * radius;
        }
        return PictureFocus.On(RegionMask.FromPixels(width, height, pixels));
    }
}
