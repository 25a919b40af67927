using System.Globalization;
using System.Net;
using System.Text;

namespace SemCom.Evaluation;

/// <summary>Puts a report's sections together. The file needs nothing else, and its policy lets no browser ask for anything.</summary>
internal static class HtmlReport
{
    public static string Write(Report report)
    {
        var html = new StringBuilder();
        Begin(html, report.Title);
        html.Append($"<p>{Text(report.Summary)}</p>\n");
        Facts(html, report);
        GallerySection.Write(html, report.Gallery);
        Charts(html, report.Result);
        BjontegaardSection.Write(html, report);
        MeansTable.Write(html, report.Result.Means);
        ExhibitSection.Write(html, report);
        LedgerSection.Write(html, report.Result);
        FailuresSection.Write(html, report.Result);
        Notices(html, report.Result);
        ReproduceSection.Write(html, report);
        html.Append("</main>\n");
        if (report.Exhibits.Count > 0)
            html.Append($"<script>{ReportPolicy.Script}</script>\n");
        return html.Append("</body>\n</html>\n").ToString();
    }

    internal static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Everything up to the heading of a page that asks for nothing.</summary>
    internal static void Begin(StringBuilder html, string title)
    {
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{ReportPolicy.Text}\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
        html.Append($"<title>{Text(title)}</title>\n<style>{ReportPolicy.Style}</style>\n</head>\n<body>\n<main>\n<h1>{Text(title)}</h1>\n");
    }

    private static void Facts(StringBuilder html, Report report)
    {
        var plan = report.Plan;
        var records = report.Result.Records;
        html.Append("<dl class=\"facts\">");
        Fact("sources", records.Select(r => r.Source).Distinct(StringComparer.Ordinal).Count().ToString(CultureInfo.InvariantCulture));
        Fact("transmissions", records.Count.ToString("N0", CultureInfo.InvariantCulture));
        Fact("seeds", ReproduceSection.Seeds(plan, report.Result));
        Fact("receiver", plan.Genie ? "knows the true channel (genie)" : "estimates the channel");
        Fact("lost frames", records.Count(r => r.Lost).ToString("N0", CultureInfo.InvariantCulture));
        Fact("missing", report.Result.LeftOut.Sum(l => l.Transmissions).ToString("N0", CultureInfo.InvariantCulture));
        html.Append("</dl>\n");

        void Fact(string name, string value) => html.Append($"<div><dt>{Text(name)}</dt><dd>{Text(value)}</dd></div>");
    }

    private static void Charts(StringBuilder html, SweepResult result)
    {
        var charts = ResultCharts.Of(result.Cells);
        if (charts.Count == 0)
            return;
        html.Append("<h2 id=\"quality\">Quality</h2>\n");
        foreach (var measure in charts.GroupBy(chart => chart.Y.Label, StringComparer.Ordinal))
        {
            html.Append($"<details class=\"measure\" open><summary>{Text(measure.Key)}</summary>\n<div class=\"charts\">\n");
            foreach (var chart in measure)
                html.Append(SvgChart.Draw(chart, standalone: false));
            html.Append("</div></details>\n");
        }
        if (result.Means.Any(m => m.PsnrDbCi95 is not null))
        {
            html.Append("<p class=\"soft\">Bars: 95 % confidence interval of the mean over pictures. All systems meet the same pictures and the same noise, so that " +
                "differences between them are more certain than the bars suggest. Lines that share their points stand a little apart; a bar without a cap goes on beyond the plot.</p>\n");
        }
    }

    private static void Notices(StringBuilder html, SweepResult result)
    {
        if (result.Notices.Count == 0)
            return;
        html.Append("<h2>Remarks</h2>\n<ul>\n");
        foreach (var notice in result.Notices)
            html.Append($"<li>{Text(notice.Text)} ({notice.Transmissions} of {result.Records.Count} transmissions)</li>\n");
        html.Append("</ul>\n");
    }
}
