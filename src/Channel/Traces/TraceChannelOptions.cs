namespace SemCom.Channels;

/// <summary>Options of <see cref="TraceChannel"/>.</summary>
public sealed record TraceChannelOptions : FadingChannelOptions
{
    /// <summary>Channel uses per second where nothing else is said.</summary>
    public const double DefaultRateHertz = ImpairedChannel.SymbolRateHertz;

    /// <summary>Fewest channel uses per second.</summary>
    public const double MinRateHertz = 1;

    /// <summary>Most channel uses per second.</summary>
    public const double MaxRateHertz = 1e10;

    /// <summary>Channel uses per second, 1 Hz to 10 GHz: use i takes place at i / rate. The default is 1 MHz.</summary>
    public double RateHertz { get; init; } = DefaultRateHertz;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Guard.InRange(RateHertz, MinRateHertz, MaxRateHertz, "channel uses per second", "1MHz is a usual value");
    }
}
