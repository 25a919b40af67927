namespace SemCom.Channels;

/// <summary>Options of <see cref="RayleighChannel"/>.</summary>
public sealed record RayleighChannelOptions : ChannelOptions
{
    /// <summary>Symbols over which the gain is constant: 1 for a gain per symbol, null (default) for one gain a frame.</summary>
    public int? CoherenceSymbols { get; init; }

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        if (CoherenceSymbols is { } symbols)
            Guard.InRange(symbols, 1, int.MaxValue, "coherence in symbols", "use 1 for a gain per symbol or leave it out for one gain a frame");
    }
}
