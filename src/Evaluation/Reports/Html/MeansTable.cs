using System.Globalization;
using System.Text;

namespace SemCom.Evaluation;

/// <summary>The table of means.</summary>
internal static class MeansTable
{
    private const string Networks =
        "Perceptual distance (0 is equal, lower is better), semantic similarity (1 is equal) and class are those of networks; the class is that " +
        "of the original, not a label.";

    private static readonly (string Name, Func<MeanRecord, string> Value, Func<MeanRecord, bool> Known)[] Optional =
    [
        ("PSNR [dB] ± 95 %", m => WithHalfWidth(m.PsnrDb, m.PsnrDbCi95, "0.00"), m => m.PsnrDb is not null),
        ("MS-SSIM", m => Number(m.MsSsim, "0.0000") + Interval(m.MsSsimLow95, m.MsSsimHigh95, "0.0000"), m => m.MsSsim is not null),
        ("SI-SDR [dB] ± 95 %", m => WithHalfWidth(m.SiSdrDb, m.SiSdrDbCi95, "0.00"), m => m.SiSdrDb is not null),
        ("STOI ± 95 %", m => WithHalfWidth(m.Stoi, m.StoiCi95, "0.000"), m => m.Stoi is not null),
        ("SSIM", m => Number(m.Ssim, "0.0000"), m => m.Ssim is not null),
        ("perceptual distance", m => Number(m.PerceptualDistance, "0.000"), m => m.PerceptualDistance is not null),
        ("semantic similarity", m => Number(m.SemanticSimilarity, "0.000"), m => m.SemanticSimilarity is not null),
        ("same class", m => Number(m.ClassAgreement, "0.# %"), m => m.ClassAgreement is not null),
        ("PSNR in the focus [dB]", m => Number(m.PsnrInsideDb, "0.00"), m => m.PsnrInsideDb is not null),
        ("outside [dB]", m => Number(m.PsnrOutsideDb, "0.00"), m => m.PsnrOutsideDb is not null),
        ("block errors", BlockErrors, m => m.BlockErrorRate is not null),
    ];

    public static void Write(StringBuilder html, IReadOnlyList<MeanRecord> means)
    {
        html.Append("<h2>Means</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th>system</th><th class=\"text\">channel</th>");
        var measured = Optional.Where(column => means.Any(column.Known)).ToArray();
        html.Append("<th>CBR asked</th><th>CBR used</th><th>Es/N0 [dB]</th>");
        html.AppendJoin("", measured.Select(column => $"<th>{column.Name}</th>")).Append("<th>lost</th>");
        html.Append("<th>encode [ms]</th><th>decode [ms]</th><th>n</th></tr></thead>\n<tbody>\n");
        (string, string, double) previous = default;
        foreach (var m in means)
        {
            var group = (m.System, m.Channel, m.CbrAsked);
            html.Append(group != previous ? "<tr class=\"first\">" : "<tr>");
            html.Append($"<td>{HtmlReport.Text(m.System)}</td><td class=\"text\">{HtmlReport.Text(m.Channel)}</td>");
            Cells(html, Cbrs.Format(m.CbrAsked), Number(m.Cbr, "0.00000"), Axis.Number(m.SnrDb));
            Cells(html, [.. measured.Select(column => column.Value(m))]);
            Cells(html, Number(m.LossRate, "0.# %") + Interval(m.LossRateLow95, m.LossRateHigh95, "0.# %"), Number(m.EncodeMs, "0"), Number(m.DecodeMs, "0"), Number(m.N, "0"));
            html.Append("</tr>\n");
            previous = group;
        }
        html.Append("</tbody></table></div>\n");
        if (means.Any(m => (m.PerceptualDistance ?? m.SemanticSimilarity ?? m.ClassAgreement) is not null))
            html.Append($"<p class=\"soft\">{Networks}</p>\n");
    }

    private static void Cells(StringBuilder html, params ReadOnlySpan<string> values)
    {
        foreach (var value in values)
            html.Append($"<td>{value}</td>");
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private static string Interval(double? low, double? high, string format) =>
        low is null || high is null ? "" : $" <small>[{Number(low, format)}, {Number(high, format)}]</small>";

    private static string BlockErrors(MeanRecord mean) =>
        Number(mean.BlockErrorRate, "0.## %") + Interval(mean.BlockErrorRateLow95, mean.BlockErrorRateHigh95, "0.## %");

    private static string WithHalfWidth(double? mean, double? half, string format) => mean is null || half is null ? Number(mean, format) : $"{Number(mean, format)} ± {Number(half, format)}";
}
