using System.Collections.Concurrent;

namespace SemCom.Streaming;

/// <summary>The transmitter of a process of its own: what it makes goes out as datagrams, and reports come in as such. What it takes for shown was sent; the receiver knows more.</summary>
/// <param name="transmitter">Makes frames.</param>
/// <param name="port">Where they go.</param>
/// <param name="reports">Reports that came in.</param>
internal sealed class SendingStages(TransmittingEnd transmitter, DatagramPort port, ConcurrentQueue<ReportMessage> reports) : IStreamStages
{
    /// <summary>Which run of the transmitter.</summary>
    public ulong Stream { get; private set; }

    /// <summary>Begins another run: the receiver takes it for another stream.</summary>
    public void Begin(ulong stream)
    {
        Stream = stream;
        transmitter.Restart();
    }

    public void Encode(StreamItem item, IReadOnlyList<ReceiverReport> unused)
    {
        while (reports.TryDequeue(out var report))
        {
            if (report.Stream == Stream)
                transmitter.Take(report.Report);
        }
        var sent = transmitter.Encode(item.Number, item.Picture, item.Settings);
        item.Facts = new StreamedFrame(item.Number, item.Picture, item.Picture, FrameOutcome.Skipped)
        {
            Sampling = sent.Sampling,
            Mode = sent.Mode,
            Ledger = sent.Frame?.Ledger ?? default,
            ShareSent = sent.ShareSent,
            SnrDb = double.NaN,
            PlanSnrDb = sent.PlanSnrDb,
            Loss = sent.Refusal,
            Decision = sent.Decision,
        };
        item.Cargo = sent;
        if (sent.Frame is not null)
            return;
        item.Outcome = sent.Refusal is null ? FrameOutcome.Skipped : FrameOutcome.Lost;
        Send(item, sent.Refusal is null ? FrameMessageFate.Skipped : FrameMessageFate.Dropped, null);
    }

    public void Transmit(StreamItem item)
    {
        var frame = ((SentPicture)item.Cargo!).Frame!;
        Send(item, FrameMessageFate.Sent, frame);
    }

    public void Decode(StreamItem item) => (item.Outcome, item.Shown) = (FrameOutcome.Shown, item.Picture);

    public Task SettleAsync() => transmitter.SettleAsync();

    public StreamedFrame Judge(StreamItem item, StreamedFrame frame)
    {
        if (item.Cargo is null)
            Send(item, FrameMessageFate.Dropped, null);
        return item.Facts is null ? frame with { SnrDb = double.NaN } : frame;
    }

    /// <summary>Says that there are no more pictures.</summary>
    public void End(int count) => port.Send(MessageKind.Frame, new FrameMessage(Stream, count, DateTimeOffset.UnixEpoch, FrameMessageFate.End).ToBytes());

    public void Dispose() => transmitter.Dispose();

    private void Send(StreamItem item, FrameMessageFate fate, TransmitFrame? frame) => port.Send(MessageKind.Frame, new FrameMessage(Stream, item.Number, item.CapturedAt, fate)
    {
        Width = item.Picture.Width,
        Height = item.Picture.Height,
        Antennas = frame?.Antennas ?? 1,
        Symbols = frame?.Symbols,
        PowerDb = item.Cargo is SentPicture { PowerDb: var power } ? power : 0,
    }.ToBytes());
}
