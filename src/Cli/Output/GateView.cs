using System.Globalization;
using SemCom.Evaluation;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary>Tells whether a gate was passed, and if not, where results got worse.</summary>
internal static class GateView
{
    public static void Write(CliContext context, GateVerdict verdict)
    {
        var console = Terminals.Out(context);
        var points = verdict.Points == 1 ? "1 point" : $"{verdict.Points} points";
        var tolerance = string.Create(CultureInfo.InvariantCulture, $"tolerance {verdict.Tolerance.Db:0.####} dB, losses {verdict.Tolerance.Loss * 100:0.##} %");
        if (verdict.Passed)
            console.MarkupLineInterpolated($"[bold green]Passed[/]: nothing got significantly worse at {points} ({verdict.Pairs:N0} pairs; {tolerance}).");
        else
            console.MarkupLineInterpolated($"[bold red]Failed[/]: {Count(verdict)} got significantly worse ({verdict.Pairs:N0} pairs; {tolerance}).");
        foreach (var finding in verdict.Worse)
            console.MarkupLineInterpolated($"  [red]▼[/] {Place(finding)}: {Text(finding)}");
        if (verdict.Passed && verdict.LowestPsnr is { } lowest)
            console.MarkupLineInterpolated($"  Lowest: {Place(lowest)}: {Text(lowest)}");
    }

    private static string Count(GateVerdict verdict)
    {
        var points = verdict.Worse.Select(f => f.Point).OfType<ResultPoint>().Distinct().Count();
        return points > 0 ? $"{points} of {verdict.Points} point{(verdict.Points == 1 ? "" : "s")}" : $"the mean over all {verdict.Points} points";
    }

    private static string Place(GateFinding finding) => finding.Point?.ToString() ?? $"{finding.System}, all points together";

    private static string Text(GateFinding finding)
    {
        var d = finding.Difference;
        var text = finding.Quantity == "lossRate"
            ? string.Create(CultureInfo.InvariantCulture, $"lost {d.First * 100:0.0} → {d.Second * 100:0.0} %")
                + Interval(Signed.Number(d.Mean * 100, 1), " percentage points", d.Low95 * 100, d.High95 * 100, 1)
            : string.Create(CultureInfo.InvariantCulture, $"PSNR {d.First:0.00} → {d.Second:0.00} dB")
                + Interval(Signed.Number(d.Mean, 2), " dB", d.Low95, d.High95, 2);
        return finding.PHolm is { } p ? $"{text}, {Probability(p)}" : text;
    }

    private static string Interval(string mean, string unit, double? low, double? high, int decimals) =>
        low is null ? $", {mean}{unit}" : $", {mean}{unit} (95 %: {Signed.Range(low, high, decimals)})";

    private static string Probability(double p) =>
        p < 0.0001 ? "p < 0.0001" : string.Create(CultureInfo.InvariantCulture, $"p = {p:0.0000}");
}
