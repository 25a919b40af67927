using System.CommandLine;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>semcom agent record</c>: real transmissions in every way at every SNR, for environments to answer from.</summary>
internal static class AgentRecordVerb
{
    public static Command Create(CliContext context)
    {
        var input = new Argument<string[]>("INPUT") { Description = "Pictures, or folders of pictures.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { HelpName = "FILE", Description = "The recording.", Required = true };
        var channel = new ParsedOption<string>("--channel", "SPEC", "Channel, see 'semcom channel list'.", (_, text) => text, "awgn", "awgn");
        var heldOut = new Option<bool>("--held-out") { Description = "Scenes move as they do where policies are judged, instead of as they do where policies learn." };
        var draws = new ParsedOption<int>("--draws", "N", "Transmissions of each way at each pair of SNRs, whose mean is kept; changed tiles are sent four times as often.", (option, text) => NumberParser.Count(option, text, 1, 1000), 1, "1");
        var workers = new ParsedOption<int?>("--workers", "N", "Pictures at a time.", (option, text) => NumberParser.Count(option, text, 1, 1024), null, "all cores");
        var seed = CliOptions.Seed();
        var command = new Verb("record", "Sends pictures in every way that the agent knows, at every point of a grid of planned and true SNRs, and keeps what became of them.",
            "semcom agent record photos --out photos.recording")
        {
            input, output, channel, heldOut, draws, workers, seed,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var pictures = PictureInput.Find(parsed.GetRequiredValue(input)).Select(file => (file.Name, Picture.Load(file.Path))).ToList();
            var recorder = new LinkRecorder(channel.Of(parsed), parsed.GetValue(heldOut) ? MotionKind.HeldOut : MotionKind.Training, seed.Of(parsed), draws.Of(parsed));
            var recording = ShareDisplay.Run(context, "pictures", progress => recorder.Record(pictures, workers.Of(parsed) ?? Environment.ProcessorCount, progress, cancellationToken));
            LinkRecordingFile.Save(recording, parsed.GetRequiredValue(output));
            context.Out.WriteLine($"{recording.Pictures.Count} pictures, {recording.Ways.Count} ways, {recording.Grid.Count} pairs of SNRs over {recording.Channel}: {parsed.GetRequiredValue(output)}");
            return Task.FromResult(CommandLineApp.Success);
        });
        return command;
    }
}
