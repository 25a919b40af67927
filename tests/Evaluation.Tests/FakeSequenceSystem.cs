namespace SemCom.Evaluation.Tests;

/// <summary>A stand-in that remembers: each frame gains a decibel of SNR by the ones that this link has sent before, and the second one pays for it.</summary>
internal sealed class FakeSequenceSystem : ISequenceSystem
{
    private readonly FakeSystem _inner = new("remembering");
    private int _begun;

    public string Name => _inner.Name;

    public string Identity => _inner.Identity;

    public bool NeedsSequence => true;

    /// <summary>Links that were set up.</summary>
    public int Begun => _begun;

    /// <summary>Runs before every frame, with the number of all frames so far.</summary>
    public Action<int>? Before { get; init; }

    /// <summary>All frames so far.</summary>
    public int Calls => _inner.Calls;

    public ValueTask<SystemResult> SendAsync(Picture picture, LinkConditions conditions, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("frames of a sequence must be sent in one");

    public ISystemSequence Begin(LinkConditions conditions)
    {
        Interlocked.Increment(ref _begun);
        return new Link(this, conditions);
    }

    private sealed class Link(FakeSequenceSystem system, LinkConditions conditions) : ISystemSequence
    {
        private int _sent;
        private bool _isSending;

        public async ValueTask<SystemResult> SendAsync(Picture picture, CancellationToken cancellationToken)
        {
            Assert.False(_isSending);
            _isSending = true;
            system.Before?.Invoke(system.Calls + 1);
            var now = conditions with { SnrDb = conditions.SnrDb + _sent, Frame = conditions.Frame + (ulong)_sent };
            var result = await system._inner.SendAsync(picture, now, cancellationToken);
            _isSending = false;
            var uses = result.Quality.Uses;
            return result with
            {
                Quality = result.Quality with
                {
                    SnrDb = conditions.SnrDb,
                    PlanSnrDb = conditions.SnrDb,
                    Uses = _sent++ == 1 ? uses with { Knowledge = 100, Total = uses.Total + 100 } : uses,
                },
            };
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
