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
            context.Error.WriteLine($"semcom: left out: {string.Join(", ", result.LeftOut.Select(l => l.Source).Distinct(StringComparer.Ordinal))}; see {reportPath}");
        if (json)
        {
            context.Out.Write(ResultsDocument.Of(result).ToJson());
            return;
        }
        MeansView.Write(context, result.Means);
        context.Out.WriteLine($"Report: {reportPath}");
    }
}
