namespace SemCom.Channels;

/// <summary>What every flat fading channel needs to know.</summary>
public abstract record FadingChannelOptions : ChannelOptions
{
    /// <summary>Channel uses over which the gain is constant: 1 for a gain per use, null (default) for one gain a frame.</summary>
    public int? CoherenceSymbols { get; init; }

    /// <summary>Antennas at both ends; each pair fades independently. The default is one at each.</summary>
    public AntennaScheme Antennas { get; init; } = AntennaScheme.OneByOne;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        ArgumentNullException.ThrowIfNull(Antennas);
        if (CoherenceSymbols is { } symbols)
            Guard.InRange(symbols, 1, int.MaxValue, "coherence in symbols", "use 1 for a gain per symbol or leave it out for one gain a frame");
    }
}
