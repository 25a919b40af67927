using System.Globalization;
using System.Text.Json;
using SemCom.Channels;
using SemCom.Evaluation;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary>Shows traces, and what was sent over them.</summary>
internal static class TraceView
{
    /// <summary>A trace that was just written.</summary>
    public static int Write(CliContext context, ChannelTrace trace, string path, bool json)
    {
        var summary = TraceSummary.Of(trace, path);
        if (json)
            context.Out.WriteLine(JsonSerializer.Serialize(summary, CliJson.Indented.TraceSummary));
        else
            Write(context, summary);
        return CommandLineApp.Success;
    }

    /// <summary>What a trace holds.</summary>
    public static void Write(CliContext context, TraceSummary summary)
    {
        var console = Terminals.Out(context);
        console.MarkupLineInterpolated($"[bold]{summary.File}[/] ({summary.Bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes)");
        Rows(console,
            ("channel", $"{summary.Channel}, seed {summary.Seed}, by {summary.Program}"),
            ("frames", Text(summary.Frames)),
            ("antennas", $"tx={summary.Transmit}, rx={summary.Receive}"),
            ("paths", summary.Paths == 1 ? $"1 at {Format(summary.MaxDelaySeconds)}" : $"{summary.Paths} up to {Format(summary.MaxDelaySeconds)}"),
            ("times", summary.Times == 1 ? "1, held for ever" : $"{Text(summary.Times)}, one in {Format(summary.IntervalSeconds)}, {summary.Interpolation} between"),
            ("a frame may take", summary.DurationSeconds is { } seconds ? Format(seconds) : "any time"),
            ("normalised", summary.Normalization),
            ("mean power", summary.MeanPowerDb is { } db ? string.Create(CultureInfo.InvariantCulture, $"{db:0.00} dB") : "none"),
            ("plays over", summary.IsFlat ? "a single carrier" : "OFDM"));
    }

    /// <summary>What was sent.</summary>
    public static void Write(CliContext context, ReplayResult replay)
    {
        var console = Terminals.Out(context);
        console.WriteLine();
        var over = replay.Ofdm ? "OFDM" : "a single carrier";
        console.MarkupLineInterpolated($"[bold]Random QPSK over {over}[/], {Text(replay.Frames)} frame{(replay.Frames == 1 ? "" : "s")} of {Text(replay.UsesPerFrame)} channel uses, true gains known");
        Rows(console,
            ("Es/N0 asked for", Db(replay.SnrDb)),
            ("mean gain", Db(replay.GainDb)),
            ("Es/N0 that follows", Db(replay.SnrDb + replay.GainDb)),
            ("Es/N0 measured", $"{Db(replay.MeasuredSnrDb)}{(replay.Ofdm ? ", interference included" : "")}"),
            ("weakest frame", Db(replay.WeakestFrameDb)),
            ("bit errors", string.Create(CultureInfo.InvariantCulture, $"{replay.BitErrors:N0} of {replay.Bits:N0} ({(double)replay.BitErrors / replay.Bits:0.00e0})")),
            ("expected", string.Create(CultureInfo.InvariantCulture, $"{replay.ExpectedErrorRate:0.00e0}, the mean of Q(√(|H|²·Es/N0)) over these gains")));
    }

    private static void Rows(IAnsiConsole console, params ReadOnlySpan<(string Name, string Value)> rows)
    {
        var table = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn(new GridColumn().NoWrap());
        foreach (var (name, value) in rows)
            table.AddRow(new Markup($"[grey]{name}[/]"), new Text(value));
        console.Write(table);
    }

    private static string Text(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Db(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.00} dB");

    private static string Format(double seconds) => Quantities.Seconds(seconds);
}
