using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace SemCom.Studio;

/// <summary>One viewer: its settings, its sources, its stream. Commands are carried out one after another.</summary>
internal sealed partial class StudioSession : IDisposable
{
    /// <summary>How often silence and frame rate are looked at.</summary>
    private static readonly TimeSpan Watch = TimeSpan.FromMilliseconds(500);

    private readonly StudioServices _services;
    private readonly ulong _seed;
    private readonly FrameWindow _window;
    private readonly MessageBudget _budget;
    private readonly RateMember _rate;
    private readonly SessionSources _sources;
    private readonly SemaphoreSlim _commands = new(1, 1);
    private readonly Dictionary<string, GroupKnowledge> _groups = new(StringComparer.Ordinal);
    private MessageSocket? _socket;
    private SessionSettings _settings = new();
    private ISessionRun? _run;
    private Task _running = Task.CompletedTask;
    private long _number = -1;
    private double _toldFps;
    private volatile bool _isEnding;

    /// <summary>Makes a session.</summary>
    /// <param name="id">Its id, known to the viewer alone.</param>
    /// <param name="seed">Seed of noise and fading.</param>
    /// <param name="services">What sessions share.</param>
    public StudioSession(string id, ulong seed, StudioServices services)
    {
        (Id, _seed, _services) = (id, seed, services);
        _window = new FrameWindow(services.Limits.MaxUnacknowledged, services.Clock);
        _budget = new MessageBudget(services.Limits.MaxMessagesPerSecond, services.Clock);
        _sources = new SessionSources(services.Samples, services.Limits, services.Metrics);
        _settings = _settings with { Fps = Math.Min(_settings.Fps, services.Limits.MaxFps) };
        _rate = services.Rates.Join(0);
    }

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>What the viewer can send.</summary>
    public SessionSources Sources => _sources;

    /// <summary>Serves the viewer until it leaves or has to.</summary>
    /// <param name="socket">An open WebSocket.</param>
    /// <param name="cancellationToken">The studio ends.</param>
    public async Task ServeAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        using var messages = new MessageSocket(socket, _services.Limits.MaxMessageBytes);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var deaf = new CancellationTokenSource();
        _socket = messages;
        messages.Send(new HelloMessage(Id, StudioVersion.Text, _services.Limits, _services.Choices));
        Tell();
        var sending = messages.SendAllAsync(CancellationToken.None);
        var listening = ListenAsync(messages, deaf.Token);
        var watching = WatchAsync(stop.Token);
        var (status, reason) = await EndAsync(await Task.WhenAny(listening, watching, sending).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

        await stop.CancelAsync().ConfigureAwait(false);
        await _commands.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        _isEnding = true; // no command comes after this
        _commands.Release();
        await StopRunAsync().ConfigureAwait(false);
        await messages.FinishAsync(sending, listening, status, reason).ConfigureAwait(false);
        await deaf.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(listening, watching, sending).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        if (status != WebSocketCloseStatus.NormalClosure)
            _services.Metrics.Refusal(status.ToString());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _services.Rates.Leave(_rate);
        _commands.Dispose();
        _sources.Dispose();
        foreach (var group in _groups.Values)
            group.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} ended by a defect.")]
    private static partial void LogDefect(ILogger log, string session, Exception exception);

    /// <summary>Why a session ends: what came of the task that ended first.</summary>
    private async Task<(WebSocketCloseStatus Status, string Reason)> EndAsync(Task first, CancellationToken closing)
    {
        try
        {
            await first.ConfigureAwait(false);
            return (WebSocketCloseStatus.NormalClosure, "the viewer closed the session");
        }
        catch (SessionEndException e)
        {
            return (e.Status, e.Message);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            return (WebSocketCloseStatus.EndpointUnavailable, "the studio is closing");
        }
        catch (WebSocketException)
        {
            return (WebSocketCloseStatus.NormalClosure, "the connection broke");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogDefect(_services.Log, Id, e);
            return (WebSocketCloseStatus.InternalServerError, "a defect of SemCom ended the session; it is in the studio's log");
        }
    }

