using System.Diagnostics.Metrics;

namespace SemCom.Studio;

/// <summary>The instruments of a studio (System.Diagnostics.Metrics).</summary>
internal sealed class StudioMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "SemCom.Studio";

    private readonly Counter<long> _frames, _parts, _uses, _dropped, _messages, _refused, _uploadBytes;
    private readonly Histogram<double> _latency, _quality, _stoi, _work;
    private long _sessions;

    /// <summary>Makes the instruments.</summary>
    public StudioMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableUpDownCounter("semcom.studio.sessions", () => Interlocked.Read(ref _sessions), "{session}", "Sessions that are open.");
        _frames = meter.CreateCounter<long>("semcom.studio.frames", "{frame}", "Pictures by what became of them.");
        _parts = meter.CreateCounter<long>("semcom.studio.parts", "{part}", "Parts of sounds by what became of them.");
        _uses = meter.CreateCounter<long>("semcom.studio.channel_uses", "{use}", "Channel uses by purpose.");
        _dropped = meter.CreateCounter<long>("semcom.studio.viewer_drops", "{frame}", "Pictures that were not sent to a viewer since it acknowledged too slowly.");
        _messages = meter.CreateCounter<long>("semcom.studio.messages", "{message}", "Messages from viewers by kind.");
        _refused = meter.CreateCounter<long>("semcom.studio.refusals", "{refusal}", "Sessions, messages and requests that were refused, by reason.");
        _uploadBytes = meter.CreateCounter<long>("semcom.studio.upload", "By", "Bytes of files that viewers brought.");
        _latency = meter.CreateHistogram("semcom.studio.latency", "s", "From the source to the screen of the receiver.", advice: Buckets(0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 1));
        _work = meter.CreateHistogram("semcom.studio.work", "s", "Time that a picture took in transmitter, channel, receiver and for the viewer.", advice: Buckets(0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5));
        _quality = meter.CreateHistogram("semcom.studio.psnr", "dB", "PSNR of what the receiver shows.", advice: Buckets(10, 15, 20, 22.5, 25, 27.5, 30, 32.5, 35, 40));
        _stoi = meter.CreateHistogram("semcom.studio.stoi", "1", "STOI of the speech that the receiver plays.", advice: Buckets(0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95));
    }

    /// <summary>A part of a sound is through.</summary>
    public void Part(SpeechResult part, TimeSpan work)
    {
        _parts.Add(1, new KeyValuePair<string, object?>("outcome", part.Quality.Lost ? "lost" : "shown"));
        Uses(part.Ledger);
        _work.Record(work.TotalSeconds);
        if (part.Quality.Stoi is { } stoi)
            _stoi.Record(stoi);
    }

    /// <summary>A session begins or ends.</summary>
    public void Session(int change) => Interlocked.Add(ref _sessions, change);

    /// <summary>A picture is through.</summary>
    public void Frame(StreamedFrame frame, TimeSpan work)
    {
        _frames.Add(1, new KeyValuePair<string, object?>("outcome", frame.Outcome.ToString().ToLowerInvariant()), new KeyValuePair<string, object?>("mode", frame.Mode.Name()));
        Uses(frame.Ledger);
        _work.Record(work.TotalSeconds);
        if (frame.Outcome is FrameOutcome.Shown or FrameOutcome.Late)
            _latency.Record(frame.Latency.TotalSeconds);
        if (frame.PsnrDb is { } psnr)
            _quality.Record(psnr);
    }

    /// <summary>Pictures were not sent to a viewer.</summary>
    public void Dropped(long count) => _dropped.Add(count);

    /// <summary>A viewer sent a message.</summary>
    public void Message(string kind) => _messages.Add(1, new KeyValuePair<string, object?>("kind", kind));

    /// <summary>Something was refused.</summary>
    public void Refusal(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>A viewer brought a file.</summary>
    public void Upload(long bytes) => _uploadBytes.Add(bytes);

    private void Uses(ChannelUseLedger ledger)
    {
        foreach (var (purpose, count) in new[]
        {
            ("payload", ledger.Payload), ("header", ledger.Header), ("pilots", ledger.Pilots), ("side_information", ledger.SideInformation), ("knowledge", ledger.Knowledge),
        })
        {
            if (count > 0)
                _uses.Add(count, new KeyValuePair<string, object?>("purpose", purpose));
        }
    }

    private static InstrumentAdvice<double> Buckets(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };
}
