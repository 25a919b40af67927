namespace SemCom.Streaming;

/// <summary>
/// When pictures are shown: so long after their capture that few come later, by a running mean of their transit and four of its mean deviations
/// (Ramjee, Kurose, Towsley and Schulzrinne, INFOCOM 1994, algorithm 1), and never after the deadline. Clocks of both ends may differ by any constant, which
/// the transit then contains.
/// </summary>
/// <param name="most">Longest delay from capture to show.</param>
internal sealed class JitterBuffer(TimeSpan most)
{
    /// <summary>Weight of the past; that of the paper is 0.998 for packets of speech, fifty a second.</summary>
    private const double Keep = 0.98;

    private const double Deviations = 4;

    private double _mean, _deviation;
    private bool _hasBegun;

    /// <summary>Present delay from capture to show.</summary>
    public TimeSpan Delay => TimeSpan.FromTicks(Math.Min(most.Ticks, (long)(_mean + Deviations * _deviation)));

    /// <summary>Takes the arrival of a picture in, and says when it is to be shown; not before it has arrived.</summary>
    /// <param name="captured">When it was taken.</param>
    /// <param name="arrived">When it could be shown at the earliest.</param>
    public TimeSpan ShowAt(TimeSpan captured, TimeSpan arrived)
    {
        var transit = (double)(arrived - captured).Ticks;
        if (!_hasBegun)
            (_mean, _hasBegun) = (transit, true);
        _deviation = Keep * _deviation + (1 - Keep) * Math.Abs(transit - _mean);
        _mean = Keep * _mean + (1 - Keep) * transit;
        var due = captured + Delay;
        return due > arrived ? due : arrived;
    }
}
