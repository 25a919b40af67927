namespace SemCom.Channels;

/// <summary>
/// Plays a trace. Frame number f plays recorded frame f modulo the number of recorded frames; the seed does not matter, so the same frame
/// number always meets the same fading. Between recorded times the trace's own rule of interpolation holds. A time within a millionth of an
/// interval of a recorded one takes that gain unchanged.
/// </summary>
public sealed class TracePathProcess : IPathProcess
{
    private const double Tolerance = 1e-6;

    private readonly AntennaScheme? _antennas;

    /// <summary>Plays a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="antennas">Antennas of the link, which may be fewer than the trace's; those of the trace by default.</param>
    /// <exception cref="SemComException">The trace lacks antennas.</exception>
    public TracePathProcess(ChannelTrace trace, AntennaScheme? antennas = null)
    {
        ArgumentNullException.ThrowIfNull(trace);
        if (antennas is not null && (antennas.Receive > trace.Shape.Receive || antennas.Transmit > trace.Shape.Transmit))
        {
            throw new SemComException($"channel trace must have the antennas of the link (has tx={trace.Shape.Transmit}, rx={trace.Shape.Receive}; "
                + $"asked for tx={antennas.Transmit}, rx={antennas.Receive}); record it with more antennas, or use fewer");
        }
        (Trace, _antennas) = (trace, antennas);
    }

    /// <summary>The trace.</summary>
    public ChannelTrace Trace { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<double> DelaysSeconds => Trace.DelaysSeconds;

    /// <inheritdoc/>
    public bool VariesInTime => Trace.Shape.Times > 1;

    /// <inheritdoc/>
    /// <exception cref="SemComException">The trace is shorter than the frame.</exception>
    public void Fill(ChannelRealization realization, int antennaPair, double startSeconds, double stepSeconds, Span<Complex32> gains)
    {
        var paths = Trace.Shape.Paths;
        if (gains.Length % paths != 0)
            throw new ArgumentException($"gains must be a multiple of {paths} paths (was {gains.Length})", nameof(gains));
        var recorded = Trace.GainsOf((int)(realization.Frame % (ulong)Trace.Shape.Frames), RecordedPair(antennaPair));
        for (var i = 0; i < gains.Length / paths; i++)
        {
            var row = gains.Slice(i * paths, paths);
            var (before, weight) = Place(startSeconds + i * stepSeconds);
            var first = recorded.Slice(before * paths, paths);
            if (weight == 0)
            {
                first.CopyTo(row);
                continue;
            }
            var second = recorded.Slice((before + 1) * paths, paths);
            for (var p = 0; p < paths; p++)
                row[p] = first[p] * (1 - weight) + second[p] * weight;
        }
    }

    private int RecordedPair(int pair)
    {
        if (_antennas is null)
            return pair;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pair, _antennas.Receive * _antennas.Transmit);
        var (receive, transmit) = Math.DivRem(pair, _antennas.Transmit);
        return receive * Trace.Shape.Transmit + transmit;
    }

    /// <summary>The recorded time at or before a time, and the weight of the next one.</summary>
    private (int Before, float Weight) Place(double seconds)
    {
        var times = Trace.Shape.Times;
        if (times == 1)
            return (0, 0);
        var position = seconds / Trace.IntervalSeconds;
        var nearest = Math.Round(position);
        if (Math.Abs(position - nearest) <= Tolerance)
            position = nearest;
        var hold = Trace.Interpolation == TraceInterpolation.Hold;
        if (!(position >= 0 && (position <= times - 1 || hold && position < times)))
            throw TooShort(seconds);
        var before = (int)position;
        return (before, hold ? 0 : (float)(position - before));
    }

    private SemComException TooShort(double seconds) => new(
        $"channel trace must cover the whole frame (holds 0 to {Trace.DurationSeconds * 1e3:0.######} ms, asked for {seconds * 1e3:0.######} ms); "
        + "record it with a longer --duration, or send shorter frames");
}