    private async Task ListenAsync(MessageSocket socket, CancellationToken cancellationToken)
    {
        while (await socket.ReceiveAsync(cancellationToken).ConfigureAwait(false) is { } bytes)
        {
            if (_isEnding)
                continue;
            if (!_budget.TryTake())
                throw new SessionEndException(WebSocketCloseStatus.PolicyViolation, $"a viewer may send at most {_services.Limits.MaxMessagesPerSecond} messages a second (sent more); send fewer");
            var message = Read(bytes.Span);
            _services.Metrics.Message(message.Kind);
            await _commands.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (!_isEnding)
                    await CarryOutAsync(message).ConfigureAwait(false);
            }
            catch (SemComException e)
            {
                socket.Send(ErrorMessage.From(e));
                Tell();
            }
            finally
            {
                _commands.Release();
            }
        }
    }

    private ClientMessage Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return ClientMessages.Read(bytes, _services.Limits.MaxMessageBytes);
        }
        catch (SemComException e)
        {
            throw new SessionEndException(WebSocketCloseStatus.InvalidPayloadData, e.Message);
        }
    }

    private async Task CarryOutAsync(ClientMessage message)
    {
        switch (message)
        {
            case AcknowledgeMessage acknowledge:
                Acknowledge(acknowledge.Number);
                return;
            case WebcamMessage camera:
                _sources.Camera.Offer(camera.Jpeg);
                return;
            case StartMessage start:
                await StartAsync(start.Source).ConfigureAwait(false);
                break;
            case StopMessage:
                await StopRunAsync().ConfigureAwait(false);
                break;
            case SetMessage set:
                Change(_settings.With(set, _services.Limits));
                break;
            case FocusMessage focus:
                Change(_settings.With(focus));
                break;
            case AgentMessage agent:
                Change(_settings.With(agent, _services.Agents.IsThere));
                break;
            case GroupMessage group:
                Join(group.Id);
                break;
        }
        Tell();
    }

    private void Join(string id)
    {
        _settings.RequirePictures("group");
        if (!GroupKnowledge.All.Any(group => group.Name == id))
            throw new SemComException("group: it must be one that was offered (was another); choose one of the list");
        if (!_groups.TryGetValue(id, out var knowledge))
            _groups[id] = knowledge = new GroupKnowledge(id, _seed, _services.Clock, _socket!.Send, _services.Slow);
        (_run as SessionRun)?.Join(knowledge);
        _settings = _settings with { Group = id };
        knowledge.Tell();
    }

    private void Acknowledge(long number)
    {
        try
        {
            _window.Acknowledge(number);
        }
        catch (SemComException e)
        {
            throw new SessionEndException(WebSocketCloseStatus.PolicyViolation, e.Message);
        }
    }

    private void Change(SessionSettings settings)
    {
        _run?.Apply(settings);
        _settings = settings;
        if (_run is not null)
            _rate.Ask(Math.Min(settings.Fps, settings.Source!.Info.Fps));
    }

    private async Task StartAsync(string id)
    {
        var source = _sources.Find(id);
        await StopRunAsync().ConfigureAwait(false);
        _settings = _settings with { Source = source };
        _rate.Begin(Math.Min(_settings.Fps, source.Info.Fps));
        ISessionRun run = source is SoundSource sound
            ? new SoundRun(_services, sound, _settings, _seed, _rate, _window, () => ++_number, _socket!.Send)
            : new SessionRun(_services, (IPictureSource)source, _settings, _seed, _rate, _window, () => ++_number, _socket!.Send);
        if (_settings.Group is { } group)
            (run as SessionRun)?.Join(_groups[group]);
        _run = run;
        _running = RunAsync(run, source);
    }

    private async Task RunAsync(ISessionRun run, IStudioSource source)
    {
        await Task.Yield();
        try
        {
            await run.RunAsync().ConfigureAwait(false);
        }
        catch (SemComException e)
        {
            _socket!.Send(ErrorMessage.From(source.Explain(e)));
        }
    }

    private async Task StopRunAsync()
    {
        if (Interlocked.Exchange(ref _run, null) is not { } run)
            return;
        await run.StopAsync().ConfigureAwait(false);
        await _running.ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false); // a failure is seen by the watch
        await run.DisposeAsync().ConfigureAwait(false);
        _rate.Begin(0);
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Watch, _services.Clock);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_window.Silence > _services.Limits.AcknowledgeTimeout)
                throw new SessionEndException(WebSocketCloseStatus.PolicyViolation, $"frames must be acknowledged within {_services.Limits.AcknowledgeTimeout.TotalSeconds:0} s (none was); acknowledge what is shown");
            if (_running.IsFaulted)
                await _running.ConfigureAwait(false);
            if (_run is not null && _rate.Granted != _toldFps)
                Tell();
        }
    }

    private void Tell()
    {
        var isRunning = _run is not null && !_running.IsCompleted;
        _toldFps = isRunning ? _rate.Granted : 0;
        _socket!.Send(_settings.ToMessage(isRunning ? _rate.Granted : _settings.Fps, isRunning));
    }
}
