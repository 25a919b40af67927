using SemCom.Channels;

namespace SemCom.Streaming;

/// <summary>Transmitter, simulated air and receiver of one process. Each part is called by one thread at a time.</summary>
internal sealed class LinkStages : IStreamStages
{
    private readonly SemanticStreamOptions _options;
    private readonly TransmittingEnd _transmitter;
    private ReceivingEnd _receiver;

    public LinkStages(SemanticStreamOptions options)
    {
        _options = options;
        var air = StreamAirs.Of(options.Channel);
        _transmitter = new TransmittingEnd(options);
        _receiver = new ReceivingEnd(options.ModelId, options.Threads, air.Planning.Layout);
    }

    public void Encode(StreamItem item, IReadOnlyList<ReceiverReport> reports)
    {
        foreach (var report in reports)
            _transmitter.Take(report);
        var sent = _transmitter.Encode(item.Number, item.Picture, item.Settings);
        item.Facts = new StreamedFrame(item.Number, item.Picture, item.Picture, FrameOutcome.Skipped)
        {
            Sampling = sent.Sampling,
            Mode = sent.Mode,
            Ledger = sent.Frame?.Ledger ?? default,
            ShareSent = sent.ShareSent,
            SnrDb = item.Settings.SnrDb + sent.PowerDb,
            PlanSnrDb = sent.PlanSnrDb,
            Loss = sent.Refusal,
            Decision = sent.Decision,
        };
        if (sent.Frame is null)
            item.Outcome = sent.Refusal is null ? FrameOutcome.Skipped : FrameOutcome.Lost;
        item.Cargo = new Cargo(StreamAirs.Of(item.Settings.Channel), sent.Region) { Symbols = sent.Frame?.Symbols };
    }

    public void Transmit(StreamItem item)
    {
        var cargo = (Cargo)item.Cargo!;
        cargo.Received = cargo.Air.Transmit(cargo.Symbols!, item.Facts!.SnrDb, new ChannelRealization(_options.Seed, (ulong)item.Number));
        cargo.Symbols = null;
    }

    public void Decode(StreamItem item)
    {
        var cargo = (Cargo)item.Cargo!;
        _receiver = _receiver.For(cargo.Air.Planning.Layout);
        var received = _receiver.Decode(cargo.Received!);
        item.Shown = received.Shown;
        item.Outcome = received.Loss is null ? FrameOutcome.Shown : FrameOutcome.Lost;
        item.Report = new ReceiverReport(item.Number, received.Loss is null, received.EffectiveSnrDb, received.NeedsRestart);
        item.Facts = item.Facts! with { EffectiveSnrDb = received.EffectiveSnrDb, Loss = received.Loss, AirSeen = _options.Observe ? _receiver.Observe(cargo.Received!) : null };
    }

    public Task SettleAsync() => _transmitter.SettleAsync();

    public StreamedFrame Judge(StreamItem item, StreamedFrame frame)
    {
        if (item.Facts is null)
            frame = frame with { SnrDb = item.Settings.SnrDb };
        if ((frame.Shown.Width, frame.Shown.Height) != (frame.Original.Width, frame.Original.Height))
            return frame;
        var region = (item.Cargo as Cargo)?.Region;
        frame = frame with
        {
            PsnrDb = PictureQuality.PsnrDb(frame.Original, frame.Shown),
            FocusPsnrDb = region is null ? null : RegionQuality.PsnrDb(frame.Original, frame.Shown, region),
        };
        return frame.Decision is { } decision ? frame with { Decision = StreamAgent.Complete(decision, item.Settings.Intent, frame) } : frame;
    }

    public void Dispose()
    {
        _transmitter.Dispose();
        _receiver.Dispose();
    }

    /// <summary>What the parts hand on.</summary>
    private sealed class Cargo(StreamAir air, RegionMask? region)
    {
        public StreamAir Air => air;

        public RegionMask? Region => region;

        public SymbolBlock? Symbols { get; set; }

        public ReceivedFrame? Received { get; set; }
    }
}
