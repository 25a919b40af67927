using System.CommandLine;
using System.Text.Json;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>agent compare --json</c>.</summary>
/// <param name="Scores">Every policy with every intent, and with all of them.</param>
/// <param name="Shift">What happened after the channel changed; null when it was not asked for.</param>
internal sealed record AgentCompareDocument(IReadOnlyList<AgentScore> Scores, AgentShiftResult? Shift);

/// <summary><c>semcom agent compare</c>: the learned policy beside its rivals.</summary>
internal static class AgentCompareVerb
{
    public static Command Create(CliContext context)
    {
        var folder = new Option<string?>("--agent") { HelpName = "DIR", Description = "Folder that 'semcom agent train' wrote; the agent that comes with SemCom by default." };
        var recording = new Option<string?>("--recording") { HelpName = "FILE", Description = "Transmissions that nobody learned from; those that come with SemCom by default." };
        var seeds = new ParsedOption<int>("--seeds", "N", "Seeds, each with an episode of every intent.", (option, text) => NumberParser.Count(option, text, 2, 1000), 10, "10");
        var beam = new ParsedOption<int>("--oracle", "N", "Histories that the oracle keeps; 0 leaves it out.", (option, text) => NumberParser.Count(option, text, 0, 100_000), 200, "200");
        var shift = new Option<bool>("--shift") { Description = "Also changes the channel in the middle, and shows how the policy that goes on learning finds back." };
        var threads = new ParsedOption<int?>("--threads", "N", "Threads; results do not depend on it.", (option, text) => NumberParser.Count(option, text, 1, 1024), null, "all cores");
        var json = CliOptions.Json();
        var command = new Verb("compare", "Plays episodes that nobody learned from with the learned policy, fixed plans, threshold tables, the greedy rule and an oracle that knows the future.", "semcom agent compare --seeds 10")
        {
            folder, recording, seeds, beam, shift, threads, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var standard = AgentFiles.Standard(context);
            var own = parsed.GetValue(folder) is { } named ? new AgentFiles(named) : standard;
            var comparison = new AgentComparison
            {
                Recording = LinkRecordingFile.Load(parsed.GetValue(recording) ?? standard.HeldOutRecording),
                Twin = own.LoadTwin(),
                Policy = own.LoadPolicy(),
                Tables = own.LoadTables(),
                Seeds = seeds.Of(parsed),
                Beam = beam.Of(parsed),
                Threads = threads.Of(parsed) ?? Environment.ProcessorCount,
            };
            var scores = ShareDisplay.Run(context, "episodes", progress => comparison.Run(progress, cancellationToken));
            var shifted = parsed.GetValue(shift)
                ? ShareDisplay.Run(context, "changed channels", progress => new AgentShift { Before = comparison.Recording, After = LinkRecordingFile.Load(standard.ShiftedRecording), Twin = comparison.Twin, Policy = comparison.Policy, Tables = comparison.Tables, Seeds = comparison.Seeds }.Run(progress, cancellationToken))
                : null;
            if (parsed.GetValue(json))
                context.Out.WriteLine(JsonSerializer.Serialize(new AgentCompareDocument(scores, shifted), CliJson.Indented.AgentCompareDocument));
            else
                AgentView.Write(context, scores, shifted);
            return Task.FromResult(CommandLineApp.Success);
        });
        return command;
    }
}
