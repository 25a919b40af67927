using SemCom.Framing;

namespace SemCom.Streaming;

/// <summary>The receiver of a stream. It knows the model, the layout of frames, what it received before, and nothing else of the transmitter. One thread.</summary>
internal sealed class ReceivingEnd : IDisposable
{
    private readonly string _modelId;
    private readonly int _threads;
    private readonly SemanticReceiver _tokens;
    private readonly Lazy<SemanticReceiver> _generative;
    private readonly FrameLayout _layout;
    private readonly VideoReceiver _video;
    private readonly DigitalReceiver _digital;
    private readonly AirObserver _observer;
    private bool _expectsTokens;

    /// <param name="modelId">Id of the model.</param>
    /// <param name="threads">Threads inside one inference.</param>
    /// <param name="layout">The transmitter's layout of frames.</param>
    public ReceivingEnd(string modelId, int threads, FrameLayout layout)
    {
        (_modelId, _threads, _layout) = (modelId, threads, layout);
        _video = VideoReceiver.Load(modelId, threads, layout: layout);
        _digital = new DigitalReceiver(layout);
        _observer = new AirObserver(layout);
        _tokens = SemanticReceiver.Load(modelId, threads);
        _generative = new(() => SemanticReceiver.Load(TokenCoder.GenerativeModel, threads));
    }

    /// <summary>What stands on the screen; null before anything has arrived.</summary>
    public Picture? Shown { get; private set; }

    /// <summary>The receiver for another layout; what stands on the screen stays.</summary>
    public ReceivingEnd For(FrameLayout layout)
    {
        if (layout == _layout)
            return this;
        Dispose();
        return new ReceivingEnd(_modelId, _threads, layout) { Shown = Shown, _expectsTokens = _expectsTokens };
    }

    /// <summary>What the air looked like; null where no header can be read.</summary>
    public AirSnapshot? Observe(ReceivedFrame frame) => _observer.Observe(frame);

    /// <summary>Decodes a frame. Whether it holds symbols or tokens it says by itself; what came last is tried first.</summary>
    public ReceivedPicture Decode(ReceivedFrame frame)
    {
        if (_expectsTokens && DecodeTokens(frame) is { } tokens)
            return tokens;
        var video = _video.Decode(frame);
        var (reception, isRead) = (video.Frame, video.Frame.EffectiveSnrDb is not null || video.Frame.Sequence is not null);
        if (!isRead && !_expectsTokens && DecodeTokens(frame) is { } unexpected)
        {
            _expectsTokens = true;
            return unexpected;
        }
        if (isRead)
            _expectsTokens = false;
        if (!reception.IsLost || !_expectsTokens)
            Shown = video.Shown ?? Shown;
        return new ReceivedPicture(Shown, reception.Loss, reception.EffectiveSnrDb, video.NeedsRestart);
    }

    public void Dispose()
    {
        _video.Dispose();
        _tokens.Dispose();
        if (_generative.IsValueCreated)
            _generative.Value.Dispose();
    }

    /// <summary>Null where the frame has no header of a digital one.</summary>
    private ReceivedPicture? DecodeTokens(ReceivedFrame frame)
    {
        var arrived = _digital.Decode(frame);
        if (arrived.Value is not { } message)
            return arrived.Sequence is null ? null : new ReceivedPicture(Shown, arrived.Loss, arrived.EffectiveSnrDb, NeedsRestart: false);
        if (message.Header.Content != TokenLink.Content)
            return new ReceivedPicture(Shown, "the message is no picture", arrived.EffectiveSnrDb, NeedsRestart: false);
        if (!message.IsIntact)
            return new ReceivedPicture(Shown, "blocks of the message were lost", arrived.EffectiveSnrDb, NeedsRestart: false);
        var read = _tokens.DecodeTokens(message.Bytes);
        if (read.IsLost && _modelId != TokenCoder.GenerativeModel)
            read = _generative.Value.DecodeTokens(message.Bytes);
        Shown = read.Value ?? Shown;
        return new ReceivedPicture(Shown, read.Loss, arrived.EffectiveSnrDb, NeedsRestart: false);
    }
}
