namespace SemCom.Channels;

/// <summary>Options of <see cref="TraceChannel"/>.</summary>
public sealed record TraceChannelOptions : ChannelOptions
{
    /// <summary>Channel uses per second where nothing else is said.</summary>
    public const double DefaultRateHertz = 1e6;

    /// <summary>Fewest channel uses per second.</summary>
    public const double MinRateHertz = 1;

    /// <summary>Most channel uses per second.</summary>
    public const double MaxRateHertz = 1e10;

    /// <summary>Channel uses per second, 1 Hz to 10 GHz: use i takes place at i / rate. The default is 1 MHz.</summary>
    public double RateHertz { get; init; } = DefaultRateHertz;

    /// <summary>
    /// Channel uses over which the gain is constant, at least 1: the gain at the first of them. By default as many as the trace holds a gain,
    /// where that is a whole number, otherwise 1; a trace of one time has one gain for the whole frame.
    /// </summary>
    public int? CoherenceSymbols { get; init; }

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Guard.InRange(RateHertz, MinRateHertz, MaxRateHertz, "channel uses per second", "1MHz is a usual value");
        if (CoherenceSymbols is { } symbols)
            Guard.InRange(symbols, 1, int.MaxValue, "coherence in symbols", "use 1 for a gain per symbol");
    }
}
