namespace SemCom.Streaming;

/// <summary>
/// When pictures are shown: so long after their capture that few of the latest would have come later, by a percentile of their transits
/// (Moon, Kurose and Towsley, Multimedia Systems 6, 1998, algorithm 3, without its talkspurts), and never after the deadline. Clocks of both ends may differ by any constant,
/// which the transit then contains.
/// </summary>
/// <param name="most">Longest delay from capture to show.</param>
internal sealed class JitterBuffer(TimeSpan most)
{
    /// <summary>Pictures looked back on, two seconds of video: a slow start is soon forgotten.</summary>
    private const int Window = 50;

    /// <summary>Share of them that would be in time.</summary>
    private const double InTime = 0.95;

    private readonly long[] _transits = new long[Window];
    private readonly long[] _sorted = new long[Window];
    private int _count;

    /// <summary>Present delay from capture to show.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>Takes the arrival of a picture in, and says when it is to be shown; not before it has arrived.</summary>
    /// <param name="captured">When it was taken.</param>
    /// <param name="arrived">When it could be shown at the earliest.</param>
    public TimeSpan ShowAt(TimeSpan captured, TimeSpan arrived)
    {
        _transits[_count++ % Window] = (arrived - captured).Ticks;
        var sorted = _sorted.AsSpan(0, Math.Min(_count, Window));
        _transits.AsSpan(0, sorted.Length).CopyTo(sorted);
        sorted.Sort();
        Delay = TimeSpan.FromTicks(Math.Min(most.Ticks, sorted[(int)Math.Ceiling(InTime * sorted.Length) - 1]));
        var due = captured + Delay;
        return due > arrived ? due : arrived;
    }
}
