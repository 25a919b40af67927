using System.Diagnostics;
using SemCom.Evaluation;

namespace SemCom.Studio;

/// <summary>
/// A classical speech codec beside a sound: the same parts over the same noise and fading at the same channel uses. For a link that was not seen before, choosing codec, bit rate, modulation and code rate takes up to
/// some seconds; that is done in <see cref="SlowWork"/>, one piece at a time for all viewers. Meanwhile it goes on with the plan for the SNR before, or, where there is none, parts go without. The next part is worked
/// on while one is played.
/// </summary>
/// <param name="slow">Where plans are made.</param>
internal sealed class SoundRival(SlowWork slow) : IAsyncDisposable
{
    /// <summary>How long a part is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private volatile ISpeechSystem? _system;
    private string _codec = "off";
    private volatile LinkConditions? _planned;
    private Task _planning = Task.CompletedTask;
    private (Sound Part, LinkConditions Conditions)? _begun;
    private Task<SoundRivalView> _work = Task.FromResult<SoundRivalView>(null!);

    /// <summary>Whether there is one.</summary>
    public bool IsOn => _system is not null;

    /// <summary>Takes a codec, from the next part on.</summary>
    /// <param name="codec">"best", "opus" or "off".</param>
    /// <exception cref="SemComException">ffmpeg or one of its encoders is missing.</exception>
    public async Task UseAsync(string codec)
    {
        if (codec == _codec)
            return;
        TurnOff();
        if (codec == "off")
            return;
        var name = codec == "best" ? "digital-best" : codec;
        _system = (ISpeechSystem)await Task.Run(() => SystemRegistry.Default.Create(name, new SystemOptions { Kind = SourceKind.Sound })).ConfigureAwait(false);
        _codec = codec;
    }

    /// <summary>No codec until another one is chosen.</summary>
    public void TurnOff()
    {
        (_codec, _system, _planned, _begun) = ("off", null, null, null);
        if (_planning.IsFaulted)
            _planning = Task.CompletedTask;
    }

    /// <summary>Sends a part; null where it is not through yet.</summary>
    /// <exception cref="SemComException">ffmpeg failed.</exception>
    public async Task<SoundRivalView?> HearAsync(Sound part, LinkConditions conditions)
    {
        if (_planning.IsFaulted)
            await _planning.ConfigureAwait(false);
        if (Begin(part, conditions) is not { } used || _begun != (part, used))
            return null;
        await Task.WhenAny(_work, Task.Delay(Patience, _stop.Token)).ConfigureAwait(false);
        return _work.IsCompleted ? await _work.ConfigureAwait(false) : null;
    }

    /// <summary>Begins with a part, where none is worked on; tells with which plan, null for none yet.</summary>
    public LinkConditions? Begin(Sound part, LinkConditions conditions)
    {
        if (_system is not { } system)
            return null;
        if (_planning.IsCompletedSuccessfully && !IsPlanned(conditions))
            _planning = PlanAsync(system, part, conditions);
        if (_planned is not { } planned || conditions with { Frame = planned.Frame, SnrDb = planned.SnrDb, PlanSnrDb = planned.PlanSnrDb } != planned)
            return null;
        var used = conditions with { PlanSnrDb = planned.PlanSnrDb };
        if (_work.IsCompleted && _begun != (part, used))
        {
            _ = _work.Exception; // what failed before its turn is tried again then
            _begun = (part, used);
            _work = Task.Run(() => SendAsync(system, part, used));
        }
        return used;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _ = Task.WhenAll(_work, _planning).ContinueWith(
            all =>
            {
                _ = all.Exception; // nobody waits for it any more
                _stop.Dispose();
            },
            TaskScheduler.Default);
    }

    private bool IsPlanned(LinkConditions conditions) => _planned is { } planned && conditions with { Frame = planned.Frame, SnrDb = planned.SnrDb } == planned;

    /// <summary>Sends a part once for nothing: what was found out for it is remembered, and serves all parts.</summary>
    private async Task PlanAsync(ISpeechSystem system, Sound part, LinkConditions conditions)
    {
        await slow.DoAsync(() => SendAsync(system, part, conditions).GetAwaiter().GetResult(), _stop.Token).ConfigureAwait(false);
        if (ReferenceEquals(system, _system)) // and no other codec was chosen meanwhile
            _planned = conditions;
    }

    private async Task<SoundRivalView> SendAsync(ISpeechSystem system, Sound part, LinkConditions conditions)
    {
        var begin = Stopwatch.GetTimestamp();
        var result = await system.SendAsync(part, conditions, _stop.Token).ConfigureAwait(false);
        return new SoundRivalView(result.Sound, result.Quality, Stopwatch.GetElapsedTime(begin));
    }
}
