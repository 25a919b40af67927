using System.CommandLine;
using SemCom.Runtime.Media;

namespace SemCom.Cli;

/// <summary><c>semcom stream</c>: the transmitting process of a stream of pictures.</summary>
internal static class StreamVerb
{
    public static Command Create(CliContext context)
    {
        var input = new Argument<string>("VIDEO") { Description = "A video, a picture, or 'webcam'." };
        var to = StreamOptions.To("the air");
        var fps = new ParsedOption<double?>("--fps", "N", "Pictures a second.", (option, text) => NumberParser.Within(option, text, 0.1, 240, "25"), null, "the video's");
        var size = new ParsedOption<(int Width, int Height)?>("--size", "WxH", "Size of the pictures.", (option, text) => EndpointParser.Size(option, text), null, "the video's");
        var loop = new Option<bool>("--loop") { Description = "Begin again after the last picture, without end." };
        var cbr = new ParsedOption<double>("--cbr", "R", "Channel uses of a picture / its source values, at most.", NumberParser.Cbr, 1.0 / 48, "1/48");
        var plan = new ParsedOption<double?>("--plan-snr-db", "X", "SNR the transmitter plans for [dB].", (option, text) => NumberParser.SnrDb(option, text), null, "what the receiver reports; 5 before it has");
        var mode = new ParsedOption<LinkMode>("--mode", "NAME", "How payloads are made: analog, digital or generative.", ParseMode, LinkMode.Analog, "analog");
        var agent = new Option<bool>("--agent") { Description = "Let an agent decide what is sent of each picture, and how." };
        var frames = new ParsedOption<int?>("--frames", "N", "End after so many pictures.", (option, text) => NumberParser.Count(option, text, 1, int.MaxValue), null, "all");
        var (intent, policy) = (new AgentIntentOptions(), new AgentPolicyOptions());
        var (key, threads, seed, json) = (StreamOptions.Key(), StreamOptions.Threads(), CliOptions.Seed(), CliOptions.Json());
        var command = new Verb("stream", "Sends a video as it comes, to 'semcom air' and by it to 'semcom receive'; each of the three may be restarted while the others run.",
            "semcom stream samples/pictures/harbour.png --to 127.0.0.1:5004 --loop --fps 25 --size 320x192")
        {
            input, to, fps, size, loop, cbr, plan, mode, agent, frames, key, threads, seed, json,
        };
        intent.AddTo(command);
        policy.AddTo(command);
        command.Notes = ["The three processes together: docs/streaming.md. What --intent understands: docs/intent.md.", ""];
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var wanted = await intent.ReadAsync(context, parsed, cancellationToken).ConfigureAwait(false);
            if (!parsed.GetValue(agent) && wanted != LinkIntent.Default)
                throw new SemComException("--intent needs an agent (there was none); add --agent, or leave --intent out");
            var deciding = parsed.GetValue(agent) ? policy.Of(context, parsed, wanted, seed.Of(parsed)) : default((IPolicy Policy, LinkTwin Twin)?);
            using var video = VideoFile.Open(parsed.GetRequiredValue(input), size.Of(parsed)?.Width, size.Of(parsed)?.Height, fps.Of(parsed));
            var options = new SemanticStreamOptions
            {
                Cbr = cbr.Of(parsed),
                SnrDb = plan.Of(parsed) ?? 5,
                PlanSnrDb = plan.Of(parsed),
                FramesPerSecond = Math.Clamp(video.Format.FramesPerSecond, 0.1, 240),
                Threads = threads.Of(parsed) ?? 0,
                Seed = seed.Of(parsed),
                Agent = deciding is { } chosen ? new StreamAgentOptions { Policy = chosen.Policy, Twin = chosen.Twin } : null,
            };
            var sender = StreamSender.Create(options, to.Of(parsed)!, StreamOptions.ReadKey(parsed.GetValue(key)));
            await using var senderScope = sender.ConfigureAwait(false);
            sender.Controls.Mode = mode.Of(parsed);
            sender.Controls.AgentDecides = deciding is not null;
            sender.Controls.Use(wanted);
            await SendAsync(context, sender, video, parsed.GetValue(loop), frames.Of(parsed), cancellationToken).ConfigureAwait(false);
            StreamView.Finish(context, StreamView.Of(sender), parsed.GetValue(json), cancellationToken);
            return CommandLineApp.Success;
        });
        return command;
    }

    private static async Task SendAsync(CliContext context, StreamSender sender, VideoFile video, bool loop, int? count, CancellationToken cancellationToken)
    {
        using var status = new StatusLine(context, () => StreamView.StatusOf(sender));
        try
        {
            await context.Error.WriteLineAsync("semcom: waiting for the air").ConfigureAwait(false);
            await foreach (var _ in sender.RunAsync(TakeAsync(video.ReadAsync(loop, cancellationToken), count), cancellationToken).ConfigureAwait(false))
                status.Tick();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped by a signal: what was done is told all the same.
        }
    }

    private static async IAsyncEnumerable<Picture> TakeAsync(IAsyncEnumerable<Picture> pictures, int? count)
    {
        var left = count ?? int.MaxValue;
        await foreach (var picture in pictures.ConfigureAwait(false))
        {
            yield return picture;
            if (--left == 0)
                yield break;
        }
    }

    private static LinkMode ParseMode(string option, string text) =>
        LinkModes.Find(text) ?? throw new SemComException($"{option} must be one of {string.Join(", ", LinkModes.All.Select(mode => mode.Name()))} (was '{text}'); choose one of these");
}
