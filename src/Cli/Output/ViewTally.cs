namespace SemCom.Cli;

/// <summary>What a receiver saw so far, for its status line. The last values may be read while others are added.</summary>
internal sealed class ViewTally
{
    private const int Window = 512;

    private readonly Lock _lock = new();
    private readonly Queue<double> _latencies = new();
    private readonly Queue<long> _shown = new();

    public double? EffectiveSnrDb { get; private set; }

    public (int Width, int Height) Size { get; private set; }

    /// <summary>Median and 95 % latency of the last pictures [ms]; null where none arrived.</summary>
    public (double Median, double Most)? LatencyMs
    {
        get
        {
            lock (_lock)
            {
                double[] sorted = [.. _latencies.Order()];
                return sorted.Length == 0 ? null : (sorted[sorted.Length / 2], sorted[sorted.Length * 95 / 100]);
            }
        }
    }

    /// <summary>Pictures a second over the last hundred.</summary>
    public double FramesPerSecond
    {
        get
        {
            lock (_lock)
                return _shown.Count < 2 ? 0 : (_shown.Count - 1) / Math.Max(1e-3, TimeProvider.System.GetElapsedTime(_shown.Peek()).TotalSeconds);
        }
    }

    public void Add(ViewedFrame frame)
    {
        lock (_lock)
        {
            (EffectiveSnrDb, Size) = (frame.EffectiveSnrDb ?? EffectiveSnrDb, (frame.Shown.Width, frame.Shown.Height));
            if (frame.Outcome is FrameOutcome.Shown or FrameOutcome.Late && frame.Latency is { } latency)
                _latencies.Enqueue(latency.TotalMilliseconds);
            if (_latencies.Count > Window)
                _latencies.Dequeue();
            _shown.Enqueue(TimeProvider.System.GetTimestamp());
            if (_shown.Count > 100)
                _shown.Dequeue();
        }
    }
}
