namespace SemCom.Channels;

/// <summary>
/// Complex gains of propagation paths over time, for one or more frames and pairs of antennas: h(t, τ) = Σ_p a_p(t)·δ(τ − τ_p).
/// Recorded from a model, or measured elsewhere and imported. Immutable; any number of threads may read.
/// </summary>
public sealed class ChannelTrace
{
    /// <summary>Longest delay of a path [s].</summary>
    public const double MaxDelaySeconds = 1;

    /// <summary>Shortest distance between recorded times [s].</summary>
    public const double MinIntervalSeconds = 1e-12;

    /// <summary>Longest distance between recorded times [s].</summary>
    public const double MaxIntervalSeconds = 1e6;

    private readonly double[] _delays;
    private readonly Complex32[] _gains;

    /// <summary>Binds gains to their times and delays.</summary>
    /// <param name="shape">How many gains there are along each dimension.</param>
    /// <param name="intervalSeconds">Distance between recorded times [s]; 0 where there is one time alone.</param>
    /// <param name="delaysSeconds">Delay of each path [s], 0 to 1, in any order; the array then belongs to the trace.</param>
    /// <param name="gains">Gains [frames × pairs × times × paths], all finite; the array then belongs to the trace.</param>
    /// <exception cref="SemComException">A number is out of its range, or the lengths do not fit together.</exception>
    public ChannelTrace(TraceShape shape, double intervalSeconds, double[] delaysSeconds, Complex32[] gains)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(delaysSeconds);
        ArgumentNullException.ThrowIfNull(gains);
        shape.Validate();
        IntervalSeconds = shape.Times == 1
            ? Guard.InRange(intervalSeconds, 0, 0, "interval in seconds of a channel trace with one time", "leave it out, or give more times")
            : Guard.InRange(intervalSeconds, MinIntervalSeconds, MaxIntervalSeconds, "interval in seconds of a channel trace", "give the distance between two times");
        if (delaysSeconds.Length != shape.Paths)
            throw new SemComException($"delays of a channel trace must be one for each of its {shape.Paths} paths (was {delaysSeconds.Length}); give one for each path");
        foreach (var delay in delaysSeconds)
            Guard.InRange(delay, 0, MaxDelaySeconds, "delay in seconds of a path", "count delays from the first path that arrives");
        if (gains.Length != shape.Gains)
            throw new SemComException($"gains of a channel trace must be {shape.Gains} for its shape (was {gains.Length}); give frames x antenna pairs x times x paths");
        CheckFinite(gains, shape.Paths);
        (Shape, _delays, _gains) = (shape, delaysSeconds, gains);
    }

    /// <summary>How many gains there are along each dimension.</summary>
    public TraceShape Shape { get; }

    /// <summary>Distance between recorded times [s]; 0 where there is one time alone, whose gains then hold forever.</summary>
    public double IntervalSeconds { get; }

    /// <summary>Delay of each path [s].</summary>
    public ReadOnlySpan<double> DelaysSeconds => _delays;

    /// <summary>All gains [frames × pairs × times × paths].</summary>
    public ReadOnlySpan<Complex32> Gains => _gains;

    /// <summary>What holds between two recorded times. The default is a straight line.</summary>
    public TraceInterpolation Interpolation { get; init; }

    /// <summary>How the gains were scaled. The default is not at all.</summary>
    public TraceNormalization Normalization { get; init; }

    /// <summary>Where the trace came from.</summary>
    public TraceOrigin Origin { get; init; } = TraceOrigin.Unknown;

    /// <summary>True for one path without delay: such a trace also plays over a single carrier.</summary>
    public bool IsFlat => Shape.Paths == 1 && _delays[0] == 0;

    /// <summary>
    /// Time that a frame may take [s]: up to the last recorded time, one interval more where gains hold, infinite where they never change.
    /// </summary>
    public double DurationSeconds => Shape.Times == 1 ? double.PositiveInfinity
        : (Interpolation == TraceInterpolation.Hold ? Shape.Times : Shape.Times - 1) * IntervalSeconds;

    /// <summary>Mean of Σ_p |a_p|² over frames, pairs and times.</summary>
    public double MeanPower
    {
        get
        {
            var sum = 0.0;
            foreach (var gain in _gains)
                sum += gain.Power;
            return sum / (_gains.Length / Shape.Paths);
        }
    }

    /// <summary>Gains [times × paths] of one pair of antennas in one frame.</summary>
    public ReadOnlySpan<Complex32> GainsOf(int frame, int pair)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)frame, (uint)Shape.Frames, nameof(frame));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)pair, (uint)Shape.Pairs, nameof(pair));
        var count = Shape.Times * Shape.Paths;
        return _gains.AsSpan((frame * Shape.Pairs + pair) * count, count);
    }

    /// <summary>Refuses NaN, infinity, and powers that overflow.</summary>
    internal static void CheckFinite(Complex32[] gains, int paths)
    {
        for (var i = 0; i < gains.Length; i++)
        {
            if (!float.IsFinite(gains[i].Real) || !float.IsFinite(gains[i].Imaginary) || !float.IsFinite(gains[i].Power))
                throw new SemComException($"gains of a channel trace must be finite (gain {i}, path {i % paths}, was {gains[i].Real}, {gains[i].Imaginary}); repair or leave out what is not");
        }
    }
}
