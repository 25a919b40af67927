namespace SemCom.Studio;

/// <summary>Messages that a viewer may send: so many a second, and twice as many at once (a token bucket).</summary>
/// <param name="perSecond">Messages a second.</param>
/// <param name="clock">The clock.</param>
internal sealed class MessageBudget(int perSecond, TimeProvider clock)
{
    private double _left = 2.0 * perSecond;
    private long _last = clock.GetTimestamp();

    /// <summary>Takes one message into account; false where it is one too many.</summary>
    public bool TryTake()
    {
        var now = clock.GetTimestamp();
        _left = Math.Min(2.0 * perSecond, _left + clock.GetElapsedTime(_last, now).TotalSeconds * perSecond);
        _last = now;
        if (_left < 1)
            return false;
        _left--;
        return true;
    }
}
