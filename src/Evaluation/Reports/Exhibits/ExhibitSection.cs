using System.Globalization;
using System.Text;

namespace SemCom.Evaluation;

/// <summary>Exhibits in a report: two pictures under a slider, and the same places of all systems enlarged.</summary>
internal static class ExhibitSection
{
    /// <summary>Longer pictures are shown at half their size or less under the slider; crops never are.</summary>
    private const int LargeSide = 1024;

    /// <summary>Characters of embedded pictures; a further exhibit is left out where it would exceed them.</summary>
    private const int MaxCharacters = 6_000_000;

    public static void Write(StringBuilder html, Report report)
    {
        if (report.Exhibits.Count == 0)
            return;
        var shown = new List<string>();
        foreach (var exhibit in report.Exhibits)
        {
            var section = Section(exhibit, shown.Count);
            if (shown.Count > 0 && shown.Sum(s => s.Length) + section.Length > MaxCharacters)
                continue;
            shown.Add(section);
        }
        var sources = report.Result.Records.Select(r => r.Source).Distinct(StringComparer.Ordinal).Count();
        html.Append($"<h2 id=\"pictures\">Pictures</h2>\n<p>{shown.Count} of {sources} {(sources == 1 ? "source" : "sources")}, at {HtmlReport.Text(report.Exhibits[0].Point)}. ");
        html.Append("Drag across a picture, or use the arrow keys, to uncover one under the other.</p>\n");
        html.AppendJoin("", shown);
    }

    private static string Section(Exhibit exhibit, int index)
    {
        var html = new StringBuilder();
        var name = HtmlReport.Text(exhibit.Source);
        html.Append($"<section class=\"exhibit\">\n<h3>{name} <span>{HtmlReport.Text(exhibit.Rank)}</span></h3>\n");
        Slider(html, exhibit, name, index);
        var (worst, median) = Places.Find(exhibit.Original, exhibit.Received.First(r => r.System == exhibit.Ours).Picture);
        Crops(html, exhibit, worst, $"Where {exhibit.Ours} is worst");
        if (median != worst)
            Crops(html, exhibit, median, $"Where {exhibit.Ours} is at its median");
        return html.Append("</section>\n").ToString();
    }

    private static void Slider(StringBuilder html, Exhibit exhibit, string name, int index)
    {
        var layers = new List<(string Name, string Detail, Picture Picture)> { ("original", "", exhibit.Original) };
        layers.AddRange(exhibit.Received.Where(r => r.System == exhibit.Ours).Concat(exhibit.Received.Where(r => r.System == exhibit.Rival))
            .Select(r => (r.System, Detail(r.Quality), r.Picture)));
        var (left, right) = layers.Count > 2 ? (1, 2) : (0, 1);
        var pictures = layers.Select(l => EmbeddedPicture.Reduce(l.Picture, LargeSide)).ToList();
        var scale = exhibit.Original.Width > pictures[0].Width ? $", shown at 1/{exhibit.Original.Width / pictures[0].Width} of its size" : "";
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"compare\" style=\"--at:50%;aspect-ratio:{pictures[0].Width}/{pictures[0].Height};max-width:{pictures[0].Width}px\">\n");
        for (var i = 0; i < layers.Count; i++)
        {
            var role = i == left ? "left" : i == right ? "right" : "off";
            html.Append($"<img class=\"{role}\" alt=\"{name}, {HtmlReport.Text(layers[i].Name)}\" src=\"{EmbeddedPicture.Url(pictures[i])}\">\n");
        }
        html.Append($"<span class=\"tag\">{HtmlReport.Text(layers[left].Name)}</span><span class=\"tag end\">{HtmlReport.Text(layers[right].Name)}</span>");
        html.Append($"<input type=\"range\" min=\"0\" max=\"100\" step=\"1\" value=\"50\" aria-label=\"{name}: how much of the left picture is uncovered, in percent\">\n</div>\n");
        html.Append("<p class=\"pair\">");
        Choice(html, "Left", left, layers.Select(l => l.Name), $"{name}: left picture");
        Choice(html, "Right", right, layers.Select(l => l.Name), $"{name}: right picture");
        var details = layers.Where(l => l.Detail.Length > 0).Select(l => $"{HtmlReport.Text(l.Name)}: {l.Detail}");
        html.Append($"<span>{string.Join(" · ", details)}{scale}</span></p>\n");
    }

    private static void Choice(StringBuilder html, string label, int chosen, IEnumerable<string> names, string accessible)
    {
        html.Append($"<label>{label} <select aria-label=\"{accessible}\">");
        foreach (var (i, name) in names.Index())
            html.Append(CultureInfo.InvariantCulture, $"<option value=\"{i}\"{(i == chosen ? " selected" : "")}>{HtmlReport.Text(name)}</option>");
        html.Append("</select></label> ");
    }

    private static void Crops(StringBuilder html, Exhibit exhibit, Corner corner, string caption)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h4>{HtmlReport.Text(caption)} <span>{Places.Crop} pixels, from ({corner.X}, {corner.Y})</span></h4>\n<div class=\"crops\">\n");
        var original = Places.Cut(exhibit.Original, corner);
        One("original", "", original);
        foreach (var received in exhibit.Received)
        {
            var crop = Places.Cut(received.Picture, corner);
            One(received.System, PictureQuality.PsnrDb(original, crop) is { } db ? string.Create(CultureInfo.InvariantCulture, $"{db:0.0} dB here") : "identical here", crop);
        }
        html.Append("</div>\n");

        void One(string name, string detail, Picture crop) => html.Append(
            $"<figure><img alt=\"{HtmlReport.Text($"{caption}: {name}")}\" src=\"{EmbeddedPicture.Url(crop)}\"><figcaption>{HtmlReport.Text(name)}<span>{detail}</span></figcaption></figure>\n");
    }

    private static string Detail(QualityRecord quality)
    {
        var psnr = quality.PsnrDb is { } db ? string.Create(CultureInfo.InvariantCulture, $"{db:0.0} dB") : "identical";
        var msSsim = quality.MsSsim is { } value ? string.Create(CultureInfo.InvariantCulture, $", MS-SSIM {value:0.000}") : "";
        return (quality.Lost ? "lost and concealed, " : "") + psnr + msSsim;
    }
}
