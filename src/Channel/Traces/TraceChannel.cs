namespace SemCom.Channels;

/// <summary>Plays a flat trace over a single carrier: y_i = H(i / rate)·x_i + n_i.</summary>
public sealed class TraceChannel : FlatChannel
{
    private readonly TracePathProcess _process;
    private readonly double _stepSeconds;

    /// <summary>Creates the channel.</summary>
    /// <exception cref="SemComException">The trace has several paths, a delay or fewer antennas than asked for, or an option is out of its range.</exception>
    public TraceChannel(ChannelTrace trace, TraceChannelOptions options) : base(options, Coherence(trace, options), options?.Antennas)
    {
        if (!trace.IsFlat)
            throw new SemComException($"channel trace must have one path without delay for a single carrier (has {trace.Shape.Paths}, up to {trace.DelaysSeconds.ToArray().Max() * 1e9:0.###} ns); play it over OFDM");
        _process = new(trace, Antennas);
        _stepSeconds = (CoherenceSymbols ?? 0) / options!.RateHertz;
    }

    /// <summary>The trace that is played.</summary>
    public ChannelTrace Trace => _process.Trace;

    /// <summary>
    /// Channel uses over which the gain is constant, the one at the first of them: null, for the whole frame, where the trace has one time; else what
    /// the options say; else as many as the trace holds a gain, where that is a whole number, otherwise 1.
    /// </summary>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public static int? Coherence(ChannelTrace trace, TraceChannelOptions options)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (trace.Shape.Times == 1)
            return null;
        if (options.CoherenceSymbols is { } symbols)
            return symbols;
        var uses = trace.IntervalSeconds * options.RateHertz;
        var whole = Math.Round(uses);
        return trace.Interpolation == TraceInterpolation.Hold && whole is >= 1 and <= int.MaxValue && Math.Abs(uses - whole) <= 1e-9 * whole ? (int)whole : 1;
    }

    private protected override void ReadGains(ChannelRealization realization, int pair, long first, Span<Complex32> gains) =>
        _process.Fill(realization, pair, first * _stepSeconds, _stepSeconds, gains);
}
