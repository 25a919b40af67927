namespace SemCom.Runtime.Media;

/// <summary>Pictures at another size, natively.</summary>
internal static class PictureScaling
{
    /// <summary>The picture itself where it has the size, else scaled with <see cref="TriangleFilter"/>.</summary>
    public static Picture Scale(Picture picture, int width, int height)
    {
        if ((picture.Width, picture.Height) == (width, height))
            return picture;
        var planes = TriangleFilter.Resize(picture, width, height);
        var (count, rgb) = (width * height, new byte[3 * width * height]);
        for (var i = 0; i < count; i++)
        {
            for (var c = 0; c < 3; c++)
                rgb[3 * i + c] = (byte)Math.Clamp((int)MathF.Round(planes[c * count + i]), 0, 255);
        }
        return new Picture(width, height, rgb);
    }
}
