namespace SemCom.Studio;

/// <summary>One source on its way to one viewer: a semantic stream of its own, and what is made of its pictures.</summary>
internal sealed class SessionRun : IAsyncDisposable
{
    private readonly StudioServices _services;
    private readonly IPictureSource _source;
    private readonly SemanticStream _stream;
    private readonly PacedPictures _pictures;
    private readonly GateMember _member = new();
    private readonly RateMember _rate;
    private readonly FrameWindow _window;
    private readonly Func<long> _nextNumber;
    private readonly Action<ServerMessage> _send;
    private readonly CancellationTokenSource _stop = new();
    private (Picture Picture, byte[] Jpeg)? _original;
    private long _left, _unsent;

    /// <summary>Prepares a run; <see cref="RunAsync"/> does it.</summary>
    /// <param name="services">What sessions share.</param>
    /// <param name="source">The pictures.</param>
    /// <param name="settings">How they are sent.</param>
    /// <param name="seed">Seed of noise and fading.</param>
    /// <param name="rate">The session's frame rate.</param>
    /// <param name="window">What the viewer has not acknowledged.</param>
    /// <param name="nextNumber">Numbers the frames of the session.</param>
    /// <param name="send">Sends to the viewer.</param>
    /// <exception cref="SemComException">The settings do not fit each other, or a model is missing or damaged.</exception>
    public SessionRun(
        StudioServices services, IPictureSource source, SessionSettings settings, ulong seed, RateMember rate, FrameWindow window, Func<long> nextNumber, Action<ServerMessage> send)
    {
        (_services, _source, _rate, _window, _nextNumber, _send) = (services, source, rate, window, nextNumber, send);
        _stream = SemanticStream.Create(new SemanticStreamOptions
        {
            Channel = settings.Channel.Full,
            SnrDb = settings.SnrDb,
            Cbr = settings.Cbr,
            Seed = seed,
            Threads = 1,
            FramesPerSecond = source.Info.Fps, // at most; the pictures keep their own time
            Observe = true,
            Agent = services.Agents.Create(),
            Clock = services.Clock,
        });
        _pictures = new PacedPictures(source, rate, window, services.Gate, _member, services.Clock);
        Apply(settings);
    }

    /// <summary>What has to be known of the stream.</summary>
    public StreamControls Controls => _stream.Controls;

    /// <summary>Takes new settings over, from the next picture on.</summary>
    /// <exception cref="SemComException">They do not fit each other.</exception>
    public void Apply(SessionSettings settings)
    {
        var controls = _stream.Controls;
        controls.Channel = settings.Channel.Full;
        controls.SnrDb = settings.SnrDb;
        controls.Cbr = settings.Cbr;
        controls.Mode = settings.Mode;
        controls.Intent = settings.Intent;
        controls.AgentDecides = settings.Agent;
        controls.Focus = settings.Focus is { } point ? FocusEllipse.Around(point, _source.Info.Width, _source.Info.Height) : null;
    }

    /// <summary>Sends pictures until the run is disposed or the source fails.</summary>
    /// <exception cref="SemComException">The source cannot be read any further.</exception>
    public async Task RunAsync()
    {
        try
        {
            await foreach (var frame in _stream.RunAsync(_pictures.ReadAsync(_stop.Token), _stop.Token).ConfigureAwait(false))
                Show(frame);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        finally
        {
            for (; _left < _pictures.Entered; _left++)
                _services.Gate.Leave(_member);
        }
    }

    /// <summary>Ends it. <see cref="RunAsync"/> is to be awaited afterwards.</summary>
    public Task StopAsync() => _stop.CancelAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Show(StreamedFrame frame)
    {
        var begin = _services.Clock.GetTimestamp();
        _left++;
        _services.Gate.Leave(_member);
        var number = _nextNumber();
        if (_window.TrySend(number))
            _send(FrameView.Of(number, frame, _services.Jpeg, Original(frame.Original), _stream.Statistics.Snapshot().FramesPerSecond, _unsent + _pictures.Dropped));
        else
            _unsent++;
        var work = frame.Encode + frame.Air + frame.Decode + _services.Clock.GetElapsedTime(begin);
        _rate.Spend(work);
        _services.Metrics.Frame(frame, work);
    }

    /// <summary>A still picture is encoded once.</summary>
    private byte[] Original(Picture picture)
    {
        if (_original is { } last && ReferenceEquals(last.Picture, picture))
            return last.Jpeg;
        _original = (picture, _services.Jpeg.Encode(picture));
        return _original.Value.Jpeg;
    }
}
