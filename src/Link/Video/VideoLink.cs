using System.Diagnostics;
using SemCom.Channels;

namespace SemCom;

/// <summary>
/// Both ends of a video and a simulated channel between them, picture by picture without a clock: the shortest way to send a video and see what arrives. One picture at a time; for parallel work make one
/// link for each thread, they share the networks.
/// </summary>
public sealed class VideoLink : IDisposable
{
    private readonly VideoLinkOptions _options;
    private readonly IChannel _channel;
    private readonly ChannelPlanning _planning;
    private readonly VideoTransmitter _transmitter;
    private readonly VideoReceiver _receiver;
    private readonly Queue<(int Number, bool Arrived, bool NeedsRestart)> _feedback = new();
    private ulong _frame;

    private VideoLink(VideoLinkOptions options)
    {
        _options = options;
        var spec = ChannelSpec.Parse(options.Channel);
        Guard.InRange(options.SnrDb, LinkPlan.MinSnrDb, LinkPlan.MaxSnrDb, "SNR in dB", "choose a value in that range");
        Guard.InRange(options.FeedbackDelay ?? 0, 0, 1000, "feedback delay in pictures", "2 is usual");
        _ = new LinkPlan(options.Cbr, options.PlanSnrDb ?? options.SnrDb); // refuses wrong values before a model is loaded
        _channel = spec.Create(options.SnrDb);
        _planning = new ChannelPlanning(spec, _channel, options.UseGenie);
        _transmitter = VideoTransmitter.Load(options.ModelId, options.Threads, options: options.Video);
        _receiver = VideoReceiver.Load(options.ModelId, options.Threads, layout: _planning.Layout);
        _frame = options.FirstFrame;
    }

    /// <summary>Builds a link and loads its model.</summary>
    /// <exception cref="SemComException">An option is out of range, the channel or model unknown, or a model file damaged.</exception>
    public static VideoLink Create(VideoLinkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new VideoLink(options);
    }

    /// <summary>Sends the next picture.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="sampling">What is sent of it; null for what the options say.</param>
    public VideoPassage Send(Picture picture, FrameSampling? sampling = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var realization = new ChannelRealization(_options.Seed, _frame++);
        var uses = (int)Math.Clamp(_options.Cbr * picture.ValueCount, 1, int.MaxValue);
        var begin = Stopwatch.GetTimestamp();
        TakeFeedback();
        var sent = _transmitter.Encode(picture, _planning.Plan(_options.Cbr, _options.PlanSnrDb ?? _options.SnrDb, uses), sampling ?? _options.Sampling);
        var encode = Stopwatch.GetElapsedTime(begin);
        if (sent.Frame is not { } frame)
            return new VideoPassage(_receiver.Shown ?? PictureConcealment.Grey(picture.Width, picture.Height), default) { Encode = encode };

        begin = Stopwatch.GetTimestamp();
        var received = _channel.Transmit(frame.Symbols, realization).ToReceivedFrame(_options.UseGenie);
        var air = Stopwatch.GetElapsedTime(begin);

        begin = Stopwatch.GetTimestamp();
        var reception = _receiver.Decode(received);
        _feedback.Enqueue((sent.Number, !reception.Frame.IsLost, reception.NeedsRestart));
        return new VideoPassage(Fitting(reception.Shown, picture), frame.Ledger)
        {
            Loss = reception.Frame.Loss,
            BytesOnWire = frame.MessagePackLength,
            Encode = encode,
            Air = air,
            Decode = Stopwatch.GetElapsedTime(begin),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _transmitter.Dispose();
        _receiver.Dispose();
    }

    /// <summary>What stands on the screen has the size of an earlier picture when the frame with the new size was lost.</summary>
    private static Picture Fitting(Picture? shown, Picture picture) =>
        shown is not null && (shown.Width, shown.Height) == (picture.Width, picture.Height) ? shown : PictureConcealment.Grey(picture.Width, picture.Height);

    private void TakeFeedback()
    {
        while (_options.FeedbackDelay is { } delay && _feedback.Count >= Math.Max(1, delay))
        {
            var (number, arrived, needsRestart) = _feedback.Dequeue();
            _transmitter.Acknowledge(number, arrived);
            if (needsRestart)
                _transmitter.Restart();
        }
    }
}
