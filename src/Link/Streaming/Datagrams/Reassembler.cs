namespace SemCom.Streaming;

/// <summary>
/// Puts messages together again. What it holds is bounded by what has arrived, never by what a part claims: a few messages at a time, a number of bytes, and a time; the oldest go first. One thread.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class Reassembler(TimeProvider clock)
{
    /// <summary>Messages under way at a time, and bytes of their parts.</summary>
    public const int MaxMessages = 16, MaxBytes = 2 * FrameMessage.MaxBytes;

    /// <summary>How long a message may take.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly Dictionary<uint, Message> _underway = [];
    private int _bytes;

    /// <summary>Messages that were given up: incomplete for too long, too many, or in contradiction with themselves.</summary>
    public long GivenUp { get; private set; }

    /// <summary>Bytes that wait.</summary>
    public int Waiting => _bytes;

    /// <summary>Takes a part; gives the message when it is the last one that was missing.</summary>
    public byte[]? Take(DatagramPart part)
    {
        if (part.Parts == 1)
            return part.Bytes;
        GiveUpOld();
        if (!_underway.TryGetValue(part.Number, out var message))
            _underway[part.Number] = message = new Message(part.Kind, part.Parts, clock.GetTimestamp());
        if (message.Kind != part.Kind || message.Count != part.Parts)
        {
            GiveUp(part.Number);
            return null;
        }
        if (!message.Parts.TryAdd(part.Part, part.Bytes))
            return null;
        _bytes += part.Bytes.Length;
        if (message.Parts.Count < message.Count)
        {
            while (_underway.Count > MaxMessages || _bytes > MaxBytes)
                GiveUp(_underway.MinBy(pair => pair.Value.Begun).Key);
            return null;
        }
        _underway.Remove(part.Number);
        _bytes -= message.Bytes;
        var whole = new byte[message.Bytes];
        var at = 0;
        for (var i = 0; i < message.Count; i++)
        {
            message.Parts[i].CopyTo(whole.AsSpan(at));
            at += message.Parts[i].Length;
        }
        return whole;
    }

    /// <summary>Forgets all that waits: the sender is another one.</summary>
    public void Clear()
    {
        GivenUp += _underway.Count;
        _underway.Clear();
        _bytes = 0;
    }

    private void GiveUpOld()
    {
        if (_underway.Count == 0)
            return;
        foreach (var number in _underway.Where(pair => clock.GetElapsedTime(pair.Value.Begun) > MaxAge).Select(pair => pair.Key).ToList())
            GiveUp(number);
    }

    private void GiveUp(uint number)
    {
        if (!_underway.Remove(number, out var message))
            return;
        _bytes -= message.Bytes;
        GivenUp++;
    }

    private sealed record Message(MessageKind Kind, int Count, long Begun)
    {
        public Dictionary<int, byte[]> Parts { get; } = [];

        public int Bytes => Parts.Values.Sum(part => part.Length);
    }
}
