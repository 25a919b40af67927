using System.Text;
using SemCom.Runtime.Media.Png;

namespace SemCom.Evaluation;

/// <summary>Pictures with captions, embedded; large ones at half the size, with a link to the file beside the report.</summary>
internal static class GallerySection
{
    private const int LargeSide = 512;

    public static void Write(StringBuilder html, IReadOnlyList<GalleryItem> items)
    {
        if (items.Count == 0)
            return;
        html.Append("<h2>Pictures</h2>\n<div class=\"pictures\">\n");
        foreach (var item in items)
        {
            var image = $"<img alt=\"{HtmlReport.Text(item.Caption)}\" src=\"data:image/png;base64,{Png(Reduce(item.Picture))}\">";
            if (item.File is not null)
                image = $"<a href=\"{HtmlReport.Text(Uri.EscapeDataString(item.File))}\">{image}</a>";
            html.Append($"<figure>{image}<figcaption>{HtmlReport.Text(item.Caption)}<span>{HtmlReport.Text(item.Detail)}</span></figcaption></figure>\n");
        }
        html.Append("</div>\n");
        if (items.Any(i => i.File is not null))
            html.Append("<p class=\"soft\">A click opens the picture in full size from the report's folder.</p>\n");
    }

    private static string Png(Picture picture)
    {
        using var stream = new MemoryStream();
        PngWriter.Write(picture, stream);
        return Convert.ToBase64String(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Halves the picture until it fits, by 2x2 averages; a last odd row or column is dropped.</summary>
    private static Picture Reduce(Picture picture)
    {
        while (Math.Max(picture.Width, picture.Height) > LargeSide && Math.Min(picture.Width, picture.Height) > 1)
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
