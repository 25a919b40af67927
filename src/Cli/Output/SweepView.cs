using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary>Tells what a sweep has found.</summary>
internal static class SweepView
{
    /// <summary>Results go to standard output, remarks to standard error.</summary>
    public static void Write(CliContext context, SweepResult result, string reportPath, bool json)
    {
        if (result.Reused > 0)
            context.Error.WriteLine($"semcom: {result.Reused} of {result.Records.Count} records are from an earlier run of the same sweep");
        foreach (var notice in result.Notices)
            context.Error.WriteLine($"semcom: {notice.Text} ({notice.Transmissions} of {result.Records.Count} transmissions)");
        if (result.LeftOut.Count > 0)
        {
            var sources = string.Join(", ", result.LeftOut.Select(l => l.System is null ? l.Source : $"{l.Source} for {l.System}").Distinct(StringComparer.Ordinal));
            context.Error.WriteLine($"semcom: left out: {sources}; see {reportPath}");
        }
        if (result.PointsTooWide > 0)
            context.Error.WriteLine($"semcom: at {result.PointsTooWide} {(result.PointsTooWide == 1 ? "point" : "points")} the interval over seeds is still wider than --until-ci-db; allow more --seeds");
        if (json)
        {
            context.Out.Write(ResultsDocument.Of(result).ToJson());
            return;
        }
        MeansView.Write(context, result.Means);
        context.Out.WriteLine($"Report: {reportPath}");
    }
}
