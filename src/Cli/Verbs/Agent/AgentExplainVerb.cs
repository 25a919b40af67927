using System.CommandLine;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>semcom agent explain</c>: why pictures were sent as they were.</summary>
internal static class AgentExplainVerb
{
    public static Command Create(CliContext context)
    {
        var run = new Argument<string>("RUN") { Description = "run.jsonl of 'semcom agent run'." };
        var frame = new ParsedOption<int?>("--frame", "N", "Picture whose decision is explained.", (option, text) => NumberParser.Count(option, text, 0, int.MaxValue), null, "a summary of all");
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Write timeline.svg and timeline.html here." };
        var command = new Verb("explain", "Says why: what was seen, which plans were best, what ruled others out, and what came of it.", "semcom agent explain run/run.jsonl --frame 12") { run, frame, output };
        command.SetAction((parsed, _) =>
        {
            var loaded = RunFile.Load(parsed.GetRequiredValue(run));
            if (frame.Of(parsed) is { } number)
            {
                foreach (var line in RunExplanation.Of(loaded, number))
                    context.Out.WriteLine(line);
            }
            else
            {
                AgentRunView.Write(context, RunSummary.Of(loaded.Decisions), loaded.Header);
                AgentRunView.WritePlans(context, loaded);
            }
            if (parsed.GetValue(output) is { } folder)
            {
                ReportFiles.MakeFolder(folder);
                AgentRunView.SaveTimeline(loaded, folder);
            }
            return Task.FromResult(CommandLineApp.Success);
        });
        return command;
    }
}
