using System.CommandLine;

namespace SemCom.Cli;

/// <summary><c>semcom receive</c>: the receiving process of a stream of pictures.</summary>
internal static class ReceiveVerb
{
    public static Command Create(CliContext context)
    {
        var listen = StreamOptions.Listen("'semcom air'");
        var output = new Option<string?>("--out") { HelpName = "FILE", Description = "Write what is shown here: .y4m, .mp4, .mkv or .webm." };
        var fps = new ParsedOption<double>("--fps", "N", "Pictures a second in that file.", (option, text) => NumberParser.Within(option, text, 0.1, 240, "25"), 25, "25");
        var show = new Option<bool>("--show") { Description = "Draw the pictures in the terminal, small, where it has colours." };
        var deadline = new ParsedOption<double>("--deadline", "TIME", "How much longer than the quickest a picture may be under way.", (option, text) => NumberParser.Seconds(option, text, 0.01, 60), 0.2, "200ms");
        var once = StreamOptions.Once("it waits for the next one, and");
        var (key, threads, json) = (StreamOptions.Key(), StreamOptions.Threads(), CliOptions.Json());
        var command = new Verb("receive", "Receives a stream from 'semcom air', shows or keeps it, and reports what arrived.", "semcom receive --listen 5006 --out shown.mp4 --once")
        {
            listen, output, fps, show, deadline, once, key, threads, CliOptions.Seed(), json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(show) && parsed.GetValue(json))
                throw new SemComException("--show must not stand beside --json (both write to standard output); leave one of them out");
            var options = new StreamViewerOptions { DeadlineSeconds = deadline.Of(parsed), Threads = threads.Of(parsed) ?? 0, EndsWithStream = parsed.GetValue(once) };
            var writer = new LateVideoWriter(parsed.GetValue(output), fps.Of(parsed));
            await using var writerScope = writer.ConfigureAwait(false);
            var viewer = StreamViewer.Create(listen.Of(parsed), options, StreamOptions.ReadKey(parsed.GetValue(key)));
            await using var viewerScope = viewer.ConfigureAwait(false);
            var tally = await ReceiveAsync(context, viewer, writer, parsed.GetValue(show), cancellationToken).ConfigureAwait(false);
            await writer.CompleteAsync().ConfigureAwait(false);
            StreamView.Finish(context, StreamView.Of(viewer, tally), parsed.GetValue(json), cancellationToken);
            return CommandLineApp.Success;
        });
        return command;
    }

    private static async Task<ViewTally> ReceiveAsync(CliContext context, StreamViewer viewer, LateVideoWriter writer, bool show, CancellationToken cancellationToken)
    {
        var (tally, news) = (new ViewTally(), new ViewNews());
        using var screen = show ? new TerminalScreen(context) : null;
        using var status = new StatusLine(context, () => StreamView.StatusOf(viewer, tally), keepsTime: !show);
        try
        {
            await foreach (var frame in viewer.RunAsync(cancellationToken).ConfigureAwait(false))
            {
                tally.Add(frame);
                foreach (var line in news.Of(frame, viewer))
                    await context.Error.WriteLineAsync($"semcom: {line}").ConfigureAwait(false);
                await writer.AddAsync(frame.Shown, cancellationToken).ConfigureAwait(false);
                screen?.Show(frame.Shown, StreamView.StatusOf(viewer, tally));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped by a signal: what has arrived is kept.
        }
        return tally;
    }
}
