namespace SemCom.Studio;

/// <summary>Pictures on their way to one viewer: a semantic stream of their own, and what is made of them.</summary>
internal sealed class SessionRun : ISessionRun
{
    private readonly StudioServices _services;
    private readonly SemanticStream _stream;
    private readonly PacedPictures _pictures;
    private readonly GateMember _member = new();
    private readonly RateMember _rate;
    private readonly FrameWindow _window;
    private readonly Func<long> _nextNumber;
    private readonly Action<ServerMessage> _send;
    private readonly CancellationTokenSource _stop = new();
    private readonly FocusSearch _focus;
    private readonly ClassicalRival _rival;
    private (Picture Picture, byte[] Jpeg)? _original;
    private volatile GroupKnowledge? _group;
    private volatile SessionSettings _wanted;
    private SessionSettings? _applied;
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
        (_services, _rate, _window, _nextNumber, _send) = (services, rate, window, nextNumber, send);
        _stream = SemanticStream.Create(new SemanticStreamOptions
        {
            Channel = settings.Channel.Full,
            SnrDb = settings.SnrDb,
            Cbr = settings.Cbr,
            Seed = seed,
            Threads = 1,
            FramesPerSecond = source.Info.Fps, // at most; the pictures keep their own time
            DeadlineSeconds = services.DeadlineSeconds,
            HasJitterBuffer = false, // between here and the viewer is another network
            Observe = true,
            Agent = services.Agents.Create(),
            Clock = services.Clock,
        });
        (_focus, _rival, _wanted) = (new FocusSearch(services.Slow, source.Info.Kind != SourceInfo.Picture), new ClassicalRival(source.Info, seed, services.Jpeg), settings);
        _pictures = new PacedPictures(source, rate, window, services.Gate, _member, services.Clock);
        Apply(settings);
    }

    /// <inheritdoc/>
    public void Apply(SessionSettings settings)
    {
        var controls = _stream.Controls;
        controls.Channel = settings.Channel.Full;
        controls.SnrDb = settings.SnrDb;
        controls.Cbr = settings.Cbr;
        controls.Mode = settings.Mode;
        controls.Intent = settings.Intent;
        controls.AgentDecides = settings.Agent;
        _wanted = settings;
    }

    /// <summary>Shows the scenes to a user group, from the next picture on.</summary>
    public void Join(GroupKnowledge group) => _group = group;

    /// <inheritdoc/>
    public async Task RunAsync()
    {
        try
        {
            await foreach (var frame in _stream.RunAsync(_pictures.ReadAsync(_stop.Token), _stop.Token).ConfigureAwait(false))
                await ShowAsync(frame).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        finally
        {
            for (; _left < _pictures.Entered; _left++)
                _services.Gate.Leave(_member);
            await _rival.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync() => _stop.CancelAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task ShowAsync(StreamedFrame frame)
    {
        var beside = _services.Gate.Inside;
        _left++;
        _services.Gate.Leave(_member); // what is left to do waits for another program more than for a processor
        await FollowAsync(frame.Original).ConfigureAwait(false);
        var rival = await RivalAsync(frame).ConfigureAwait(false);
        var begin = _services.Clock.GetTimestamp();
        var number = _nextNumber();
        if (_window.TrySend(number))
            _send(FrameView.Of(number, frame, _services.Jpeg, Original(frame.Original), rival, _stream.Statistics.Snapshot().FramesPerSecond, _unsent + _pictures.Dropped));
        else
            _unsent++;
        var work = frame.Encode + frame.Air + frame.Decode + (rival?.Work ?? TimeSpan.Zero) + _services.Clock.GetElapsedTime(begin);
        _rate.Spend(work, beside);
        _services.Metrics.Frame(frame, work);
    }

    /// <summary>What the classical codec makes of a picture; where it fails the viewer is told, and the stream goes on without it.</summary>
    private async Task<ClassicalView?> RivalAsync(StreamedFrame frame)
    {
        try
        {
            return await _rival.SendAsync(frame.Original, frame.Number).ConfigureAwait(false);
        }
        catch (SemComException e)
        {
            await _rival.CloseAsync().ConfigureAwait(false);
            _send(ErrorMessage.From(e));
            return null;
        }
    }

    /// <summary>Takes over what needs the size of the pictures, which a camera tells with the first.</summary>
    private async Task FollowAsync(Picture picture)
    {
        var wanted = _wanted;
        _group?.Look(picture, wanted);
        if (_applied?.Focus != wanted.Focus)
            _stream.Controls.Focus = _focus.Set(wanted.Focus, picture.Width, picture.Height);
        else if (_focus.Next(picture) is { } better)
            _stream.Controls.Focus = better;
        if (ReferenceEquals(wanted, _applied))
            return;
        _applied = wanted;
        try
        {
            await _rival.ApplyAsync(wanted, (picture.Width, picture.Height)).ConfigureAwait(false);
        }
        catch (SemComException e)
        {
            _send(ErrorMessage.From(e));
        }
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
