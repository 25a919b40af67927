using System.Globalization;
using System.Text;
using SemCom.Runtime.Media.Png;

namespace SemCom.Evaluation;

/// <summary>Writes an explanation: a PNG for each picture, and explanation.html with all of them.</summary>
public static class ExplanationFiles
{
    /// <summary>Writes the files, each completely or not at all; returns the page's path.</summary>
    /// <exception cref="SemComException">The folder cannot be written.</exception>
    public static string Write(string folder, Exposition exposition)
    {
        ArgumentNullException.ThrowIfNull(exposition);
        ReportFiles.MakeFolder(folder);
        try
        {
            var pictures = ExplanationPictures.Of(exposition);
            foreach (var picture in pictures)
                ReportFiles.Replace(Path.Combine(folder, picture.Name + ".png"), Png(picture.Picture));
            var page = Path.Combine(folder, "explanation.html");
            ReportFiles.Replace(page, Encoding.UTF8.GetBytes(Html(exposition, pictures)));
            return page;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"--explain: {folder} cannot hold the explanation ({e.Message.ReplaceLineEndings(" ")}); make room, or allow writing there", e);
        }
    }

    private static byte[] Png(Picture picture)
    {
        using var stream = new MemoryStream();
        PngWriter.Write(picture, stream);
        return stream.ToArray();
    }

    private static string Html(Exposition exposition, IReadOnlyList<ExplanationPicture> pictures)
    {
        var record = exposition.Record;
        var html = new StringBuilder();
        HtmlReport.Begin(html, $"What became of {record.Source}");
        html.Append(CultureInfo.InvariantCulture, $"<p>{HtmlReport.Text(record.Channel)} at {record.SnrDb:0.##} dB, CBR {HtmlReport.Text(Cbrs.Format(record.Cbr))}, {record.Uses.Total:N0} channel uses.");
        html.Append(record.Lost ? " The frame was lost; what arrived is a grey stand-in." : "").Append(CultureInfo.InvariantCulture, $" PSNR {Db(record.PsnrDb)}");
        html.Append(record.FocusShare is { } share ? string.Create(CultureInfo.InvariantCulture, $", inside the focus ({share:0.0 %} of the picture) {Db(record.PsnrInsideDb)}, outside {Db(record.PsnrOutsideDb)}") : "");
        html.Append(".</p>\n<div class=\"pictures\">\n");
        Figure("Sent", "", exposition.Original);
        Figure("Received", "", exposition.Result.Picture);
        foreach (var picture in pictures)
            Figure(picture.Title, picture.Caption, picture.Picture);
        return html.Append("</div>\n</main>\n</body>\n</html>\n").ToString();

        static string Db(double? psnrDb) => psnrDb is { } db ? string.Create(CultureInfo.InvariantCulture, $"{db:0.00} dB") : "infinite";

        void Figure(string name, string caption, Picture picture) =>
            html.Append($"<figure><img alt=\"{HtmlReport.Text(name)}\" src=\"{EmbeddedPicture.Url(picture)}\"><figcaption><b>{HtmlReport.Text(name)}</b><span>{HtmlReport.Text(caption)}</span></figcaption></figure>\n");
    }
}
