using System.CommandLine;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>semcom send</c>: one picture over one link.</summary>
internal static class SendVerb
{
    private const string Description = """
        Sends one picture over one simulated link and tells what arrived.

        Example:
          semcom send photo.png --channel rayleigh --snr-db 7 --cbr 1/16 --out received.png
        """;

    private static readonly Argument<string> Input = new("INPUT") { Description = "Picture of any common format and size." };

    public static Command Create(CliContext context)
    {
        var output = new Option<string?>("--out") { HelpName = "FILE", Description = "Write the received picture here; the ending chooses the format." };
        var mode = CliOptions.Parsed("--mode", "MODE", "How a frame carries its meaning: auto or analog.", Modes.Parse, "auto");
        var channel = CliOptions.Parsed("--channel", "SPEC", "Channel, see 'semcom channel list'.", (_, text) => ChannelList.Canonical(text), "awgn");
        var coherence = CliOptions.Parsed<int?>("--coherence", "N", "Symbols over which a rayleigh channel keeps its gain. Default: the whole frame.",
            (option, text) => NumberParser.Count(option, text, 1, int.MaxValue), null);
        var snrDb = CliOptions.Parsed("--snr-db", "X", "Es/N0 per symbol at the receiver, averaged over fading [dB].", NumberParser.SnrDb, 10);
        var cbr = CliOptions.Parsed("--cbr", "X", "Channel uses per source value, header and pilots included: 1/16 or 0.0625.", NumberParser.Cbr, 1.0 / 16, "1/16");
        var planSnrDb = CliOptions.PlanSnrDb();
        var model = CliOptions.Model();
        var genie = CliOptions.Genie();
        var threads = CliOptions.Parsed<int?>("--threads", "N", "Threads inside the model. Default: all cores.",
            (option, text) => NumberParser.Count(option, text, 1, 1024), null);
        var seed = CliOptions.Seed();
        var json = CliOptions.Json();
        var command = new Command("send", Description) { Input, output, model, mode, channel, coherence, snrDb, cbr, planSnrDb, genie, threads, seed, json };
        command.SetAction((parsed, cancellationToken) => SendAsync(
            context,
            new SendRequest(parsed.GetRequiredValue(Input), parsed.GetValue(output), parsed.GetValue(model), parsed.GetValue(json)),
            new LinkConditions
            {
                Channel = WithCoherence(parsed.GetRequiredValue(channel), parsed.GetValue(coherence)),
                SnrDb = parsed.GetValue(snrDb),
                Cbr = parsed.GetValue(cbr),
                PlanSnrDb = parsed.GetValue(planSnrDb),
                Seed = parsed.GetValue(seed),
                Genie = parsed.GetValue(genie),
                Threads = parsed.GetValue(threads),
            },
            cancellationToken));
        return command;
    }

    private sealed record SendRequest(string Input, string? Output, string? Model, bool Json);

    private static async Task<int> SendAsync(CliContext context, SendRequest request, LinkConditions conditions, CancellationToken cancellationToken)
    {
        var picture = Picture.Load(request.Input);
        var system = context.Systems.Create("semantic", new SystemOptions { Model = request.Model });
        var result = await system.SendAsync(picture, conditions, cancellationToken).ConfigureAwait(false);
        var record = (result.Quality with { Source = Path.GetFileName(request.Input) }).Rounded();
        if (request.Output is not null)
            result.Picture.Save(request.Output);
        foreach (var notice in result.Notices)
            await context.Error.WriteLineAsync($"semcom: {notice}").ConfigureAwait(false);
        if (request.Json)
            await context.Out.WriteAsync(ResultsDocument.ToJson(record)).ConfigureAwait(false);
        else
            SendView.Write(context, record, picture, request.Output);
        return CommandLineApp.Success;
    }

    private static string WithCoherence(string channel, int? coherence) => coherence is null
        ? channel
        : ChannelList.Canonical($"{channel}{(channel.Contains(':', StringComparison.Ordinal) ? ',' : ':')}coherence={coherence}");
}
