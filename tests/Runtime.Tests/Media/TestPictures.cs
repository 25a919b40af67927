namespace SemCom.Runtime.Tests.Media;

/// <summary>Pictures made from formulas.</summary>
internal static class TestPictures
{
    public static Picture Noise(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        new Random(width * 31 + height).NextBytes(rgb);
        return new Picture(width, height, rgb);
    }

    /// <summary>Slow waves of colour, as in a photograph out of focus.</summary>
    public static Picture Smooth(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        for (var i = 0; i < rgb.Length; i++)
        {
            var (x, y, c) = (i / 3 % width, i / 3 / width, i % 3);
            rgb[i] = (byte)(128 + 60 * Math.Sin(x * 0.02 + c) + 60 * Math.Cos(y * 0.03 - c));
        }
        return new Picture(width, height, rgb);
    }

    public static double PsnrDb(Picture a, Picture b)
    {
        Assert.Equal((a.Width, a.Height), (b.Width, b.Height));
        var sum = 0.0;
        for (var i = 0; i < a.ValueCount; i++)
            sum += Math.Pow(a.Rgb[i] - b.Rgb[i], 2);
        return 10 * Math.Log10(255.0 * 255.0 * a.ValueCount / sum);
    }
}
