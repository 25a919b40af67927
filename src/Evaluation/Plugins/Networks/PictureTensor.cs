namespace SemCom.Evaluation.Plugins;

/// <summary>Pictures as networks take them: NCHW, one picture, R G B, values in a range of the network's choice.</summary>
/// <param name="Low">What black is.</param>
/// <param name="High">What white is.</param>
/// <param name="Multiple">Sides are padded to a multiple of this by repeating the edge.</param>
internal sealed record PictureTensor(float Low, float High, int Multiple)
{
    /// <summary>A side after padding.</summary>
    public int Padded(int side) => (side + Multiple - 1) / Multiple * Multiple;

    /// <summary>Values [1, 3, padded height, padded width].</summary>
    public float[] From(Picture picture)
    {
        var (width, height) = (Padded(picture.Width), Padded(picture.Height));
        var values = new float[3 * height * width];
        var rgb = picture.Rgb;
        for (var c = 0; c < 3; c++)
        {
            for (var y = 0; y < height; y++)
            {
                var row = Math.Min(y, picture.Height - 1) * picture.Width;
                for (var x = 0; x < width; x++)
                    values[(c * height + y) * width + x] = Low + rgb[3 * (row + Math.Min(x, picture.Width - 1)) + c] * (High - Low) / 255;
            }
        }
        return values;
    }

    /// <summary>The inverse, without the padding; values are rounded and limited to 0..255, NaN is black.</summary>
    /// <param name="values">Values [1, 3, padded height, padded width].</param>
    /// <param name="width">Width of the picture.</param>
    /// <param name="height">Height of the picture.</param>
    public Picture To(ReadOnlySpan<float> values, int width, int height)
    {
        var (stride, rows) = (Padded(width), Padded(height));
        var rgb = new byte[3 * width * height];
        for (var c = 0; c < 3; c++)
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var value = (values[(c * rows + y) * stride + x] - Low) * 255 / (High - Low);
                    rgb[3 * (y * width + x) + c] = float.IsNaN(value) ? (byte)0 : (byte)Math.Clamp(MathF.Round(value), 0, 255);
                }
            }
        }
        return new Picture(width, height, rgb);
    }
}
