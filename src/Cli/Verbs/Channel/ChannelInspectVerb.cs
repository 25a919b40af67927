using System.CommandLine;
using System.Text.Json;
using SemCom.Channels;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>semcom channel inspect</c>: what a channel does, in numbers and as a picture.</summary>
internal static class ChannelInspectVerb
{
    private const string Description =
        "Observes a channel's gains over many frames and sets them against theory: power-delay profile, Doppler autocorrelation, a time-frequency " +
        "picture, delay spread, coherence, K factor; of a flat channel its envelope and distribution. Writes one SVG.";

    private const string PictureEnding = ".svg";

    private static readonly Argument<string> Spec = new("SPEC") { Description = "Channel, see 'semcom channel list', or a .trace file." };

    public static Command Create(CliContext context)
    {
        var output = new Option<string?>("--out")
        {
            HelpName = "FILE.svg|DIR",
            Description = "Where the picture goes. Default: a file named after the channel in this folder, or none with --json.",
        };
        var snrDb = new ParsedOption<double>("--snr-db", "X", "SNR of the capacity [dB].", NumberParser.SnrDb, 10, "10");
        var frames = new ParsedOption<int?>("--frames", "N", "Frames to observe.",
            (option, text) => NumberParser.Count(option, text, 1, 100_000), null, "500, of a trace all, of a gain that stays for a frame 20000");
        var duration = new ParsedOption<double?>("--duration", "T", "Time to observe of each frame, for example 20ms.",
            (option, text) => NumberParser.Seconds(option, text, 1e-6, 100), null, "20ms, of a trace at most its own");
        var seed = CliOptions.Seed();
        var json = CliOptions.Json();
        var command = new Verb("inspect", Description, "semcom channel inspect tdl-c:ds=300ns,fd=50Hz --out tdl-c.svg")
        {
            Spec, output, snrDb, frames, duration, seed, json,
        };
        command.SetAction(parsed =>
        {
            var options = new InspectionOptions { SnrDb = snrDb.Of(parsed), Seed = seed.Of(parsed), Frames = frames.Of(parsed), DurationSeconds = duration.Of(parsed) };
            return Run(context, parsed.GetRequiredValue(Spec), parsed.GetValue(output), options, parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(CliContext context, string text, string? output, InspectionOptions options, bool json)
    {
        var spec = ChannelSpec.Parse(text);
        if (spec.Impairments.Count > 0)
            context.Error.WriteLine("semcom: impairments are not part of what is shown");
        var inspection = ChannelInspector.Inspect(spec, options);
        var picture = output is null && json ? null : PicturePath(output, spec);
        if (picture is not null)
            OutputFiles.WriteText(picture, InspectionPicture.Draw(inspection));
        if (json)
            context.Out.WriteLine(JsonSerializer.Serialize(new InspectionDocument(inspection, picture), CliJson.Indented.InspectionDocument));
        else
            InspectionView.Write(context, inspection, picture!);
        return CommandLineApp.Success;
    }

    private static string PicturePath(string? output, ChannelSpec spec)
    {
        if (output is not null && output.EndsWith(PictureEnding, StringComparison.OrdinalIgnoreCase))
            return output;
        if (output is not null)
            ReportFiles.MakeFolder(output);
        return Path.Combine(output ?? "", OutputFiles.NameFor(Path.GetFileName(spec.Text)) + PictureEnding);
    }
}
