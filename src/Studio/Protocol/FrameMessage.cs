namespace SemCom.Studio;

/// <summary>One picture: what went in, what came out, what it cost.</summary>
internal sealed record FrameMessage : ServerMessage
{
    /// <summary>Number within the session; the viewer acknowledges it.</summary>
    public required long Number { get; init; }

    /// <summary>Pixels in a row.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>The original, JPEG.</summary>
    public required byte[] Original { get; init; }

    /// <summary>What the semantic receiver shows, JPEG; null before anything arrived.</summary>
    public byte[]? Semantic { get; init; }

    /// <summary>What the classical receiver shows, JPEG.</summary>
    public byte[]? Classical { get; init; }

    /// <summary>"shown", "skipped", "late", "dropped" or "lost".</summary>
    public required string Outcome { get; init; }

    /// <summary>Why it was lost.</summary>
    public string? Loss { get; init; }

    /// <summary>What was sent of it: "skip", "regions" or "whole".</summary>
    public required string Sampling { get; init; }

    /// <summary>Name of the mode.</summary>
    public required string Mode { get; init; }

    /// <summary>Channel uses by purpose.</summary>
    public required ChannelUseLedger Ledger { get; init; }

    /// <summary>What was measured.</summary>
    public required FrameFacts Facts { get; init; }

    /// <summary>The classical rival's part; null where there is none.</summary>
    public ClassicalFacts? Rival { get; init; }

    /// <summary>Equalised symbols, float32 I and Q in turn, little endian.</summary>
    public byte[]? Constellation { get; init; }

    /// <summary>The channel's gain over time and frequency.</summary>
    public ResponseMap? Response { get; init; }

    /// <summary>What the agent decided.</summary>
    public DecisionFacts? Decision { get; init; }

    /// <inheritdoc/>
    protected override string Type => "frame";

    /// <inheritdoc/>
    protected override int FieldCount => 32;

    /// <inheritdoc/>
    protected override int Capacity => 1024 + Original.Length + (Semantic?.Length ?? 0) + (Classical?.Length ?? 0) + (Constellation?.Length ?? 0) + (Response?.Values.Length ?? 0);

    /// <inheritdoc/>
    protected override void Write(MessageWriter writer)
    {
        writer.Field("n", Number).Field("w", (long)Width).Field("h", (long)Height).Field("original", Original).Field("semantic", Semantic).Field("classical", Classical);
        writer.Field("outcome", Outcome).Field("loss", Loss).Field("sampling", Sampling).Field("mode", Mode);
        LedgerFields.WriteTo(writer, Ledger);
        Facts.WriteTo(writer);
        writer.Field("classicalPsnrDb", Rival?.PsnrDb).Field("classicalLost", Rival?.Lost ?? false).Field("classicalScheme", Rival?.Scheme).Field("classicalUses", (long)(Rival?.Uses ?? 0));
        writer.Field("constellation", Constellation);
        if (Response is { } response)
            response.WriteTo(writer.Key("response"));
        else
            writer.Key("response").Nil();
        if (Decision is { } decision)
            decision.WriteTo(writer.Key("decision"));
        else
            writer.Key("decision").Nil();
    }
}
