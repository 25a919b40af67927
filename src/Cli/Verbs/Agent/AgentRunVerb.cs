using System.CommandLine;
using System.Globalization;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>semcom agent run</c>: a stream of pictures over the real link, each sent as an agent decides.</summary>
internal static class AgentRunVerb
{
    private const int UsualMovingFrames = 100;

    public static Command Create(CliContext context)
    {
        var input = new Argument<string[]>("INPUT") { Description = "Pictures of one size, or folders of them: a stream in the order of their names.", Arity = ArgumentArity.OneOrMore };
        var (intent, policy) = (new AgentIntentOptions(), new AgentPolicyOptions());
        var scenario = new ParsedOption<LinkScenario>("--scenario", "NAME", "How link, load and energy move: training or held-out.", ParseScenario, LinkScenario.HeldOut, "held-out");
        var channel = new ParsedOption<string>("--channel", "SPEC", "Channel, see 'semcom channel list'.", (_, text) => ChannelList.Canonical(text), "awgn", "awgn");
        var frames = new ParsedOption<int?>("--frames", "N", "Most pictures of the stream.", (option, text) => NumberParser.Count(option, text, 1, 100_000), null, "all; 100 with --move");
        var move = new Option<bool>("--move") { Description = "Make a stream of still pictures: up to four of them become scenes that move, follow each other and come back." };
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Write run.jsonl, timeline.svg and timeline.html here." };
        var pictures = new Option<bool>("--pictures") { Description = "Write what the receiver shows there, too." };
        var threads = new ParsedOption<int?>("--threads", "N", "Threads inside the models.", (option, text) => NumberParser.Count(option, text, 1, 1024), null, "all cores");
        var seed = CliOptions.Seed();
        var command = new Verb("run", "Sends a stream of pictures over a simulated link that moves, each picture as an agent decides, and records every decision.",
            "semcom agent run samples/pictures/harbour.png --move --frames 50 --intent \"battery first\" --out run")
        {
            input, scenario, channel, frames, move, output, pictures, threads, seed,
        };
        intent.AddTo(command);
        policy.AddTo(command);
        command.Notes = ["What --intent understands: docs/intent.md.", ""];
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(pictures) && parsed.GetValue(output) is null)
                throw new SemComException("--pictures needs a folder (there was none); add --out DIR");
            var wanted = await intent.ReadAsync(context, parsed, cancellationToken).ConfigureAwait(false);
            var chosen = policy.Of(context, parsed, wanted, seed.Of(parsed));
            var found = PictureInput.Find(parsed.GetRequiredValue(input)).Select(file => (file.Name, Picture.Load(file.Path))).ToList();
            var count = frames.Of(parsed) ?? (parsed.GetValue(move) ? UsualMovingFrames : found.Count);
            var world = scenario.Of(parsed) with { Frames = count };
            var trace = LinkTrace.Draw(world, seed.Of(parsed));
            var stream = parsed.GetValue(move) ? MovingScenes.Make(found, MotionKind.HeldOut, trace, seed.Of(parsed)) : found;
            using var agent = new LinkAgent(new LinkAgentOptions { Policy = chosen.Policy, Twin = chosen.Twin, Intent = wanted, Scenario = world, Channel = channel.Of(parsed), Seed = seed.Of(parsed), Threads = threads.Of(parsed) ?? 0 });
            var keep = parsed.GetValue(pictures) ? parsed.GetValue(output) : null;
            if (parsed.GetValue(output) is { } folder)
                ReportFiles.MakeFolder(folder);
            var total = parsed.GetValue(move) ? count : Math.Min(count, found.Count);
            var records = ShareDisplay.Run(context, "pictures", progress => Collect(agent.Run(stream, trace), total, keep, progress, cancellationToken));
            AgentRunView.Write(context, RunSummary.Of(records), agent.Header);
            if (parsed.GetValue(output) is { } target)
                AgentRunView.Save(context, new AgentRun(agent.Header, records), target);
            return CommandLineApp.Success;
        });
        return command;
    }

    private static List<DecisionRecord> Collect(IEnumerable<AgentFrame> frames, int count, string? folder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var records = new List<DecisionRecord>();
        foreach (var frame in frames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (folder is not null)
                frame.Shown.Save(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"shown-{frame.Record.Frame:00000}.png")));
            records.Add(frame.Record);
            progress.Report((double)records.Count / count);
        }
        return records;
    }

    private static LinkScenario ParseScenario(string option, string text) => text switch
    {
        "training" => LinkScenario.Training,
        "held-out" => LinkScenario.HeldOut,
        _ => throw new SemComException($"{option} must be one of training, held-out (was '{text}'); choose one of these"),
    };
}
