using System.Text;

namespace SemCom.Evaluation;

/// <summary>What did not work: sources that could not be read, sources that a system could not send, lost frames.</summary>
internal static class FailuresSection
{
    /// <summary>Names that are written out; of more only the number is told.</summary>
    private const int MaxNames = 6;

    public static void Write(StringBuilder html, SweepResult result)
    {
        html.Append("<h2 id=\"failures\">Failures</h2>\n");
        if (result.LeftOut.Count == 0 && result.Lost.Count == 0)
        {
            html.Append("<p>None: every source was read, every system could send it, no frame was lost.</p>\n");
            return;
        }
        html.Append("<div class=\"scroll\"><table class=\"failures\">\n<thead><tr><th>what</th><th class=\"text\">where</th><th>how many</th><th class=\"text\">why</th></tr></thead>\n<tbody>\n");
        foreach (var group in result.LeftOut.GroupBy(l => (l.System, l.Reason)).OrderBy(g => g.Key.System is not null))
        {
            var what = group.Key.System is null ? "source could not be read" : $"{group.Key.System} could not send";
            Row(html, what, Names(group.Select(l => l.Source)), $"{group.Sum(l => l.Transmissions)} transmissions missing", group.Key.Reason);
        }
        foreach (var lost in result.Lost)
        {
            var where = $"{lost.Channel}, {Axis.Number(lost.SnrDb)} dB, CBR {Cbrs.Format(lost.Cbr)}: ";
            Row(html, $"{lost.System}: lost frame", where + Names(lost.Sources), $"{lost.Frames} of {lost.Of}", lost.Reason);
        }
        html.Append("</tbody></table></div>\n");
        html.Append("<p class=\"soft\">Missing transmissions are in no number of this report. Lost frames are in all of them, with the quality of the concealed picture.</p>\n");
    }

    private static void Row(StringBuilder html, string what, string where, string howMany, string why) => html.Append(
        $"<tr><td>{HtmlReport.Text(what)}</td><td class=\"text wrap\">{HtmlReport.Text(where)}</td><td>{howMany}</td><td class=\"text wrap\">{HtmlReport.Text(why)}</td></tr>\n");

    private static string Names(IEnumerable<string> names)
    {
        var all = names.Distinct(StringComparer.Ordinal).ToList();
        return all.Count <= MaxNames ? string.Join(", ", all) : $"{string.Join(", ", all.Take(MaxNames))} and {all.Count - MaxNames} more";
    }
}
