using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace SemCom.Evaluation;

/// <summary>What somebody needs to get the same numbers again.</summary>
internal static class ReproduceSection
{
    private const string Conventions =
        "SNR is Es/N0 per complex symbol at the receiver, averaged over fading. CBR is all channel uses, header and pilots included, " +
        "for each of the 3·H·W values of a picture. PSNR and MS-SSIM are those of the 8-bit RGB picture; a lost frame counts with its " +
        "concealed picture, and pictures that arrive identical (infinite PSNR) are left out of the mean PSNR. In decibels MS-SSIM is −10·log10(1 − MS-SSIM), " +
        "averaged over pictures like PSNR. Confidence intervals treat each source as one sample, a sequence being one source (seeds and frames are averaged first; with a single source each seed is one).";

    public static void Write(StringBuilder html, Report report)
    {
        var (plan, print) = (report.Plan, SweepFingerprint.Of(report.Plan));
        html.Append($"<h2 id=\"reproduce\">How to reproduce</h2>\n<pre>{HtmlReport.Text(report.Command)}</pre>\n<dl class=\"made\">\n");
        Fact(html, "SemCom", $"{print.Version}, assemblies SHA-256 {print.Build}");
        Fact(html, "runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        Fact(html, "seeds", Seeds(plan, report.Result));
        Fact(html, "measured", print.Metrics ?? "");
        foreach (var judge in print.Judges)
            Fact(html, "judging network", judge);
        foreach (var system in plan.Cells.Select(c => c.System).Distinct())
            Fact(html, system.Name, system.Identity);
        html.Append($"</dl>\n<details><summary>{print.Sources.Count} sources with their SHA-256</summary>\n<ol class=\"made\">");
        foreach (var source in print.Sources)
            html.Append($"<li>{HtmlReport.Text(source)}</li>");
        html.Append($"</ol></details>\n<p class=\"soft\">{Conventions}</p>\n");
    }

    /// <summary>The seeds that were used.</summary>
    public static string Seeds(SweepPlan plan, SweepResult result)
    {
        var last = result.Records.Select(r => r.Seed).DefaultIfEmpty(plan.FirstSeed).Max();
        var all = last == plan.FirstSeed ? $"{plan.FirstSeed}" : $"{plan.FirstSeed} to {last}";
        return plan.UntilCiDb is { } width
            ? all + string.Create(CultureInfo.InvariantCulture, $", at each point until the interval over seeds is ±{width} dB") +
                (result.PointsTooWide > 0 ? $" (not reached at {result.PointsTooWide} {(result.PointsTooWide == 1 ? "point" : "points")})" : "")
            : all;
    }

    private static void Fact(StringBuilder html, string name, string value) => html.Append($"<dt>{HtmlReport.Text(name)}</dt><dd>{HtmlReport.Text(value)}</dd>\n");
}
