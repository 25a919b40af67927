namespace SemCom.Streaming;

/// <summary>Puts what arrives into the order of its numbers, and finds out what is missing: each number from the first one on comes out exactly once. One thread.</summary>
/// <param name="patience">How long a number waits for those before it.</param>
internal sealed class ArrivalOrder(TimeSpan patience)
{
    /// <summary>Pictures that wait at most.</summary>
    public const int MaxWaiting = 16;

    /// <summary>A jump so far ahead is no gap: what lies between is not counted.</summary>
    private const int MaxGap = 250;

    private readonly SortedDictionary<int, (FrameMessage Frame, TimeSpan At)> _waiting = [];
    private int? _next;
    private int? _end;
    private TimeSpan _ended;

    /// <summary>Messages that came twice, or when their turn was over.</summary>
    public long Useless { get; private set; }

    /// <summary>True when the end was told, and everything before it has come out.</summary>
    public bool IsOver => _end is { } end && (_next ?? end) >= end;

    /// <summary>When something may come out without anything arriving; null for never.</summary>
    public TimeSpan? Due => _waiting.Count > 0 ? _waiting.First().Value.At + patience : _end is not null && !IsOver ? _ended + patience : null;

    /// <summary>Takes a message.</summary>
    public void Take(FrameMessage frame, TimeSpan now)
    {
        if (frame.Fate == FrameMessageFate.End)
        {
            if (_end is null)
                (_end, _ended) = (frame.Number, now);
            return;
        }
        _next ??= frame.Number;
        if (frame.Number - _next > MaxGap)
            _next = _waiting.Count > 0 ? _waiting.First().Key : frame.Number;
        if (frame.Number < _next || !_waiting.TryAdd(frame.Number, (frame, now)))
            Useless++;
    }

    /// <summary>The next number, with its message or as missing; null where nothing can be said yet.</summary>
    public (int Number, FrameMessage? Frame)? Next(TimeSpan now)
    {
        if (_next is not { } next)
            return null;
        if (_waiting.Remove(next, out var own))
            return Out(next, own.Frame);
        var isOverdue = _waiting.Count > MaxWaiting || (_waiting.Count > 0 && now >= _waiting.First().Value.At + patience);
        var isPastEnd = _waiting.Count == 0 && _end is { } end && next < end && end - next <= MaxGap && now >= _ended + patience;
        if (_waiting.Count == 0 && _end is { } far && far - next > MaxGap)
            _next = far;
        return isOverdue || isPastEnd ? Out(next, null) : null;
    }

    private (int, FrameMessage?) Out(int number, FrameMessage? frame)
    {
        _next = number + 1;
        return (number, frame);
    }
}
