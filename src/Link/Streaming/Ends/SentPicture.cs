namespace SemCom.Streaming;

/// <summary>What a transmitter made of a picture.</summary>
/// <param name="Frame">The frame; null where nothing is sent.</param>
/// <param name="Mode">How its payload was made.</param>
/// <param name="Sampling">How much of it is sent.</param>
/// <param name="PlanSnrDb">SNR that was planned for, the power included [dB].</param>
internal sealed record SentPicture(TransmitFrame? Frame, LinkMode Mode, FrameSampling Sampling, double PlanSnrDb)
{
    /// <summary>Share of the picture that is sent.</summary>
    public double ShareSent { get; init; }

    /// <summary>Transmit power against the nominal one [dB].</summary>
    public double PowerDb { get; init; }

    /// <summary>What matters in the picture, for those who judge; null for everything alike.</summary>
    public RegionMask? Region { get; init; }

    /// <summary>What the agent decided; null where it did not.</summary>
    public DecisionRecord? Decision { get; init; }

    /// <summary>Why nothing is sent though something should be; null otherwise.</summary>
    public string? Refusal { get; init; }
}
