using System.CommandLine;
using System.Text.Json;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>semcom channel generate</c>: channels drawn from the learned prior, beside those of the simulator.</summary>
internal static class ChannelGenerateVerb
{
    private const string Description =
        "Draws channels of 14 OFDM symbols and 72 subcarriers from the learned prior, which is told profile, delay spread and Doppler shift, and compares their statistics with the simulator's.";

    public static Command Create(CliContext context)
    {
        var channel = new ParsedOption<string>("--channel",
            "SPEC", "One of the profiles TDL-A to E, see 'semcom channel list'; or mixture, to tell the prior nothing.", (_, text) => text, "tdl-c:ds=300ns,fd=50Hz", "tdl-c:ds=300ns,fd=50Hz");
        var draws = new ParsedOption<int>("--draws", "N", "Channels to draw.", (option, text) => NumberParser.Count(option, text, 10, 100_000), 400, "400");
        var seed = CliOptions.Seed();
        var json = CliOptions.Json();
        var command = new Verb("generate", Description, "semcom channel generate --channel tdl-a:ds=100ns,fd=200Hz --draws 400") { channel, draws, seed, json };
        command.Notes =
        [
            "The first table compares correlations of all slots together, the second what single slots show: mean and the range of the middle 80 %. Where the distance of two distributions is",
            "below its limit, as many slots could not tell them apart (Kolmogorov and Smirnov, 5 %).",
            "",
        ];
        command.SetAction((parsed, cancellationToken) =>
        {
            var trial = new GenerationTrial { Channel = channel.Of(parsed), Draws = draws.Of(parsed), Seed = seed.Of(parsed) };
            var report = ShareDisplay.Run(context, "draws", progress => trial.Run(progress, cancellationToken));
            if (parsed.GetValue(json))
                context.Out.WriteLine(JsonSerializer.Serialize(new GenerationDocument(trial, report), CliJson.Indented.GenerationDocument));
            else
                GenerationView.Write(context, trial, report);
            return Task.FromResult(CommandLineApp.Success);
        });
        return command;
    }
}
