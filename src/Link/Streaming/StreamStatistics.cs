namespace SemCom;

/// <summary>Running counts of a stream. Any thread; the counts of one moment belong together only in a <see cref="Snapshot"/>.</summary>
public sealed class StreamStatistics
{
    /// <summary>Latencies that quantiles look back on.</summary>
    private const int Window = 1024;

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly long[] _outcomes = new long[Enum.GetValues<FrameOutcome>().Length];
    private readonly double[] _latencies = new double[Window];
    private readonly Queue<long> _recent = new();
    private long _taken, _finished, _timed, _uses;

    internal StreamStatistics(TimeProvider clock) => _clock = clock;

    /// <summary>Pictures that the stream took from its source.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>All counts of one moment.</summary>
    public StreamCounts Snapshot()
    {
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            while (_recent.TryPeek(out var first) && _clock.GetElapsedTime(first, now) > TimeSpan.FromSeconds(2))
                _recent.Dequeue();
            var latencies = _latencies.AsSpan(0, (int)Math.Min(_timed, Window)).ToArray();
            Array.Sort(latencies);
            return new StreamCounts(Taken, _finished, Of(FrameOutcome.Shown), Of(FrameOutcome.Skipped), Of(FrameOutcome.Late), Of(FrameOutcome.Dropped), Of(FrameOutcome.Lost))
            {
                ChannelUses = _uses,
                FramesPerSecond = Rate(now),
                LatencyMedian = Quantile(latencies, 0.5),
                Latency95 = Quantile(latencies, 0.95),
            };
        }

        long Of(FrameOutcome outcome) => _outcomes[(int)outcome];
    }

    internal void Take() => Interlocked.Increment(ref _taken);

    internal void Finish(StreamedFrame frame)
    {
        lock (_lock)
        {
            _outcomes[(int)frame.Outcome]++;
            _finished++;
            _uses += frame.Ledger.Total;
            if (frame.Outcome is FrameOutcome.Shown or FrameOutcome.Late)
                _latencies[_timed++ % Window] = frame.Latency.TotalSeconds;
            if (frame.Outcome is FrameOutcome.Dropped or FrameOutcome.Late)
                return;
            _recent.Enqueue(_clock.GetTimestamp());
            if (_recent.Count > Window)
                _recent.Dequeue();
        }
    }

    private double Rate(long now) =>
        _recent.TryPeek(out var first) && _clock.GetElapsedTime(first, now).TotalSeconds is > 0 and var seconds ? (_recent.Count - 1) / seconds : 0;

    private static TimeSpan Quantile(double[] sorted, double share) =>
        sorted.Length == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))]);
}
