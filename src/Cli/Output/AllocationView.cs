using System.Globalization;
using SemCom.Evaluation;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary>Shows a study of allocation as a table.</summary>
internal static class AllocationView
{
    public static void Write(CliContext context, string name, AllocationTable study)
    {
        var console = Terminals.Out(context);
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{name}[/]: utility, summed over the {study.Unit}; {study.Steps} steps, {study.Seeds} seeds");
        var table = new Table().Border(TableBorder.Simple).AddColumn("policy");
        foreach (var title in (ReadOnlySpan<string>)["mean", "± 95 %", "of the bound", "learned − this", "± 95 %"])
            table.AddColumn(new TableColumn(title) { Alignment = Justify.Right, NoWrap = true });
        foreach (var row in study.Rows)
        {
            table.AddRow(new Text(row.Name), new Text(Number(row.Mean)), new Text(Number(row.HalfWidth)), new Text(row.Share.ToString("0.0 %", CultureInfo.InvariantCulture)),
                new Text(row.LearnedGain.ToString("+0.0000;−0.0000;0", CultureInfo.InvariantCulture)), new Text(Number(row.GainHalfWidth)));
        }
        console.Write(table);
    }

    private static string Number(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "–";
}
