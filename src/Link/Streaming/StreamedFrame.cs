namespace SemCom;

/// <summary>One picture of a stream and what became of it.</summary>
/// <param name="Number">Running number of the picture, from 0.</param>
/// <param name="Original">The picture.</param>
/// <param name="Shown">What stands on the screen when it is due; flat grey before anything has arrived.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record StreamedFrame(int Number, Picture Original, Picture Shown, FrameOutcome Outcome)
{
    /// <summary>How much of it was sent.</summary>
    public FrameSampling Sampling { get; init; }

    /// <summary>How its payload was made.</summary>
    public LinkMode Mode { get; init; }

    /// <summary>Channel uses by purpose; none where nothing was sent.</summary>
    public ChannelUseLedger Ledger { get; init; }

    /// <summary>Channel uses / source values.</summary>
    public double Cbr => (double)Ledger.Total / Original.ValueCount;

    /// <summary>Share of the picture that was sent, 0 to 1.</summary>
    public double ShareSent { get; init; }

    /// <summary>True SNR of the air, the transmit power included, nominal power where nothing was sent [dB]. For viewers: neither end knows it, and NaN where the air is in another process.</summary>
    public double SnrDb { get; init; }

    /// <summary>SNR that was planned for, the transmit power included [dB].</summary>
    public double PlanSnrDb { get; init; }

    /// <summary>SNR after equalisation, as the receiver measured it [dB]; null where it read no header.</summary>
    public double? EffectiveSnrDb { get; init; }

    /// <summary>Why it is not shown; null where it is, and where nothing was to be sent.</summary>
    public string? Loss { get; init; }

    /// <summary>PSNR of <see cref="Shown"/> against <see cref="Original"/> [dB]; null where both are equal.</summary>
    public double? PsnrDb { get; init; }

    /// <summary>The same inside the focus; null without one.</summary>
    public double? FocusPsnrDb { get; init; }

    /// <summary>Time at the transmitter.</summary>
    public TimeSpan Encode { get; init; }

    /// <summary>Time for the simulated channel.</summary>
    public TimeSpan Air { get; init; }

    /// <summary>Time at the receiver.</summary>
    public TimeSpan Decode { get; init; }

    /// <summary>From capture until it is shown, waiting included; where the clock is simulated, the sum of the three times above.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>From capture until it is decoded: <see cref="Latency"/> without the jitter buffer; zero where it never was.</summary>
    public TimeSpan Transit { get; init; }

    /// <summary>Pictures that waited when this one was taken up by the encoder.</summary>
    public int Queue { get; init; }

    /// <summary>What the receiver saw of the air; null unless observed.</summary>
    public AirSnapshot? AirSeen { get; init; }

    /// <summary>What the agent decided and what came of it; null where it did not decide.</summary>
    public DecisionRecord? Decision { get; init; }
}
