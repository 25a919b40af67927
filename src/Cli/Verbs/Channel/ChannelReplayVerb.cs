using System.CommandLine;
using System.Text.Json;
using SemCom.Channels;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>semcom channel replay</c>: sends random symbols over a trace.</summary>
internal static class ChannelReplayVerb
{
    private const string Description =
        "Tells what a trace holds, sends random QPSK symbols over each of its frames, and compares what arrives with what the true gains and the SNR promise.";

    private static readonly Argument<string> Trace = new("FILE") { Description = "A .trace file, with the parameters of a channel if need be." };

    public static Command Create(CliContext context)
    {
        var snrDb = new ParsedOption<double>("--snr-db", "X", "Es/N0 per symbol for a gain of 1 [dB].", NumberParser.SnrDb, 10, "10");
        var seed = CliOptions.Seed();
        var json = CliOptions.Json();
        var command = new Verb("replay", Description, "semcom channel replay walk.trace --snr-db 10") { Trace, snrDb, seed, json };
        command.SetAction(parsed => Run(context, parsed.GetRequiredValue(Trace), snrDb.Of(parsed), seed.Of(parsed), parsed.GetValue(json)));
        return command;
    }

    private static int Run(CliContext context, string text, double snrDb, ulong seed, bool json)
    {
        if (!text.Contains(TraceFile.Extension, StringComparison.OrdinalIgnoreCase))
            throw new SemComException($"FILE must be a {TraceFile.Extension} file (was '{text}'); record one with 'semcom channel record', or look at a channel with 'semcom channel inspect'");
        var spec = ChannelSpec.Parse(text);
        var replay = TraceReplay.Run(spec, snrDb, seed);
        var summary = TraceSummary.Of(replay.Trace, spec.Channel.Name);
        if (json)
        {
            context.Out.WriteLine(JsonSerializer.Serialize(new ReplayDocument(summary, replay), CliJson.Indented.ReplayDocument));
            return CommandLineApp.Success;
        }
        TraceView.Write(context, summary);
        TraceView.Write(context, replay);
        return CommandLineApp.Success;
    }
}
