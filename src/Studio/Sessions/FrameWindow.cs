namespace SemCom.Studio;

/// <summary>Frames on the way to a viewer that it has not acknowledged. Any thread.</summary>
/// <param name="size">How many there may be.</param>
/// <param name="clock">Tells how long.</param>
internal sealed class FrameWindow(int size, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _open = new();
    private long _since;
    private long _last = -1;

    /// <summary>Whether one more may be sent.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
                return _open.Count < size;
        }
    }

    /// <summary>How long the viewer has acknowledged nothing although there was something; 0 where there is nothing.</summary>
    public TimeSpan Silence
    {
        get
        {
            lock (_lock)
                return _open.Count == 0 ? TimeSpan.Zero : clock.GetElapsedTime(_since);
        }
    }

    /// <summary>Notes that a frame is sent, where one more may be.</summary>
    public bool TrySend(long number)
    {
        lock (_lock)
        {
            if (_open.Count == size)
                return false;
            if (_open.Count == 0)
                _since = clock.GetTimestamp();
            _open.Enqueue(number);
            _last = number;
            return true;
        }
    }

    /// <summary>Takes an acknowledgement: of this frame and all before it.</summary>
    /// <exception cref="SemComException">No such frame was sent.</exception>
    public void Acknowledge(long number)
    {
        lock (_lock)
        {
            if (number < 0 || number > _last)
                throw new SemComException($"message 'ack': n must be the number of a frame that was sent, at most {_last} (was {number}); send the number of the frame");
            while (_open.TryPeek(out var oldest) && oldest <= number)
                _open.Dequeue();
            _since = clock.GetTimestamp();
        }
    }
}
