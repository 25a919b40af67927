namespace SemCom;

/// <summary>What holds for one picture. Immutable.</summary>
/// <param name="Channel">Canonical text of the channel.</param>
/// <param name="SnrDb">True SNR at nominal power [dB].</param>
/// <param name="Cbr">Channel uses / source values, at most.</param>
internal sealed record StreamSettings(string Channel, double SnrDb, double Cbr)
{
    public LinkMode Mode { get; init; }

    public FrameSampling Sampling { get; init; } = FrameSampling.Regions;

    public PictureFocus? Focus { get; init; }

    public double PowerDb { get; init; }

    public bool AgentDecides { get; init; }

    public LinkIntent Intent { get; init; } = LinkIntent.Default;
}
