using System.Globalization;
using SemCom.Evaluation;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary>Shows runs of an agent, and writes them.</summary>
internal static class AgentRunView
{
    /// <summary>A run in numbers.</summary>
    public static void Write(CliContext context, RunSummary summary, RunHeader header)
    {
        var console = Terminals.Out(context);
        console.MarkupLineInterpolated($"[bold]{header.Policy}[/] over {header.Channel}, seed {header.Seed.ToString(CultureInfo.InvariantCulture)}");
        var table = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn(new GridColumn().NoWrap());
        Row("pictures", $"{summary.Pictures}, {summary.Sent} sent, {summary.Lost} of them lost");
        Row("reward", $"{summary.Reward:0.000} a picture");
        Row("shown", $"{summary.PsnrDb:0.00} dB PSNR, semantic similarity {summary.Similarity:0.000}");
        Row("spent", $"CBR {summary.Cbr:0.0000}, energy {summary.Energy:0.000} a picture");
        if (summary.PsnrErrorDb is { } error)
            Row("predicted", $"PSNR to {error:0.00} dB, similarity to {summary.SimilarityError:0.000} in the mean; {summary.PredictedLost:0.0} losses of {summary.Lost}");
        console.Write(table);

        void Row(string name, FormattableString value) => table.AddRow(new Markup($"[grey]{name}[/]"), new Text(value.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Which plans were chosen how often, and what they brought.</summary>
    public static void WritePlans(CliContext context, AgentRun run)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("plan").AddColumns(new TableColumn("pictures").RightAligned(), new TableColumn("lost").RightAligned(), new TableColumn("PSNR [[dB]]").RightAligned(), new TableColumn("expected").RightAligned(), new TableColumn("similarity").RightAligned(), new TableColumn("CBR").RightAligned());
        foreach (var group in run.Decisions.GroupBy(record => record.Plan, StringComparer.Ordinal).OrderByDescending(group => group.Count()))
        {
            table.AddRow(Markup.Escape(group.Key), Text($"{group.Count()}"), Text($"{group.Count(record => record.Executed.Fate == FrameFate.Lost)}"), Text($"{group.Average(record => record.Achieved.PsnrDb):0.0}"),
                Text($"{group.Average(record => RunSummary.Chosen(record).PsnrDb):0.0}"), Text($"{group.Average(record => record.Achieved.Similarity):0.00}"), Text($"{group.Average(record => record.Executed.Cbr):0.0000}"));
        }
        Terminals.Out(context).Write(table);
    }

    /// <summary>Writes a run and its timeline into a folder that is there.</summary>
    public static void Save(CliContext context, AgentRun run, string folder)
    {
        OutputFiles.WriteText(Path.Combine(folder, "run.jsonl"), string.Concat(run.Decisions.Select(record => RunFile.ToLine(record) + "\n").Prepend(RunFile.ToLine(run.Header) + "\n")));
        SaveTimeline(run, folder);
        context.Out.WriteLine($"{Path.Combine(folder, "run.jsonl")}: 'semcom agent explain' tells why");
    }

    /// <summary>Writes the timeline.</summary>
    public static void SaveTimeline(AgentRun run, string folder)
    {
        OutputFiles.WriteText(Path.Combine(folder, "timeline.svg"), RunTimeline.ToSvg(run));
        OutputFiles.WriteText(Path.Combine(folder, "timeline.html"), RunTimeline.ToHtml(run));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
