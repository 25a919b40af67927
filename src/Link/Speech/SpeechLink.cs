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
        var frames = new List<SpeechFrame>();
        foreach (var (start, count) in SpeechParts.Of(sent.ValueCount, _options.FrameSeconds))
        {
            cancellationToken.ThrowIfCancellationRequested();
            frames.Add(SendFrame(sent.Part(start, count)));
        }
        var (received, ledger, record) = SpeechJudge.Judge(("semantic", _options.ModelId, LinkMode.Analog), _options with { Channel = _spec.Text }, sent, [.. frames.Select(frame => frame.Passage)]);
        return new SpeechResult(sent, received, record, ledger, [.. frames.Select(frame => frame.Reception)], [.. Notices(sound, sent, ledger.Total, frames)])
        {
            AirSeen = frames[^1].AirSeen,
        };
    }

    private SpeechFrame SendFrame(Sound part)
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
        var passage = new SpeechPassage(reception.Value, frame.Ledger, frame.MessagePackLength, encode, air, Stopwatch.GetElapsedTime(begin));
        return new SpeechFrame(reception, passage, _observer?.Observe(received));
    }

    private IEnumerable<string> Notices(Sound sound, Sound sent, int uses, List<SpeechFrame> frames)
    {
        if (sound.SampleRate > sent.SampleRate)
            yield return $"the sound was brought from {sound.SampleRate} Hz to {sent.SampleRate} Hz, which is what speech is sent and judged at";
        if (uses > _options.Cbr * sent.ValueCount + frames.Count)
            yield return $"the smallest frames that the planned SNR allows take {uses} channel uses, CBR {(double)uses / sent.ValueCount:G4} instead of {_options.Cbr:G4}";
        var losses = frames.Select(frame => frame.Reception.Loss).OfType<string>().ToList();
        if (losses.Count > 0)
            yield return $"{losses.Count} of {frames.Count} frames were lost: {losses[0]}; silence stands in their place";
    }

    private sealed record SpeechFrame(Reception<Sound> Reception, SpeechPassage Passage, AirSnapshot? AirSeen);
}
