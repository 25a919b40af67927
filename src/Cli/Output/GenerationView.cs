using System.Globalization;
using SemCom.Evaluation;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary><c>channel generate --json</c>.</summary>
internal sealed record GenerationDocument(GenerationTrial Trial, GenerationReport Report);

/// <summary>Shows a person how drawn channels compare with simulated ones.</summary>
internal static class GenerationView
{
    public static void Write(CliContext context, GenerationTrial trial, GenerationReport report)
    {
        var console = Terminals.Out(context);
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{trial.Channel}[/], {trial.Draws} slots of 14 x 72 each, seed {trial.Seed}");
        var correlations = TableOf("correlation over", "drawn", "simulated");
        foreach (var row in report.Correlations)
            correlations.AddRow(row.Distance, Number(row.Drawn), Number(row.Simulated));
        console.Write(correlations);
        var slots = TableOf("in a slot", "drawn", "10 to 90 %", "simulated", "10 to 90 %", "distance", "limit");
        foreach (var row in report.Slots)
            slots.AddRow(row.Name, Number(row.Drawn.Mean), Range(row.Drawn), Number(row.Simulated.Mean), Range(row.Simulated), Number(row.Distance), Number(row.Critical));
        console.Write(slots);
    }

    private static Table TableOf(string first, params ReadOnlySpan<string> others)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(first);
        foreach (var title in others)
            table.AddColumn(new TableColumn(title) { Alignment = Justify.Right, NoWrap = true });
        return table;
    }

    private static string Range(SlotSpread spread) => $"{Number(spread.Low)} to {Number(spread.High)}";

    private static string Number(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
