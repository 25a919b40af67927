using System.CommandLine;
using SemCom.Channels;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>semcom channel record</c>: a channel's gains as a trace file.</summary>
internal static class ChannelRecordVerb
{
    private const string Description =
        "Records the gains of a channel over time, without noise and impairments, in a file that is a channel itself: FILE.trace stands wherever a channel's name can.";

    private static readonly Argument<string> Spec = new("SPEC") { Description = "Channel, see 'semcom channel list'." };

    public static Command Create(CliContext context)
    {
        var output = TraceOptions.Output();
        var frames = new ParsedOption<int>("--frames", "N", "Frames to record, each an independent draw.",
            (option, text) => NumberParser.Count(option, text, 1, TraceShape.MaxFrames), 1, "1");
        var duration = new ParsedOption<double>("--duration", "T", "Time to record of each frame, for example 20ms.",
            (option, text) => NumberParser.Seconds(option, text, 1e-6, 1e4), 0.02, "20ms");
        var interval = new ParsedOption<double?>("--interval", "T", "Time from one gain to the next, for channels over OFDM.",
            (option, text) => NumberParser.Seconds(option, text, 1e-9, 1e4), null, "that at which the channel itself takes its gains, so that they replay exactly");
        var seed = CliOptions.Seed();
        var json = CliOptions.Json();
        var command = new Verb("record", Description, "semcom channel record tdl-c:ds=300ns,fd=50Hz --frames 8 --out walk.trace")
        {
            Spec, output, frames, duration, interval, seed, json,
        };
        command.SetAction(parsed =>
        {
            var path = TraceOptions.CheckEnding(parsed.GetRequiredValue(output));
            var spec = ChannelSpec.Parse(parsed.GetRequiredValue(Spec));
            if (spec.Impairments.Count > 0)
                context.Error.WriteLine("semcom: impairments are not recorded; give them again where the trace is played");
            var trace = ChannelRecorder.Record(spec, frames.Of(parsed), duration.Of(parsed), interval.Of(parsed), seed.Of(parsed));
            TraceFile.Save(trace, path);
            return TraceView.Write(context, trace, path, parsed.GetValue(json));
        });
        return command;
    }
}
