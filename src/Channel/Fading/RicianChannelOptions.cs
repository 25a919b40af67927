namespace SemCom.Channels;

/// <summary>Options of <see cref="RicianChannel"/>.</summary>
public sealed record RicianChannelOptions : FadingChannelOptions
{
    /// <summary>Power of the line of sight / power of the scattered part [dB], −20 to 40. The default is 6.</summary>
    public double KFactorDb { get; init; } = 6;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Guard.InRange(KFactorDb, -20, 40, "K factor in dB", "choose for example 6; without a line of sight use the channel rayleigh");
    }
}
