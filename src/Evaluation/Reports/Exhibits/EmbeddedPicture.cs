using SemCom.Runtime.Media.Png;

namespace SemCom.Evaluation;

/// <summary>Pictures inside HTML.</summary>
internal static class EmbeddedPicture
{
    /// <summary>The picture as a PNG in a data URL.</summary>
    public static string Url(Picture picture)
    {
        using var stream = new MemoryStream();
        PngWriter.Write(picture, stream);
        return "data:image/png;base64," + Convert.ToBase64String(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Halves the picture until no side is longer than <paramref name="side"/>, by 2x2 averages; a last odd row or column is dropped.</summary>
    public static Picture Reduce(Picture picture, int side)
    {
        while (Math.Max(picture.Width, picture.Height) > side && Math.Min(picture.Width, picture.Height) > 1)
        {
            var (width, height) = (picture.Width / 2, picture.Height / 2);
            var rgb = new byte[width * height * 3];
            var source = picture.Rgb;
            for (var i = 0; i < rgb.Length; i++)
            {
                var (y, x, c) = (i / (width * 3), i / 3 % width, i % 3);
                var j = (2 * y * picture.Width + 2 * x) * 3 + c;
                var below = j + picture.Width * 3;
                rgb[i] = (byte)((source[j] + source[j + 3] + source[below] + source[below + 3] + 2) / 4);
            }
            picture = new Picture(width, height, rgb);
        }
        return picture;
    }
}
