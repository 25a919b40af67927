namespace SemCom.Studio;

/// <summary>How a session is set; after every accepted command.</summary>
internal sealed record StateMessage : ServerMessage
{
    /// <summary>Id of the source; null for none.</summary>
    public string? Source { get; init; }

    /// <summary>Channel, in its text form.</summary>
    public required string Channel { get; init; }

    /// <summary>SNR [dB].</summary>
    public required double SnrDb { get; init; }

    /// <summary>Maximum Doppler frequency [Hz]; null where the channel has none.</summary>
    public double? DopplerHertz { get; init; }

    /// <summary>Delay spread [ns]; null where the channel has none.</summary>
    public double? DelaySpreadNs { get; init; }

    /// <summary>Channel bandwidth ratio.</summary>
    public required double Cbr { get; init; }

    /// <summary>Name of the mode.</summary>
    public required string Mode { get; init; }

    /// <summary>Whether the agent decides.</summary>
    public bool Agent { get; init; }

    /// <summary>What it shall achieve, in words.</summary>
    public string Intent { get; init; } = "";

    /// <summary>What was understood of the words, a line each.</summary>
    public IReadOnlyList<string> IntentHeard { get; init; } = [];

    /// <summary>What shall arrive best.</summary>
    public FocusPoint? Focus { get; init; }

    /// <summary>Id of the user group; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Pictures a second that the session gets.</summary>
    public required double Fps { get; init; }

    /// <summary>"h264", "h265" or "off"; for sounds "best", "opus" or "off".</summary>
    public required string Classical { get; init; }

    /// <summary>Whether pictures are being sent.</summary>
    public bool Running { get; init; }

    /// <inheritdoc/>
    protected override string Type => "state";

    /// <inheritdoc/>
    protected override int FieldCount => 15;

    /// <inheritdoc/>
    protected override void Write(MessageWriter writer)
    {
        writer.Field("source", Source).Field("channel", Channel).Field("snrDb", SnrDb).Field("dopplerHertz", DopplerHertz).Field("delaySpreadNs", DelaySpreadNs);
        writer.Field("cbr", Cbr).Field("mode", Mode).Field("agent", Agent).Field("intent", Intent).Field("intentHeard", IntentHeard);
        if (Focus is { } point)
            writer.Key("focus").Begin(2).Field("x", point.X).Field("y", point.Y);
        else
            writer.Key("focus").Nil();
        writer.Field("group", Group).Field("fps", Fps).Field("classical", Classical).Field("running", Running);
    }
}
