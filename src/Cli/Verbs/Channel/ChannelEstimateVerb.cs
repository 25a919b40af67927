using System.CommandLine;
using System.Text.Json;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>semcom channel estimate</c>: channel estimators side by side.</summary>
internal static class ChannelEstimateVerb
{
    private const string Description =
        "Compares channel estimators on slots of 14 OFDM symbols and 72 subcarriers: normalised mean square error with its 95 % interval, the error that they claim, and time.";

    private const string Example = "semcom channel estimate --channel tdl-c:ds=300ns,fd=50Hz --pilots 4 --snr-db 0:20:5 --estimators all --frames 500";

    public static Command Create(CliContext context)
    {
        var channel = new ParsedOption<string>("--channel",
            "SPEC", $"A tapped delay line, see 'semcom channel list', or {string.Join(", ", EstimationTrial.Mixtures)}.", (_, text) => text, "tdl-c:ds=300ns,fd=50Hz", "tdl-c:ds=300ns,fd=50Hz");
        var pilots = new ParsedOption<int>("--pilots", "N", "Distance between pilots [subcarriers].",
            (option, text) => NumberParser.Count(option, text, 1, EstimationTrial.Subcarriers / 2), 6, "6");
        var symbols = new ParsedOption<IReadOnlyList<int>>("--pilot-symbols", "LIST", "OFDM symbols with pilots, 0 to 13.", Symbols, [0, 7], "0,7");
        var snrDb = new ParsedOption<IReadOnlyList<double>>("--snr-db", "LIST", "SNRs [dB]: values and ranges first:last:step.", NumberParser.SnrDbList, [0, 5, 10, 15, 20], "0:20:5");
        var estimators = new ParsedOption<IReadOnlyList<string>>("--estimators",
            "LIST", $"all (but diffusion-sampled, which takes hundreds of times as long), or some of {string.Join(", ", EstimationTrial.EstimatorNames)}.", Names, EstimationTrial.UsualEstimatorNames, "all");
        var steps = new ParsedOption<int>("--steps", "N", "Steps of the diffusion estimator's reverse process.", (option, text) => NumberParser.Count(option, text, 1, 64), 1, "1");
        var frames = new ParsedOption<int>("--frames", "N", "Slots.", (option, text) => NumberParser.Count(option, text, 1, 1_000_000), 500, "500");
        var seed = CliOptions.Seed();
        var json = CliOptions.Json();
        var command = new Verb("estimate", Description, Example) { channel, pilots, symbols, snrDb, estimators, steps, frames, seed, json };
        command.Notes =
        [
            "ls-nearest and ls hold or join what pilots say. lmmse-flat assumes constant power over the cyclic prefix; lmmse-robust and lmmse-sample fit a profile; diffusion is the",
            "learned prior, diffusion-sampled the mean of draws from its posterior; diffusion-told knows profile, delay spread and Doppler shift beside it. lmmse-mixture knows the mean",
            "covariance of all channels and the noise, lmmse-true those of the very channel: without a line of sight nothing can be better.",
            "",
        ];
        command.SetAction((parsed, cancellationToken) =>
        {
            var trial = new EstimationTrial
            {
                Channel = channel.Of(parsed),
                Estimators = estimators.Of(parsed),
                SnrDb = snrDb.Of(parsed),
                PilotSpacing = pilots.Of(parsed),
                PilotSymbols = symbols.Of(parsed),
                Frames = frames.Of(parsed),
                Steps = steps.Of(parsed),
                Seed = seed.Of(parsed),
            };
            var rows = ShareDisplay.Run(context, "slots", progress => trial.Run(progress, cancellationToken));
            if (parsed.GetValue(json))
                context.Out.WriteLine(JsonSerializer.Serialize(new EstimationDocument(trial, rows), CliJson.Indented.EstimationDocument));
            else
                EstimationView.Write(context, trial, rows);
            return Task.FromResult(CommandLineApp.Success);
        });
        return command;
    }

    private static IReadOnlyList<string> Names(string option, string text)
    {
        if (text.Equals("all", StringComparison.OrdinalIgnoreCase))
            return EstimationTrial.UsualEstimatorNames;
        var names = text.Split(',', StringSplitOptions.TrimEntries).Select(name => name.ToLowerInvariant()).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var name in names.Where(name => !EstimationTrial.EstimatorNames.Contains(name, StringComparer.Ordinal)))
            throw new SemComException($"{option} must be all, or some of {string.Join(", ", EstimationTrial.EstimatorNames)} (was '{name}'); choose some of these");
        return names;
    }

    private static IReadOnlyList<int> Symbols(string option, string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part => NumberParser.Count(option, part, 0, EstimationTrial.Symbols - 1)).Distinct().Order()];
}
