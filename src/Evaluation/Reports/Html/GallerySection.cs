using System.Text;

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
            var (caption, detail) = (HtmlReport.Text(item.Caption), HtmlReport.Text(item.Detail));
            var image = $"<img alt=\"{caption}\" src=\"{EmbeddedPicture.Url(EmbeddedPicture.Reduce(item.Picture, LargeSide))}\">";
            if (item.File is not null)
                image = $"<a href=\"{HtmlReport.Text(Uri.EscapeDataString(item.File))}\">{image}</a>";
            html.Append($"<figure>{image}<figcaption>{caption}<span>{detail}</span></figcaption></figure>\n");
        }
        html.Append("</div>\n");
        if (items.Any(i => i.File is not null))
            html.Append("<p class=\"soft\">A click opens the picture in full size from the report's folder.</p>\n");
    }
}
