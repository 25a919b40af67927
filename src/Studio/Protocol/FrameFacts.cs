namespace SemCom.Studio;

/// <summary>What was measured of a picture; 14 fields of its message.</summary>
internal sealed record FrameFacts
{
    /// <summary>Channel bandwidth ratio.</summary>
    public double Cbr { get; init; }

    /// <summary>True SNR [dB].</summary>
    public double SnrDb { get; init; }

    /// <summary>Planned SNR [dB].</summary>
    public double PlanSnrDb { get; init; }

    /// <summary>What the receiver measured [dB].</summary>
    public double? EffectiveSnrDb { get; init; }

    /// <summary>PSNR [dB]; null for identical pictures or none.</summary>
    public double? PsnrDb { get; init; }

    /// <summary>PSNR within the focus [dB].</summary>
    public double? FocusPsnrDb { get; init; }

    /// <summary>Share of the picture that was sent, 0..1.</summary>
    public double? ShareSent { get; init; }

    /// <summary>From the source to the screen [ms].</summary>
    public double LatencyMs { get; init; }

    /// <summary>Of it the transmitter [ms].</summary>
    public double EncodeMs { get; init; }

    /// <summary>The channel [ms].</summary>
    public double AirMs { get; init; }

    /// <summary>The receiver [ms].</summary>
    public double DecodeMs { get; init; }

    /// <summary>Pictures that wait.</summary>
    public int Queue { get; init; }

    /// <summary>Pictures a second, measured.</summary>
    public double Fps { get; init; }

    /// <summary>Pictures that were not sent to the viewer or not at all, since the start.</summary>
    public long Dropped { get; init; }

    /// <summary>Writes the fields.</summary>
    public void WriteTo(MessageWriter writer) => writer
        .Field("cbr", Cbr).Field("snrDb", SnrDb).Field("planSnrDb", PlanSnrDb).Field("effectiveSnrDb", EffectiveSnrDb).Field("psnrDb", PsnrDb).Field("focusPsnrDb", FocusPsnrDb).Field("shareSent", ShareSent)
        .Field("latencyMs", LatencyMs).Field("encodeMs", EncodeMs).Field("airMs", AirMs).Field("decodeMs", DecodeMs).Field("queue", (long)Queue).Field("fps", Fps).Field("dropped", Dropped);
}
