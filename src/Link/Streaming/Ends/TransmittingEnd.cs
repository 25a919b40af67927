namespace SemCom.Streaming;

/// <summary>The transmitter of a stream: plans by what the receiver reported, and makes frames. It knows settings, reports and pictures, and nothing else. One thread.</summary>
internal sealed class TransmittingEnd : IDisposable
{
    /// <summary>Pictures whose numbers are remembered until the receiver says what became of them.</summary>
    private const int Remembered = 256;

    private readonly VideoTransmitter _video;
    private readonly TokenCoder _tokens;
    private readonly PlanCache _plans;
    private readonly PlanTracker _tracker;
    private readonly double? _planSnrDb;
    private readonly Dictionary<int, int> _numbers = [];
    private StreamAir? _air;

    /// <param name="modelId">Id of the model.</param>
    /// <param name="threads">Threads inside one inference.</param>
    /// <param name="plans">Plans.</param>
    /// <param name="planSnrDb">SNR to plan for [dB]; null to follow the reports.</param>
    /// <param name="firstSnrDb">SNR to plan for before there is a report [dB].</param>
    public TransmittingEnd(string modelId, int threads, PlanCache plans, double? planSnrDb, double firstSnrDb)
    {
        _video = VideoTransmitter.Load(modelId, threads);
        _tokens = new TokenCoder(modelId, threads);
        (_plans, _planSnrDb, _tracker) = (plans, planSnrDb, new PlanTracker(firstSnrDb));
    }

    /// <summary>Takes what the receiver reports.</summary>
    public void Take(ReceiverReport report)
    {
        _tracker.Take(report);
        if (_numbers.Remove(report.Number, out var video))
            _video.Acknowledge(video, report.Arrived);
        if (report.NeedsRestart)
            _video.Restart();
    }

    /// <summary>The receiver has nothing.</summary>
    public void Restart() => _video.Restart();

    /// <summary>Makes a frame of a picture.</summary>
    /// <param name="number">Number of the picture in the stream.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="settings">What holds for it.</param>
    /// <param name="interest">What matters in it; null for everything alike.</param>
    public SentPicture Encode(int number, Picture picture, StreamSettings settings, RegionOfInterest? interest)
    {
        var air = StreamAirs.Of(settings.Channel);
        if (_air is { } before && before.Planning.Layout != air.Planning.Layout)
            _video.Restart();
        _air = air;
        var planSnrDb = Math.Clamp((_planSnrDb ?? _tracker.PlanSnrDb) + settings.PowerDb, LinkPlan.MinSnrDb, LinkPlan.MaxSnrDb);
        if (settings.Sampling == FrameSampling.Skip)
            return new SentPicture(null, settings.Mode, FrameSampling.Skip, planSnrDb);
        var plan = _plans.Plan(air, settings.Cbr, planSnrDb, picture.ValueCount);
        return settings.Mode == LinkMode.Analog ? EncodeVideo(number, picture, settings, plan with { Weights = interest?.Weights }) : EncodeTokens(number, picture, settings, air, plan);
    }

    public void Dispose()
    {
        _video.Dispose();
        _tokens.Dispose();
    }

    private SentPicture EncodeVideo(int number, Picture picture, StreamSettings settings, LinkPlan plan)
    {
        var sent = _video.Encode(picture, plan, settings.Sampling);
        if (sent.Frame is not null)
        {
            _numbers[number] = sent.Number;
            _numbers.Remove(number - Remembered);
        }
        return new SentPicture(sent.Frame, LinkMode.Analog, sent.Sampling, plan.SnrDb) { ShareSent = sent.ShareNew + sent.ShareUpdated };
    }

    private SentPicture EncodeTokens(int number, Picture picture, StreamSettings settings, StreamAir air, LinkPlan plan)
    {
        var uses = (int)Math.Max(1, settings.Cbr * picture.ValueCount);
        var frame = _tokens.Encode(picture, air, uses, plan.SnrDb, TokenPlanner.DefaultMarginDb, settings.Mode == LinkMode.Generative, number & 255);
        return new SentPicture(frame, settings.Mode, FrameSampling.Whole, plan.SnrDb)
        {
            ShareSent = frame is null ? 0 : 1,
            Refusal = frame is null ? $"no message is short enough for {uses} channel uses and the planned SNR; allow more bandwidth" : null,
        };
    }
}
