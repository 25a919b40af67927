using System.Globalization;
using System.Text;

namespace SemCom.Evaluation;

/// <summary>Where the channel uses went: one bar for each system, channel and asked CBR.</summary>
internal static class LedgerSection
{
    private static readonly (string Name, string Colour, Func<UsesRecord, int> Uses)[] Purposes =
    [
        ("payload", Palette.Blue, u => u.Payload),
        ("side information", Palette.Orange, u => u.SideInformation),
        ("header", Palette.Vermillion, u => u.Header),
        ("pilots", Palette.Green, u => u.Pilots),
        ("knowledge", Palette.Purple, u => u.Knowledge),
    ];

    public static void Write(StringBuilder html, SweepResult result)
    {
        html.Append("<h2>Where the channel uses went</h2>\n<p class=\"key\">");
        foreach (var (name, colour, _) in Purposes)
            html.Append($"<span><i style=\"background:{colour}\"></i>{name}</span>");
        html.Append("</p>\n<div class=\"ledger\">\n");
        foreach (var group in result.Cells.GroupBy(c => (c.Mean.System, c.Mean.Channel, Cbr: c.Mean.CbrAsked), c => c.Records))
        {
            var uses = group.SelectMany(records => records).Select(r => r.Uses).ToList();
            var name = $"{group.Key.System}, {group.Key.Channel}, CBR {Cbrs.Format(group.Key.Cbr)}";
            Bar(html, name, [.. Purposes.Select(p => uses.Average(p.Uses))], uses.Average(u => u.Total));
        }
        html.Append("</div>\n");
    }

    private static void Bar(StringBuilder html, string name, double[] uses, double total)
    {
        html.Append($"<span>{HtmlReport.Text(name)}</span><div class=\"bar\">");
        for (var i = 0; i < uses.Length; i++)
        {
            if (uses[i] > 0)
                html.Append(CultureInfo.InvariantCulture, $"<i style=\"background:{Purposes[i].Colour};flex:{uses[i]:0.##}\"></i>");
        }
        var parts = uses.Select((u, i) => (Uses: u, Purposes[i].Name)).Where(p => p.Uses > 0)
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name} {p.Uses:N0} ({p.Uses / total:0.0%})"));
        html.Append(CultureInfo.InvariantCulture, $"</div><small>{total:N0} uses a picture: {string.Join(" · ", parts)}</small>\n");
    }
}
