using System.Globalization;
using System.Text;

namespace SemCom.Evaluation;

/// <summary>The table of Bjøntegaard differences.</summary>
internal static class BjontegaardSection
{
    public static void Write(StringBuilder html, Report report)
    {
        var systems = report.Plan.Cells.Select(c => c.System.Name).Distinct(StringComparer.Ordinal).Count();
        if (systems < 2 || report.Plan.Cells.Select(c => c.Cbr).Distinct().Count() < 2)
            return;
        var anchor = BjontegaardTable.AnchorOf(report.Plan, report.Anchor);
        var rows = BjontegaardTable.Of(report.Result.Cells, anchor);
        var scales = QualityScale.Compared.Where((_, i) => rows.Any(r => r.Scales[i].Delta.Reason is null || i == 0)).ToList();
        html.Append($"<h2 id=\"bd\">Channel uses at equal quality, against {HtmlReport.Text(anchor)}</h2>\n<div class=\"scroll\"><table class=\"bd\">\n");
        html.Append("<thead><tr><th>system</th><th class=\"text\">channel</th><th>Es/N0 [dB]</th>");
        foreach (var scale in scales)
            html.Append($"<th>BD-uses by {scale.Name} [%]</th><th class=\"text\">over</th><th>BD-{scale.Name} [dB]</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            html.Append($"<tr><td>{HtmlReport.Text(row.System)}</td><td class=\"text\">{HtmlReport.Text(row.Channel)}</td><td>{Axis.Number(row.SnrDb)}</td>");
            foreach (var cell in row.Scales.Take(scales.Count))
                Cell(html, cell);
            html.Append("</tr>\n");
        }
        html.Append("</tbody></table></div>\n");
        html.Append("<p class=\"soft\">Average difference in channel uses at equal quality (Bjøntegaard, VCEG-M33; piecewise cubic as in JVET's common test conditions): " +
            "−20 % means a fifth fewer uses than the anchor. Averaged over the qualities that both curves reach, given beside it, and nowhere else. " +
            "BD-PSNR and BD-MS-SSIM: average difference in quality at equal uses. " +
            "Curves are means over pictures; brackets: 95 % interval, from eight pictures on, by drawing the pictures again.</p>\n");
    }

    private static void Cell(StringBuilder html, BjontegaardCell cell)
    {
        if (cell.Delta is not { RatePercent: { } percent, Quality: { } over })
        {
            html.Append($"<td colspan=\"3\" class=\"text why\">{HtmlReport.Text(cell.Delta.Reason ?? "")}</td>");
            return;
        }
        var interval = cell.RatePercent is { } i ? $" <small>[{Signed(i.Low, "0.0")}, {Signed(i.High, "0.0")}]</small>" : "";
        var range = string.Create(CultureInfo.InvariantCulture, $"{over.Low:0.0} to {over.High:0.0} dB");
        var db = cell.Delta.QualityDb is { } value ? Signed(value, "0.00") : "–";
        html.Append($"<td><b>{Signed(percent, "0.0")}</b>{interval}</td><td class=\"text\">{range}</td><td>{db}</td>");
    }

    private static string Signed(double value, string format) =>
        value.ToString($"+{format};−{format};{format}", CultureInfo.InvariantCulture);
}
