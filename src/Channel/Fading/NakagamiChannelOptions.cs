namespace SemCom.Channels;

/// <summary>Options of <see cref="NakagamiChannel"/>.</summary>
public sealed record NakagamiChannelOptions : FadingChannelOptions
{
    /// <summary>Shape m of the envelope, 0.5 to 1000: 0.5 is a one-sided Gaussian envelope, 1 Rayleigh fading; larger values fade less. The default is 2.</summary>
    public double Shape { get; init; } = 2;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Guard.InRange(Shape, 0.5, 1000, "Nakagami's m", "choose for example 2; 1 is Rayleigh fading");
    }
}
