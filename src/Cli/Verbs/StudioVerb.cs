using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;

namespace SemCom.Cli;

/// <summary><c>semcom studio</c>: a web page on which everything can be tried.</summary>
internal static class StudioVerb
{
    private const string Description =
        "Serves a page on which video crosses a simulated link, live: what goes in, what the air does, what arrives, and a classical codec beside it. " +
        "Also an interface for programs, see /openapi.json. Ctrl+C ends it.";

    public static Command Create(CliContext context)
    {
        var port = new ParsedOption<int>("--port", "N", "TCP port; 0 for any that is free.", (option, text) => NumberParser.Count(option, text, 0, 65535), 5080, "5080");
        var host = new ParsedOption<string>("--host", "ADDRESS", "Address to listen on: localhost, an IP address, or * for all. Nobody is asked for a password.", (_, text) => text, "localhost", "localhost");
        var sessions = new ParsedOption<int>("--max-sessions", "N", "Viewers at the same time.", (option, text) => NumberParser.Count(option, text, 1, 1000), 8, "8");
        var collector = new ParsedOption<Uri?>("--otlp", "URL", "OpenTelemetry collector that metrics are sent to.", Collector, null, "none");
        var silent = new Option<bool>("--no-open") { Description = "Do not open the page in a browser." };
        var seed = CliOptions.Seed();
        var command = new Verb("studio", Description, "semcom studio --port 5080") { port, host, sessions, collector, silent, seed };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new StudioOptions
            {
                Port = port.Of(parsed),
                Host = host.Of(parsed),
                Limits = new StudioLimits { MaxSessions = sessions.Of(parsed) },
                Collector = collector.Of(parsed),
                Seed = seed.Of(parsed),
                SamplesRoot = FolderAbove(context, Path.Combine("samples", "README.md"), 2),
                PageRoot = FolderAbove(context, Path.Combine("src", "Studio", "wwwroot", "index.html"), 1),
            };
            await RunAsync(context, options, opens: !parsed.GetValue(silent) && context.OutIsTerminal, cancellationToken).ConfigureAwait(false);
            return CommandLineApp.Success;
        });
        return command;
    }

    private static async Task RunAsync(CliContext context, StudioOptions options, bool opens, CancellationToken cancellationToken)
    {
        var studio = await StudioServer.StartAsync(options, line => context.Error.WriteLine($"semcom: {line}"), cancellationToken).ConfigureAwait(false);
        await using var _ = studio.ConfigureAwait(false);
        await context.Out.WriteLineAsync($"SemCom Studio: {studio.Address} (Ctrl+C ends it)").ConfigureAwait(false);
        if (options.PageRoot is null)
            await context.Error.WriteLineAsync("semcom: the page is not built; start with ./semcom studio, or run 'npm ci && npm run build' in src/Studio/web").ConfigureAwait(false);
        if (opens)
            Open(studio.Address);
        await studio.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens the page, where there is a desktop.</summary>
    private static void Open(Uri address)
    {
        if (OperatingSystem.IsLinux() && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY")) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WAYLAND_DISPLAY")))
            return;
        try
        {
            using var browser = OperatingSystem.IsWindows()
                ? Process.Start(new ProcessStartInfo(address.ToString()) { UseShellExecute = true })
                : Process.Start(new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address.ToString()]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true });
        }
        catch (Win32Exception)
        {
            // There is no browser to open; the address stands on the screen.
        }
    }

    private static Uri? Collector(string option, string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        ? address
        : throw new SemComException($"{option} must be an http or https address (was '{text}'); write for example http://localhost:4317");

    /// <summary>The folder so many levels above a file that comes with SemCom; null where it is missing.</summary>
    private static string? FolderAbove(CliContext context, string file, int levels)
    {
        var path = context.TryFind(file);
        for (var i = 0; path is not null && i < levels; i++)
            path = Path.GetDirectoryName(path);
        return path;
    }
}
