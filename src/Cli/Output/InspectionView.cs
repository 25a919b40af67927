using SemCom.Evaluation;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary>Shows an inspection to a person.</summary>
internal static class InspectionView
{
    public static void Write(CliContext context, ChannelInspection inspection, string picture)
    {
        var console = Terminals.Out(context);
        var (paths, model) = (inspection.Multipath?.Profile.Count, inspection.ModelOf);
        console.MarkupLineInterpolated(
            $"[bold]{inspection.Channel}[/], {inspection.Frames} frame{(inspection.Frames == 1 ? "" : "s")}{(paths is null ? "" : $", {paths} paths")}, seed {inspection.Seed}");
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("").AddColumn(new TableColumn("measured") { Alignment = Justify.Right, NoWrap = true });
        table.AddColumn(new TableColumn(new Text(model is null ? "model" : $"model {model}")) { Alignment = Justify.Right, NoWrap = true });
        foreach (var row in InspectionRows.Of(inspection))
            table.AddRow(new Text(row.Name), new Text(row.Measured), new Text(row.Model));
        console.Write(table);
        context.Out.WriteLine($"Picture: {picture}");
    }
}
