using System.CommandLine;

namespace SemCom.Cli;

/// <summary><c>semcom air</c>: the simulated channel between the processes of a stream.</summary>
internal static class AirVerb
{
    public static Command Create(CliContext context)
    {
        var (listen, to) = (StreamOptions.Listen("'semcom stream'"), StreamOptions.To("'semcom receive'"));
        var channel = new ParsedOption<string>("--channel", "SPEC", "Channel, see 'semcom channel list'.", (_, text) => ChannelList.Canonical(text), "awgn", "awgn");
        var snr = new ParsedOption<SnrSchedule?>("--snr-db", "X|FROM:TO:TIMEs", "SNR [dB]; 10:0:30s falls from 10 to 0 within 30 seconds.", (_, text) => SnrSchedule.Parse(text), null, "10");
        var trace = new Option<string?>("--snr-trace") { HelpName = "FILE", Description = "SNR over time: lines 'seconds,SNR in dB'." };
        var delay = new ParsedOption<double>("--feedback-delay", "TIME", "How long a report of the receiver is under way.", (option, text) => NumberParser.Seconds(option, text, 0, 10), 0.04, "40ms");
        var loss = new ParsedOption<double>("--feedback-loss", "P", "Share of the reports that are lost.", (option, text) => NumberParser.Within(option, text, 0, 1, "0"), 0, "0");
        var (key, seed, json) = (StreamOptions.Key(), CliOptions.Seed(), CliOptions.Json());
        var command = new Verb("air", "Takes frames from 'semcom stream', sends them over a simulated channel and hands on to 'semcom receive' what arrives; reports go the other way.",
            "semcom air --listen 5004 --to 127.0.0.1:5006 --channel tdl-c:ds=300ns,fd=50Hz --snr-db 10:0:30s")
        {
            listen, to, channel, snr, trace, delay, loss, key, seed, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (snr.Of(parsed) is not null && parsed.GetValue(trace) is not null)
                throw new SemComException("--snr-trace must not stand beside --snr-db (both were given); leave one of them out");
            var options = new StreamAirOptions
            {
                Channel = channel.Of(parsed),
                Snr = parsed.GetValue(trace) is { } file ? SnrSchedule.Load(file) : snr.Of(parsed) ?? SnrSchedule.Constant(10),
                FeedbackDelaySeconds = delay.Of(parsed),
                FeedbackLossRate = loss.Of(parsed),
                Seed = seed.Of(parsed),
            };
            var air = StreamAirRelay.Create(listen.Of(parsed), to.Of(parsed)!, options, StreamOptions.ReadKey(parsed.GetValue(key)));
            await using var airScope = air.ConfigureAwait(false);
            using (var status = new StatusLine(context, () => StreamView.StatusOf(air), keepsTime: true))
            {
                try
                {
                    await air.RunAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    // Stopped by a signal, as it always ends.
                }
            }
            StreamView.Finish(context, StreamView.Of(air), parsed.GetValue(json), cancellationToken);
            return CommandLineApp.Success;
        });
        return command;
    }
}
