using System.Globalization;
using SemCom.Evaluation;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary>Shows a comparison: a table for each system and channel, the points that have no partner, and one sentence.</summary>
internal static class ComparisonView
{
    private const int ShownPoints = 10, WideEnough = 100;

    private static readonly string[] Columns = ["Es/N0", "CBR", "PSNR", "Δ PSNR", "95 %", "Δ MS-SSIM", "lost", "n"];

    public static void Write(CliContext context, ResultComparison comparison)
    {
        var console = Terminals.Out(context);
        if (comparison.First != comparison.Second)
            console.MarkupLineInterpolated($"[grey]{comparison.First} →[/] {comparison.Second}\n");
        foreach (var system in comparison.Systems)
            WriteSystem(console, comparison, system);
        console.MarkupLine("[grey]▲ significantly better  ▼ significantly worse  = the same\n5 %, corrected for the number of points; intervals are 95 %, of one point; Es/N0 and PSNR in dB.[/]");
        WriteCosts(console, comparison.EqualCosts);
        foreach (var remark in comparison.Remarks)
            console.MarkupLineInterpolated($"[yellow]Not alike:[/] {remark}");
        WriteLonely(console, comparison.OnlyInFirst, comparison.First);
        WriteLonely(console, comparison.OnlyInSecond, comparison.Second);
        var unpaired = comparison.Points.Sum(p => p.Unpaired);
        if (unpaired > 0)
            console.MarkupLineInterpolated($"[yellow]Left out[/]: {unpaired} transmission{(unpaired == 1 ? "" : "s")} that only one has, at points that both have");
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{comparison.Conclusion}[/]");
    }

    private static void WriteSystem(IAnsiConsole console, ResultComparison comparison, SystemComparison system)
    {
        var title = system.System == system.Against ? system.System : $"{system.Against} → {system.System}";
        var points = comparison.Points.Where(p => p.System == system.System && p.Against == system.Against);
        foreach (var channel in points.GroupBy(p => p.Channel, StringComparer.Ordinal))
        {
            console.MarkupLineInterpolated($"[bold]{title}[/] over {channel.Key}");
            WriteTable(console, channel);
        }
        if (system.Points == 1)
            return;
        var (psnrDb, msSsim) = (system.Differences.PsnrDb, system.Differences.MsSsim);
        console.MarkupLineInterpolated($"[bold]{title}, all {system.Points} points[/]");
        var table = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(3)).AddColumn();
        table.AddRow(new Text("PSNR"), Joined(DifferenceCells.Of(psnrDb, 2), DifferenceCells.IntervalOf(psnrDb, 2), " dB"));
        table.AddRow(new Text("MS-SSIM"), Joined(DifferenceCells.Of(msSsim, 4), DifferenceCells.IntervalOf(msSsim, 4), ""));
        if (system.Differences.PerceptualDistance is { } perceptual)
            table.AddRow(new Text("perceptual"), Joined(DifferenceCells.Of(perceptual, 3, lowerIsBetter: true), DifferenceCells.IntervalOf(perceptual, 3), ""));
        if (system.Differences.SemanticSimilarity is { } semantic)
            table.AddRow(new Text("semantic"), Joined(DifferenceCells.Of(semantic, 3), DifferenceCells.IntervalOf(semantic, 3), ""));
        table.AddRow(new Text("lost"), new Markup(DifferenceCells.Losses(system.Differences.LossRate)));
        console.Write(table);
        console.WriteLine();
    }

    private static void WriteTable(IAnsiConsole console, IEnumerable<PointComparison> points)
    {
        var wide = console.Profile.Width >= WideEnough;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in Columns.SkipLast(wide ? 0 : 1))
            table.AddColumn(new TableColumn(name) { NoWrap = true, Alignment = Justify.Right });
        foreach (var point in points)
        {
            var d = point.Differences;
            Markup[] cells =
            [
                new(point.SnrDb.ToString("0.##", CultureInfo.InvariantCulture)), new(Cbrs.Format(point.CbrAsked)),
                new(DifferenceCells.Values(d.PsnrDb, both: wide)), new(DifferenceCells.Of(d.PsnrDb, 2)), new(DifferenceCells.IntervalOf(d.PsnrDb, 2)),
                new(DifferenceCells.Of(d.MsSsim, 4)), new(DifferenceCells.Losses(d.LossRate)), new(d.Pairs.ToString("N0", CultureInfo.InvariantCulture)),
            ];
            table.AddRow(cells.SkipLast(wide ? 0 : 1));
        }
        console.Write(table);
    }

    private static void WriteCosts(IAnsiConsole console, IReadOnlyList<EqualCost> costs)
    {
        if (costs.Count == 0)
            return;
        console.MarkupLineInterpolated($"[bold]{costs[0].System} takes other channel uses than asked for; {costs[0].Against} between its bandwidths:[/]");
        foreach (var cost in costs)
        {
            var point = string.Create(CultureInfo.InvariantCulture, $"  {cost.Channel}, {cost.SnrDb:0.##} dB, CBR {Cbrs.Format(cost.CbrAsked)}, {cost.N} transmissions: {cost.PsnrDb:0.00} dB in {cost.Uses:N0} channel uses, {cost.KnowledgeUses:N0} of them for knowledge");
            var equal = cost.PsnrDbAtEqualUses is { } db ? string.Create(CultureInfo.InvariantCulture, $"for as many uses {db:0.00} dB, a difference of {cost.PsnrDb - db:+0.00;-0.00} dB") : "as many uses were not tried";
            var needed = cost.UsesAtEqualPsnr is { } uses ? string.Create(CultureInfo.InvariantCulture, $"for as much PSNR {uses:N0} uses, {100 * (1 - cost.Uses / uses):0} % saved") : "as much PSNR was not reached, or is below all that was tried";
            console.WriteLine($"{point}; {equal}; {needed}");
        }
    }

    private static Markup Joined(string difference, string interval, string unit) =>
        new(interval.Length > 1 ? $"{difference.TrimEnd()} ({interval}{unit})" : difference);

    private static void WriteLonely(IAnsiConsole console, IReadOnlyList<ResultPoint> points, string name)
    {
        if (points.Count == 0)
            return;
        console.MarkupLineInterpolated($"[yellow]Only in {name}[/]: {points.Count} point{(points.Count == 1 ? "" : "s")}");
        foreach (var point in points.Take(ShownPoints))
            console.WriteLine($"  {point}");
        if (points.Count > ShownPoints)
            console.WriteLine($"  and {points.Count - ShownPoints} more; --json lists them all");
    }
}
