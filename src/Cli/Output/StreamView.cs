using System.Globalization;
using System.Text.Json;

namespace SemCom.Cli;

/// <summary>What the processes of a stream tell: a line while they run, and in the end what they did.</summary>
internal static class StreamView
{
    public static string StatusOf(StreamSender sender)
    {
        if (!sender.IsHeard)
            return "waiting for the air";
        var counts = sender.Statistics.Snapshot();
        return string.Create(CultureInfo.InvariantCulture,
            $"{counts.Sent} sent, {counts.Skipped} skipped, {counts.Dropped} dropped; {counts.FramesPerSecond:0.0} pictures/s, encoded after {counts.LatencyMedian.TotalMilliseconds:0} ms; {sender.Reported.Arrived} arrived, {sender.Reported.Lost} lost by report");
    }

    public static string StatusOf(StreamAirRelay air)
    {
        var counts = air.Counts;
        return string.Create(CultureInfo.InvariantCulture, $"{air.Channel} at {air.SnrDb:0.0} dB: {counts.Relayed} frames, {counts.ChannelUses} channel uses, {counts.Dropped} dropped; {counts.Reported} reports, {counts.ReportsLost} lost");
    }

    public static string StatusOf(StreamViewer viewer, ViewTally tally)
    {
        var counts = viewer.Counts;
        if (counts.Finished == 0)
            return "waiting for a stream";
        var latency = tally.LatencyMs is { } known ? string.Create(CultureInfo.InvariantCulture, $", {known.Median:0} ms (95 %: {known.Most:0} ms)") : "";
        var snr = tally.EffectiveSnrDb is { } snrDb ? string.Create(CultureInfo.InvariantCulture, $", {snrDb:0.0} dB") : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{tally.Size.Width}x{tally.Size.Height}: {counts.Shown} shown, {counts.Skipped} skipped, {counts.Late} late, {counts.Lost} lost, {counts.Dropped} dropped; {tally.FramesPerSecond:0.0} pictures/s{latency}{snr}");
    }

    public static StreamDocument Of(StreamSender sender)
    {
        var counts = sender.Statistics.Snapshot();
        return new StreamDocument("stream")
        {
            Pictures = counts,
            ReportedArrived = sender.Reported.Arrived,
            ReportedLost = sender.Reported.Lost,
            LatencyMedianMs = counts.LatencyMedian.TotalMilliseconds,
            Latency95Ms = counts.Latency95.TotalMilliseconds,
            Datagrams = sender.Datagrams,
        };
    }

    public static StreamDocument Of(StreamAirRelay air) => new("air") { Air = air.Counts };

    public static StreamDocument Of(StreamViewer viewer, ViewTally tally) => new("receive")
    {
        Pictures = viewer.Counts with { FramesPerSecond = tally.FramesPerSecond },
        Streams = viewer.Streams,
        LatencyMedianMs = tally.LatencyMs?.Median,
        Latency95Ms = tally.LatencyMs?.Most,
        Datagrams = viewer.Datagrams,
    };

    /// <summary>Writes what was done: a document on standard output, or lines.</summary>
    public static void Finish(CliContext context, StreamDocument document, bool json, CancellationToken cancellationToken)
    {
        if (json)
        {
            context.Out.WriteLine(JsonSerializer.Serialize(document, CliJson.Indented.StreamDocument));
            return;
        }
        if (document.Pictures is { } pictures)
            context.Out.WriteLine($"{(document.Process == "stream" ? "sent" : "shown")} {pictures.Shown}, skipped {pictures.Skipped}, late {pictures.Late}, dropped {pictures.Dropped}, lost {pictures.Lost}: {pictures.Finished} pictures{(cancellationToken.IsCancellationRequested ? ", stopped" : "")}");
        if (document.LatencyMedianMs is { } median)
            context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"latency {median:0} ms, 95 % within {document.Latency95Ms:0} ms"));
        if (document.Air is { } air)
            context.Out.WriteLine($"relayed {air.Relayed} frames in {air.ChannelUses} channel uses, dropped {air.Dropped}; {air.Reported} reports, {air.ReportsLost} of them lost");
        foreach (var (name, counts) in Ports(document))
            context.Out.WriteLine($"datagrams{name}: {counts.Accepted} accepted, {counts.Unproven} unproven, {counts.Replayed} replayed, {counts.Foreign} foreign, {counts.Malformed} malformed");
    }

    private static IEnumerable<(string Name, DatagramCounts Counts)> Ports(StreamDocument document)
    {
        if (document.Datagrams is { } own)
            yield return ("", own);
        if (document.Air is { } air)
        {
            yield return (" from the sender", air.Up);
            yield return (" from the receiver", air.Down);
        }
    }
}
