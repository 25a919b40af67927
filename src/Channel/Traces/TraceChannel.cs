namespace SemCom.Channels;

/// <summary>Plays a flat trace over a single carrier: y_i = h(i / rate)·x_i + n_i.</summary>
public sealed class TraceChannel : FlatChannel
{
    private readonly TracePathProcess _process;
    private readonly double _stepSeconds;

    /// <summary>Creates the channel.</summary>
    /// <exception cref="SemComException">The trace has several paths, a delay or several antennas, or an option is out of its range.</exception>
    public TraceChannel(ChannelTrace trace, TraceChannelOptions options) : base(options, Coherence(trace, options))
    {
        if (!trace.IsFlat)
            throw new SemComException($"channel trace must have one path without delay for a single carrier (has {trace.Shape.Paths}, up to {trace.DelaysSeconds.ToArray().Max() * 1e9:0.###} ns); play it over OFDM");
        _process = new(trace, AntennaScheme.OneByOne);
        _stepSeconds = (CoherenceSymbols ?? 0) / options.RateHertz;
    }

    /// <summary>Channel uses over which the gain is constant; null for the whole frame.</summary>
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

    /// <inheritdoc/>
    private protected override void ReadGains(ChannelRealization realization, long first, Span<Complex32> gains) =>
        _process.Fill(realization, 0, first * _stepSeconds, _stepSeconds, gains);
}
