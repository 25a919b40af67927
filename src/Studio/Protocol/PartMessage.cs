namespace SemCom.Studio;

/// <summary>One part of a sound: what went in, what came out, what it cost. All sounds are PCM of 16 bits, little endian, at 8 kHz, of one length.</summary>
internal sealed record PartMessage : ServerMessage
{
    /// <summary>Number within the session, shared with frames; the viewer acknowledges it.</summary>
    public required long Number { get; init; }

    /// <summary>Where the part begins in the source [s].</summary>
    public required double StartSeconds { get; init; }

    /// <summary>Samples a second.</summary>
    public required int SampleRate { get; init; }

    /// <summary>The original.</summary>
    public required byte[] Original { get; init; }

    /// <summary>What the semantic receiver plays; silence where the part was lost.</summary>
    public required byte[] Semantic { get; init; }

    /// <summary>Why it was lost; null where it arrived.</summary>
    public string? Loss { get; init; }

    /// <summary>Channel uses by purpose.</summary>
    public required ChannelUseLedger Ledger { get; init; }

    /// <summary>Channel bandwidth ratio: uses for each sample.</summary>
    public required double Cbr { get; init; }

    /// <summary>True SNR [dB].</summary>
    public required double SnrDb { get; init; }

    /// <summary>Planned SNR [dB].</summary>
    public required double PlanSnrDb { get; init; }

    /// <summary>What the receiver measured [dB].</summary>
    public double? EffectiveSnrDb { get; init; }

    /// <summary>SI-SDR [dB]; null for silence.</summary>
    public double? SiSdrDb { get; init; }

    /// <summary>STOI, −1..1; null where there is too little speech for it.</summary>
    public double? Stoi { get; init; }

    /// <summary>From the part's first sample to where it can be played: its own length, and what the ends took [ms].</summary>
    public required double LatencyMs { get; init; }

    /// <summary>Parts that were not sent, since the start.</summary>
    public required long Dropped { get; init; }

    /// <summary>The classical rival's part; null where there is none.</summary>
    public PartRival? Rival { get; init; }

    /// <summary>Whether the rival is still choosing codec, bit rate, modulation and code rate.</summary>
    public bool RivalIsChoosing { get; init; }

    /// <summary>Equalised symbols, float32 I and Q in turn, little endian.</summary>
    public byte[]? Constellation { get; init; }

    /// <summary>The channel's gain over time and frequency.</summary>
    public ResponseMap? Response { get; init; }

    /// <inheritdoc/>
    protected override string Type => "part";

    /// <inheritdoc/>
    protected override int FieldCount => 24;

    /// <inheritdoc/>
    protected override int Capacity => 1024 + Original.Length + Semantic.Length + (Rival?.Samples.Length ?? 0) + (Constellation?.Length ?? 0) + (Response?.Values.Length ?? 0);

    /// <inheritdoc/>
    protected override void Write(MessageWriter writer)
    {
        writer.Field("n", Number).Field("start", StartSeconds).Field("rate", (long)SampleRate).Field("original", Original).Field("semantic", Semantic).Field("classical", Rival?.Samples).Field("loss", Loss);
        LedgerFields.WriteTo(writer, Ledger);
        writer.Field("cbr", Cbr).Field("snrDb", SnrDb).Field("planSnrDb", PlanSnrDb).Field("effectiveSnrDb", EffectiveSnrDb).Field("siSdrDb", SiSdrDb).Field("stoi", Stoi)
            .Field("latencyMs", LatencyMs).Field("dropped", Dropped);
        writer.Field("classicalSiSdrDb", Rival?.SiSdrDb).Field("classicalStoi", Rival?.Stoi).Field("classicalLost", Rival?.Lost ?? false).Field("classicalScheme", Rival?.Scheme)
            .Field("classicalUses", (long)(Rival?.Uses ?? 0)).Field("classicalChoosing", RivalIsChoosing);
        writer.Field("constellation", Constellation);
        if (Response is { } response)
            response.WriteTo(writer.Key("response"));
        else
            writer.Key("response").Nil();
    }
}
