namespace SemCom.Channels;

/// <summary>What every channel needs to know.</summary>
public abstract record ChannelOptions
{
    /// <summary>Lowest SNR [dB].</summary>
    public const double MinSnrDb = -30;

    /// <summary>Highest SNR [dB].</summary>
    public const double MaxSnrDb = 60;

    /// <summary>Es/N0 per complex symbol at the receiver, averaged over fading [dB], −30 to 60.</summary>
    public required double SnrDb { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="SemComException">A value is out of its range.</exception>
    public virtual void Validate() =>
        Guard.InRange(SnrDb, MinSnrDb, MaxSnrDb, "SNR in dB", "choose a value in that range");
}
