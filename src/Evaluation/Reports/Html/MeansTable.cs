using System.Globalization;
using System.Text;

namespace SemCom.Evaluation;

/// <summary>The table of means.</summary>
internal static class MeansTable
{
    public static void Write(StringBuilder html, IReadOnlyList<MeanRecord> means)
    {
        html.Append("<h2>Means</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th>system</th><th class=\"text\">channel</th><th>CBR asked</th><th>CBR used</th><th>Es/N0 [dB]</th>");
        html.Append("<th>PSNR [dB] ± 95 %</th><th>MS-SSIM</th><th>lost</th><th>encode [ms]</th><th>decode [ms]</th><th>n</th></tr></thead>\n<tbody>\n");
        (string, string, double) previous = default;
        foreach (var m in means)
        {
            var group = (m.System, m.Channel, m.CbrAsked);
            html.Append(CultureInfo.InvariantCulture, $"<tr{(group != previous ? " class=\"first\"" : "")}><td>{HtmlReport.Text(m.System)}</td><td class=\"text\">{HtmlReport.Text(m.Channel)}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td>{Cbrs.Format(m.CbrAsked)}</td><td>{m.Cbr:0.00000}</td><td>{Axis.Number(m.SnrDb)}</td><td>{Psnr(m)}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td>{m.MsSsim?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "–"}</td><td>{m.LossRate:0.#%}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td>{m.EncodeMs:0}</td><td>{m.DecodeMs:0}</td><td>{m.N}</td></tr>\n");
            previous = group;
        }
        html.Append("</tbody></table></div>\n");
    }

    private static string Psnr(MeanRecord mean) => (mean.PsnrDb, mean.PsnrDbCi95) switch
    {
        (null, _) => "–",
        ({ } db, null) => string.Create(CultureInfo.InvariantCulture, $"{db:0.00}"),
        ({ } db, { } half) => string.Create(CultureInfo.InvariantCulture, $"{db:0.00} ± {half:0.00}"),
    };
}
