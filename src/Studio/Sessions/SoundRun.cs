using SemCom.Evaluation;

namespace SemCom.Studio;

/// <summary>
/// A sound on its way to one viewer, part by part as it is spoken, over and over again. A part is planned for the SNR that the receiver told with the one before, so the first one after a change of the link meets a
/// plan that does not fit.
/// </summary>
internal sealed class SoundRun : ISessionRun
{
    private readonly StudioServices _services;
    private readonly SoundSource _source;
    private readonly ulong _seed;
    private readonly RateMember _rate;
    private readonly FrameWindow _window;
    private readonly Func<long> _nextNumber;
    private readonly Action<ServerMessage> _send;
    private readonly GateMember _member = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SoundRival _rival;
    private volatile SessionSettings _wanted;
    private SessionSettings? _applied;
    private (LinkConditions Conditions, SpeechLink Link)? _link;
    private double? _reportedSnrDb;
    private ulong _frame;
    private long _dropped;

    /// <summary>Prepares a run; <see cref="RunAsync"/> does it.</summary>
    /// <param name="services">What sessions share.</param>
    /// <param name="source">The sound.</param>
    /// <param name="settings">How it is sent.</param>
    /// <param name="seed">Seed of noise and fading.</param>
    /// <param name="rate">What the session costs.</param>
    /// <param name="window">What the viewer has not acknowledged.</param>
    /// <param name="nextNumber">Numbers the parts of the session.</param>
    /// <param name="send">Sends to the viewer.</param>
    public SoundRun(
        StudioServices services, SoundSource source, SessionSettings settings, ulong seed, RateMember rate, FrameWindow window, Func<long> nextNumber, Action<ServerMessage> send)
    {
        (_services, _source, _seed, _rate, _window, _nextNumber, _send) = (services, source, seed, rate, window, nextNumber, send);
        (_rival, _wanted) = (new SoundRival(services.Slow), settings);
    }

    /// <inheritdoc/>
    public void Apply(SessionSettings settings) => _wanted = settings;

    /// <inheritdoc/>
    public async Task RunAsync()
    {
        try
        {
            await SendAllAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        finally
        {
            await _rival.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync() => _stop.CancelAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _stop.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        var clock = _services.Clock;
        var length = TimeSpan.FromSeconds(_source.Parts[0].Seconds);
        var due = clock.GetTimestamp();
        for (var turn = 0; ; turn = (turn + 1) % _source.Parts.Count, due += (long)(length.TotalSeconds * clock.TimestampFrequency))
        {
            var wait = -clock.GetElapsedTime(due);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
            else if (-wait > length)
                due = clock.GetTimestamp(); // so far behind it goes on from here in place of hurrying
            if (_window.IsOpen)
                await SendAsync(turn, cancellationToken).ConfigureAwait(false);
            else
                _dropped++;
        }
    }

    private async Task SendAsync(int turn, CancellationToken cancellationToken)
    {
        var wanted = _wanted;
        var part = _source.Parts[turn];
        await FollowAsync(wanted).ConfigureAwait(false);
        var conditions = ConditionsOf(wanted);
        _rival.Begin(part, conditions);
        var (result, beside) = await SendAsync(part, conditions, cancellationToken).ConfigureAwait(false);
        _frame++;
        _reportedSnrDb = wanted.SnrDb;
        var rival = await RivalAsync(part, conditions).ConfigureAwait(false);
        var begin = _services.Clock.GetTimestamp();
        var number = _nextNumber();
        if (_window.TrySend(number))
            _send(PartView.Of(number, turn * part.Seconds, result, rival, rival is null && _rival.IsOn, _dropped));
        else
            _dropped++;
        var work = TimeSpan.FromMilliseconds(PartView.WorkMs(result)) + (rival?.Work ?? TimeSpan.Zero) + _services.Clock.GetElapsedTime(begin);
        _rate.Spend(work, beside);
        _services.Metrics.Part(result, work);
        _rival.Begin(_source.Parts[(turn + 1) % _source.Parts.Count], ConditionsOf(wanted)); // while this one is played
    }

    /// <summary>Sends a part in the session's place in the machine; also tells how many were in it.</summary>
    private async Task<(SpeechResult Result, int Beside)> SendAsync(Sound part, LinkConditions conditions, CancellationToken cancellationToken)
    {
        await _services.Gate.EnterAsync(_member, cancellationToken).ConfigureAwait(false);
        try
        {
            var beside = _services.Gate.Inside;
            return (await Task.Run(() => LinkFor(conditions).Send(part, cancellationToken), cancellationToken).ConfigureAwait(false), beside);
        }
        finally
        {
            _services.Gate.Leave(_member);
        }
    }

    private LinkConditions ConditionsOf(SessionSettings settings) => new()
    {
        Channel = settings.Channel.Full,
        SnrDb = settings.SnrDb,
        PlanSnrDb = _reportedSnrDb ?? settings.SnrDb,
        Cbr = settings.SoundCbr,
        Seed = _seed,
        Frame = _frame,
        Threads = 1,
    };

    /// <summary>A link is kept while nothing changes but the number of the part, which it counts itself.</summary>
    private SpeechLink LinkFor(LinkConditions conditions)
    {
        if (_link is { } kept && kept.Conditions with { Frame = conditions.Frame } == conditions)
            return kept.Link;
        var link = SpeechLink.Create(conditions.ToSpeechLink() with { Observe = true });
        _link = (conditions, link);
        return link;
    }

    private async Task FollowAsync(SessionSettings wanted)
    {
        if (ReferenceEquals(wanted, _applied))
            return;
        _applied = wanted;
        try
        {
            await _rival.UseAsync(wanted.SoundClassical).ConfigureAwait(false);
        }
        catch (SemComException e)
        {
            _send(ErrorMessage.From(e));
        }
    }

    /// <summary>What the classical codec makes of a part; where it fails the viewer is told, and the sound goes on without it.</summary>
    private async Task<SoundRivalView?> RivalAsync(Sound part, LinkConditions conditions)
    {
        try
        {
            return await _rival.HearAsync(part, conditions).ConfigureAwait(false);
        }
        catch (SemComException e)
        {
            _rival.TurnOff();
            _send(ErrorMessage.From(e));
            return null;
        }
    }
}
