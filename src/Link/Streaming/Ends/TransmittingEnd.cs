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
    private readonly FocusTracker _focus;
    private readonly StreamAgent? _agent;
    private readonly double? _planSnrDb;
    private readonly Dictionary<int, int?> _numbers = [];
    private StreamAir? _air;
    private int _whole, _last = -1;

    /// <param name="options">Model, threads, planned SNR, agent.</param>
    public TransmittingEnd(SemanticStreamOptions options)
    {
        _video = VideoTransmitter.Load(options.ModelId, options.Threads);
        _tokens = new TokenCoder(options.ModelId, options.Threads);
        (_plans, _planSnrDb, _tracker) = (new PlanCache(options.IsSimulatedClock), options.PlanSnrDb, new PlanTracker(options.SnrDb));
        _focus = new FocusTracker(options.Threads, options.IsSimulatedClock);
        if (options.Agent is { } agent)
            _agent = new StreamAgent(agent, options.FramesPerSecond, options.Threads, options.Seed, options.IsSimulatedClock);
    }

    /// <summary>Takes what the receiver reports.</summary>
    public void Take(ReceiverReport report)
    {
        // What the receiver lacked before the last whole picture, that picture brings.
        if (report.NeedsRestart && report.Number >= _whole)
            _video.Restart();
        // Of what was not sent, or not lately, there is nothing to learn.
        if (!_numbers.Remove(report.Number, out var video))
            return;
        _tracker.Take(report);
        _agent?.Take(report);
        if (video is { } number)
            _video.Acknowledge(number, report.Arrived);
    }

    /// <summary>Ends when all that goes on beside the stream has ended.</summary>
    public Task SettleAsync() => Task.WhenAll(_plans.SettleAsync(), _focus.SettleAsync(), _agent?.SettleAsync() ?? Task.CompletedTask);

    /// <summary>The receiver has nothing.</summary>
    public void Restart()
    {
        _video.Restart();
        _agent?.Forget();
    }

    /// <summary>Makes a frame of a picture.</summary>
    /// <param name="number">Number of the picture in the stream.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="settings">What holds for it, but for what the agent decides.</param>
    public SentPicture Encode(int number, Picture picture, StreamSettings settings)
    {
        if (number <= _last)
        {
            // Another run begins: what is reported from now on is about its pictures.
            _numbers.Clear();
            _whole = 0;
        }
        _last = number;
        var air = StreamAirs.Of(settings.Channel);
        if (_air is { } before && before.Planning.Layout != air.Planning.Layout)
            Restart();
        _air = air;
        if (_agent is not null && settings.AgentDecides)
            return EncodeAsDecided(number, picture, settings, air);
        var interest = _focus.Find(picture, settings.Focus);
        return Encode(number, picture, settings, air, _planSnrDb ?? _tracker.PlanSnrDb, marginDb: null, interest);
    }

    public void Dispose()
    {
        _agent?.Dispose();
        _video.Dispose();
        _tokens.Dispose();
    }

    private SentPicture EncodeAsDecided(int number, Picture picture, StreamSettings settings, StreamAir air)
    {
        var order = _agent!.Decide(picture, settings);
        var sent = order.Barred is null
            ? Encode(number, picture, order.Settings, air, _planSnrDb ?? order.PlanSnrDb, order.MarginDb, order.Interest)
            : new SentPicture(null, order.Settings.Mode, FrameSampling.Skip, order.PlanSnrDb);
        if (sent.Frame is { } frame && !_agent.Allows(frame.Cbr))
        {
            // It turned out too costly: the receiver will never have it.
            if (_numbers.Remove(number, out var video) && video is { } unsent)
                _video.Acknowledge(unsent, arrived: false);
            sent = sent with { Frame = null, Sampling = FrameSampling.Skip, ShareSent = 0 };
        }
        return sent with { Decision = _agent.Settle(number, picture, sent) };
    }

    private SentPicture Encode(int number, Picture picture, StreamSettings settings, StreamAir air, double nominalDb, double? marginDb, RegionOfInterest? interest)
    {
        var planSnrDb = Math.Clamp(nominalDb + settings.PowerDb, LinkPlan.MinSnrDb, LinkPlan.MaxSnrDb);
        if (settings.Sampling == FrameSampling.Skip)
            return new SentPicture(null, settings.Mode, FrameSampling.Skip, planSnrDb);
        var plan = _plans.Plan(air, settings.Cbr, planSnrDb, picture.ValueCount);
        plan = plan with { MarginDb = marginDb ?? plan.MarginDb, Weights = interest?.Weights };
        var sent = settings.Mode == LinkMode.Analog ? EncodeVideo(number, picture, settings, plan) : EncodeTokens(number, picture, settings, air, plan, marginDb);
        _numbers.Remove(number - Remembered);
        return sent with { PowerDb = settings.PowerDb, Region = interest?.Region };
    }

    private SentPicture EncodeVideo(int number, Picture picture, StreamSettings settings, LinkPlan plan)
    {
        var sent = _video.Encode(picture, plan, settings.Sampling);
        if (sent.Frame is not null)
            _numbers[number] = sent.Number;
        if (sent.Sampling == FrameSampling.Whole)
            _whole = number;
        return new SentPicture(sent.Frame, LinkMode.Analog, sent.Sampling, plan.SnrDb) { ShareSent = sent.ShareNew + sent.ShareUpdated };
    }

    private SentPicture EncodeTokens(int number, Picture picture, StreamSettings settings, StreamAir air, LinkPlan plan, double? marginDb)
    {
        var uses = (int)Math.Max(1, settings.Cbr * picture.ValueCount);
        var frame = _tokens.Encode(picture, air, uses, plan.SnrDb, marginDb, settings.Mode == LinkMode.Generative, number & 255);
        if (frame is not null)
            _numbers[number] = null;
        return new SentPicture(frame, settings.Mode, FrameSampling.Whole, plan.SnrDb)
        {
            ShareSent = frame is null ? 0 : 1,
            Refusal = frame is null ? $"no message is short enough for {uses} channel uses and the planned SNR; allow more bandwidth" : null,
        };
    }
}
