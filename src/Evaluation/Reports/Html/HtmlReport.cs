using System.Globalization;
using System.Net;
using System.Text;

namespace SemCom.Evaluation;

/// <summary>Puts a report's sections together.</summary>
internal static class HtmlReport
{
    public static string Write(Report report)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
        html.Append($"<title>{Text(report.Title)}</title>\n<style>\n{ReportStyle.Css}\n</style>\n</head>\n<body>\n<main>\n");
        html.Append($"<h1>{Text(report.Title)}</h1>\n<p>{Text(report.Summary)}</p>\n");
        Facts(html, report);
        LeftOut(html, report.Result);
        GallerySection.Write(html, report.Gallery);
        Charts(html, report.Result);
        MeansTable.Write(html, report.Result.Means);
        LedgerSection.Write(html, report.Result);
        Notices(html, report.Result);
        Reproduce(html, report);
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    internal static string Text(string text) => WebUtility.HtmlEncode(text);

    private static void Facts(StringBuilder html, Report report)
    {
        var plan = report.Plan;
        var records = report.Result.Records;
        html.Append("<dl class=\"facts\">");
        Fact("sources", records.Select(r => r.Source).Distinct(StringComparer.Ordinal).Count().ToString(CultureInfo.InvariantCulture));
        Fact("transmissions", records.Count.ToString("N0", CultureInfo.InvariantCulture));
        Fact("seeds", plan.Seeds == 1 ? $"{plan.FirstSeed}" : $"{plan.FirstSeed} to {unchecked(plan.FirstSeed + (ulong)plan.Seeds - 1)}");
        Fact("receiver", plan.Genie ? "knows the true channel (genie)" : "estimates the channel");
        Fact("lost frames", records.Count(r => r.Lost).ToString("N0", CultureInfo.InvariantCulture));
        html.Append("</dl>\n");

        void Fact(string name, string value) => html.Append($"<div><dt>{Text(name)}</dt><dd>{Text(value)}</dd></div>");
    }

    private static void LeftOut(StringBuilder html, SweepResult result)
    {
        if (result.LeftOut.Count == 0)
            return;
        html.Append("<h2>Left out</h2>\n<p>These sources could not be used and are missing from every number below.</p>\n<ul>\n");
        foreach (var item in result.LeftOut)
            html.Append($"<li>{Text(item.Source)} ({item.Transmissions} transmissions): {Text(item.Reason)}</li>\n");
        html.Append("</ul>\n");
    }

    private static void Charts(StringBuilder html, SweepResult result)
    {
        var charts = ResultCharts.Of(result.Means);
        if (charts.Count == 0)
            return;
        html.Append("<h2>Quality</h2>\n<div class=\"charts\">\n");
        foreach (var chart in charts)
            html.Append(SvgChart.Draw(chart, standalone: false));
        html.Append("</div>\n");
        if (result.Means.Any(m => m.PsnrDbCi95 is not null))
            html.Append("<p class=\"soft\">Bars: 95 % confidence interval of the mean.</p>\n");
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

    private static void Reproduce(StringBuilder html, Report report)
    {
        html.Append($"<h2>How to reproduce</h2>\n<pre>{Text(report.Command)}</pre>\n<ul>\n<li>SemCom {Text(SweepFingerprint.ProgramVersion)}</li>\n");
        foreach (var system in report.Plan.Cells.Select(c => c.System).Distinct())
            html.Append($"<li>{Text(system.Name)}: {Text(system.Identity)}</li>\n");
        html.Append("</ul>\n<p class=\"soft\">SNR is Es/N0 per complex symbol at the receiver, averaged over fading. CBR is all channel uses, header and pilots included, ");
        html.Append("for each of the 3·H·W values of a picture. PSNR and MS-SSIM are those of the 8-bit RGB picture; a lost frame counts with its concealed picture. ");
        html.Append("Confidence intervals treat each source as one sample (seeds are averaged first; with a single source each seed is one).</p>\n");
    }
}
