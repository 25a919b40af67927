using System.Diagnostics;
using SemCom.Channels;
using SemCom.Speech;

namespace SemCom;

/// <summary>
/// A transmitter for speech, a simulated channel and a receiver in a row: the shortest way to send a voice and hear what arrives. Sends one sound after another; for parallel work make one link for each thread,
/// they share the network.
/// </summary>
public sealed class SpeechLink
{
    private const double LeastFrameSeconds = 0.1, LongestFrameSeconds = 60;

    private readonly SpeechLinkOptions _options;
    private readonly ChannelSpec _spec;
    private readonly IChannel _channel;
    private readonly ChannelPlanning _planning;
    private readonly SpeechTransmitter _transmitter;
    private readonly SpeechReceiver _receiver;
    private readonly AirObserver? _observer;
    private ulong _frame;

    private SpeechLink(SpeechLinkOptions options)
    {
        _options = options;
        _spec = ChannelSpec.Parse(options.Channel);
        Guard.InRange(options.SnrDb, LinkPlan.MinSnrDb, LinkPlan.MaxSnrDb, "SNR in dB", "choose a value in that range");
        Guard.InRange(options.FrameSeconds, LeastFrameSeconds, LongestFrameSeconds, "speech: seconds of a frame", "8 is usual");
        if (options.MarginDb is { } marginDb)
            Guard.InRange(marginDb, 0, LinkPlan.MaxMarginDb, "margin in dB", "1 dB is usual");
        _ = new LinkPlan(options.Cbr, options.PlanSnrDb ?? options.SnrDb); // refuses wrong values before a model is loaded
        _channel = _spec.Create(options.SnrDb);
        _planning = new ChannelPlanning(_spec, _channel, options.UseGenie);
        _transmitter = SpeechTransmitter.Load(options.ModelId);
        _receiver = SpeechReceiver.Load(options.ModelId, options.Threads, layout: _planning.Layout, estimator: options.Estimator);
        _observer = options.Observe ? new AirObserver(_planning.Layout, options.Estimator) : null;
        _frame = options.FirstFrame;
    }

    /// <summary>Builds a link and loads its model.</summary>
    /// <exception cref="SemComException">An option is out of range, the channel or model unknown, or a model file damaged.</exception>
    public static SpeechLink Create(SpeechLinkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SpeechLink(options);
    }

    /// <summary>Sends a sound and judges what arrives. It is brought to 8 kHz first; what lies above 4 kHz is not sent.</summary>
    public SpeechResult Send(Sound sound, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sound);
        var sent = sound.At(SpeechTransform.SampleRate);
        var samples = new float[sent.ValueCount];
        var passages = new List<SpeechPassage>();
        foreach (var (start, count) in SpeechParts.Of(sent.ValueCount, _options.FrameSeconds))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var passage = SendFrame(sent.Part(start, count));
            passage.Reception.Value?.Samples.CopyTo(samples.AsSpan(start, count));
            passages.Add(passage);
        }
        var ledger = passages.Aggregate(default(ChannelUseLedger), (sum, passage) => sum + passage.Ledger);
        var received = new Sound(SpeechTransform.SampleRate, samples);
        var lost = passages.Count(passage => passage.Reception.IsLost);
        var record = SpeechJudge.Judge(new QualityRecord
        {
            System = "semantic",
            Model = _options.ModelId,
            Mode = LinkMode.Analog.Name(),
            Source = "sound",
            Modality = SpeechJudge.Modality,
            Channel = _spec.Text,
            Genie = _options.UseGenie,
            SnrDb = _options.SnrDb,
            PlanSnrDb = _options.PlanSnrDb ?? _options.SnrDb,
            Seed = _options.Seed,
            Cbr = (double)ledger.Total / sent.ValueCount,
            Uses = UsesRecord.From(ledger),
            Lost = lost == passages.Count,
            EncodeMs = passages.Sum(passage => passage.Encode.TotalMilliseconds),
            ChannelMs = passages.Sum(passage => passage.Air.TotalMilliseconds),
            DecodeMs = passages.Sum(passage => passage.Decode.TotalMilliseconds),
            BytesOnWire = passages.Sum(passage => passage.BytesOnWire),
        }, sent, received);
        return new SpeechResult(sent, received, record, ledger, [.. passages.Select(passage => passage.Reception)], [.. Notices(sound, sent, ledger.Total, lost, passages)])
        {
            AirSeen = passages[^1].AirSeen,
        };
    }

    private SpeechPassage SendFrame(Sound part)
    {
        var realization = new ChannelRealization(_options.Seed, _frame++);
        var uses = (int)Math.Clamp(_options.Cbr * part.ValueCount, 1, int.MaxValue);
        var plan = _planning.Plan(_options.Cbr, _options.PlanSnrDb ?? _options.SnrDb, uses);

        var begin = Stopwatch.GetTimestamp();
        var frame = _transmitter.Encode(part, plan with { MarginDb = _options.MarginDb ?? plan.MarginDb, Sequence = (int)(realization.Frame & 255) });
        var encode = Stopwatch.GetElapsedTime(begin);

        begin = Stopwatch.GetTimestamp();
        var received = _channel.Transmit(frame.Symbols, realization).ToReceivedFrame(_options.UseGenie);
        var air = Stopwatch.GetElapsedTime(begin);

        begin = Stopwatch.GetTimestamp();
        var reception = _receiver.Decode(received, _options.Refine);
        return new SpeechPassage(reception, frame.Ledger, frame.MessagePackLength, encode, air, Stopwatch.GetElapsedTime(begin), _observer?.Observe(received));
    }

    private IEnumerable<string> Notices(Sound sound, Sound sent, int uses, int lost, List<SpeechPassage> passages)
    {
        if (sound.SampleRate > sent.SampleRate)
            yield return $"the sound was brought from {sound.SampleRate} Hz to {sent.SampleRate} Hz, which is what speech is sent and judged at";
        if (uses > _options.Cbr * sent.ValueCount + passages.Count)
            yield return $"the smallest frames that the planned SNR allows take {uses} channel uses, CBR {(double)uses / sent.ValueCount:G4} instead of {_options.Cbr:G4}";
        if (lost > 0)
            yield return $"{lost} of {passages.Count} frames were lost: {passages.First(passage => passage.Reception.IsLost).Reception.Loss}; silence stands in their place";
    }

    private sealed record SpeechPassage(Reception<Sound> Reception, ChannelUseLedger Ledger, long BytesOnWire, TimeSpan Encode, TimeSpan Air, TimeSpan Decode, AirSnapshot? AirSeen);
}
