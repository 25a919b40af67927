using System.CommandLine;
using SemCom.Channels;

namespace SemCom.Cli;

/// <summary><c>semcom channel import</c>: measured or ray-traced gains as a trace file.</summary>
internal static class ChannelImportVerb
{
    private const string Description =
        "Makes a trace of gains from elsewhere: a CSV table (frame, time_s, path, delay_s, re, im) or list (re, im), or a NumPy array of " +
        "complex64 or complex128 [times], [times x paths] or [frames x times x paths].";

    private static readonly Argument<string> Input = new("FILE") { Description = "A .csv or .npy file." };

    public static Command Create(CliContext context)
    {
        var output = TraceOptions.Output();
        var delays = new ParsedOption<IReadOnlyList<double>?>("--delays", "LIST|FILE", "Delay of each path: 0,30ns,1.2us, or a .npy or text file in seconds.",
            (_, text) => DelayList.Parse(text), null, "those of the CSV table, or 0 for a single path");
        var interval = new ParsedOption<double?>("--interval", "T", "Time from one gain to the next, for example 1ms.",
            (option, text) => NumberParser.Seconds(option, text, ChannelTrace.MinIntervalSeconds, ChannelTrace.MaxIntervalSeconds), null, "that of the CSV table");
        var normalize = TraceOptions.Choice<TraceNormalization>("--normalize",
            "Scaling: none, average (one factor, mean power 1), snapshot (each time has power 1).", TraceNormalization.Average);
        var interpolate = TraceOptions.Choice<TraceInterpolation>("--interpolate", "Between times: linear (a straight line) or hold (the gain before).", TraceInterpolation.Linear);
        var json = CliOptions.Json();
        var command = new Verb("import", Description, "semcom channel import roof.npy --delays 0,310ns,710ns --interval 1ms --out roof.trace")
        {
            Input, output, delays, interval, normalize, interpolate, CliOptions.Seed(), json,
        };
        command.SetAction(parsed =>
        {
            var path = TraceOptions.CheckEnding(parsed.GetRequiredValue(output));
            var trace = TraceImport.Load(parsed.GetRequiredValue(Input), new()
            {
                DelaysSeconds = delays.Of(parsed),
                IntervalSeconds = interval.Of(parsed),
                Normalization = normalize.Of(parsed),
                Interpolation = interpolate.Of(parsed),
            });
            TraceFile.Save(trace, path);
            return TraceView.Write(context, trace, path, parsed.GetValue(json));
        });
        return command;
    }
}
