namespace SemCom.Channels;

/// <summary>Records channels as traces.</summary>
public static class TraceRecorder
{
    /// <summary>Records the paths of a process at equally spaced times; gains that never change are recorded once.</summary>
    /// <param name="paths">Any process.</param>
    /// <param name="antennas">Antennas whose pairs are recorded.</param>
    /// <param name="recording">What to record.</param>
    /// <exception cref="SemComException">The recording would be too large.</exception>
    public static ChannelTrace Record(IPathProcess paths, AntennaScheme antennas, TraceRecording recording)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(antennas);
        ArgumentNullException.ThrowIfNull(recording);
        var times = paths.VariesInTime ? Steps(recording.DurationSeconds, recording.IntervalSeconds) + 1 : 1;
        var shape = ShapeOf(recording.Frames, antennas, times, paths.DelaysSeconds.Length);
        var interval = times == 1 ? 0 : recording.IntervalSeconds;
        var gains = new Complex32[shape.Gains];
        var count = shape.Times * shape.Paths;
        for (var block = 0; block < shape.Frames * shape.Pairs; block++)
        {
            var (frame, pair) = Math.DivRem(block, shape.Pairs);
            var realization = new ChannelRealization(recording.Seed, recording.FirstFrame + (ulong)frame);
            paths.Fill(realization, pair, 0, interval, gains.AsSpan(block * count, count));
        }
        return new(shape, interval, paths.DelaysSeconds.ToArray(), gains) { Origin = Origin(recording) };
    }

    /// <summary>
    /// Records the gains of a single-carrier channel: one for each block in which it keeps them, held between. Time is counted in channel uses of
    /// 1/<see cref="TraceRecording.RateHertz"/>.
    /// </summary>
    /// <exception cref="SemComException">The channel is no single-carrier channel, or the recording would be too large.</exception>
    public static ChannelTrace Record(IChannel channel, TraceRecording recording)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(recording);
        if (channel.Grid is not null)
            throw new SemComException("channel trace: a channel over OFDM must be recorded by its paths (its channel uses stand on a grid); record its path process");
        var antennas = channel.Antennas;
        var uses = Steps(recording.DurationSeconds, 1 / Guard.InRange(recording.RateHertz, TraceChannelOptions.MinRateHertz,
            TraceChannelOptions.MaxRateHertz, "channel uses per second", "1MHz is a usual value"));
        Guard.InRange(uses, 1, TraceShape.MaxTimes, "channel uses of a recording", "take a longer duration or a higher rate, or less of it");
        var silence = new SymbolBlock(new Complex32[uses * antennas.Transmit]);
        TraceShape? shape = null;
        var (gains, interval) = (Array.Empty<Complex32>(), 0.0);
        for (var frame = 0; frame < recording.Frames; frame++)
        {
            var state = channel.Transmit(silence, new(recording.Seed, recording.FirstFrame + (ulong)frame)).Truth;
            if (shape is null)
            {
                shape = ShapeOf(recording.Frames, antennas, state.Gains.Length / state.GainsPerGroup, 1);
                interval = shape.Times == 1 ? 0 : state.SymbolsPerGain / recording.RateHertz;
                gains = new Complex32[shape.Gains];
            }
            Store(state, shape, gains.AsSpan(frame * shape.Pairs * shape.Times));
        }
        return new(ShapeOf(shape, recording.Frames), interval, [0], gains) { Interpolation = TraceInterpolation.Hold, Origin = Origin(recording) };
    }

    /// <summary>From [groups × pairs] to [pairs × times].</summary>
    private static void Store(ChannelState state, TraceShape shape, Span<Complex32> gains)
    {
        for (var time = 0; time < shape.Times; time++)
        {
            for (var pair = 0; pair < shape.Pairs; pair++)
                gains[pair * shape.Times + time] = state.Gains[time * shape.Pairs + pair];
        }
    }

    private static TraceShape ShapeOf(int frames, AntennaScheme antennas, int times, int paths)
    {
        var shape = new TraceShape(frames, antennas.Receive, antennas.Transmit, times, paths);
        shape.Validate();
        return shape;
    }

    private static TraceShape ShapeOf(TraceShape? shape, int frames) => shape ?? ShapeOf(frames, AntennaScheme.OneByOne, 1, 1);

    /// <summary>Whole intervals that cover a duration.</summary>
    private static int Steps(double durationSeconds, double intervalSeconds)
    {
        Guard.InRange(durationSeconds, 1e-9, 1e6, "duration in seconds of a recording", "20ms is a usual value");
        Guard.InRange(intervalSeconds, ChannelTrace.MinIntervalSeconds, ChannelTrace.MaxIntervalSeconds, "interval in seconds of a recording", "0.1ms is a usual value");
        var steps = Math.Ceiling(durationSeconds / intervalSeconds - 1e-6);
        return (int)Guard.InRange(steps, 0, TraceShape.MaxTimes, "times of a recording", "take a longer interval or a shorter duration");
    }

    private static TraceOrigin Origin(TraceRecording recording) => new(recording.Channel, recording.Seed, TraceOrigin.ThisProgram);
}
