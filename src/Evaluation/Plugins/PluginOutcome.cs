namespace SemCom.Evaluation.Plugins;

/// <summary>What became of a plugin's picture.</summary>
/// <param name="Picture">The reconstruction; null when the frame was lost.</param>
/// <param name="Ledger">Channel uses by purpose.</param>
internal sealed record PluginOutcome(Picture? Picture, ChannelUseLedger Ledger)
{
    /// <summary>"analog" or "digital".</summary>
    public string Mode { get; init; } = "analog";

    /// <summary>What the record names as model; null for nothing.</summary>
    public string? Model { get; init; }

    /// <summary>Time at the transmitter.</summary>
    public TimeSpan Encode { get; init; }

    /// <summary>Time for the simulated channel.</summary>
    public TimeSpan Air { get; init; }

    /// <summary>Time at the receiver.</summary>
    public TimeSpan Decode { get; init; }

    /// <summary>Code blocks that were sent and lost; null where there are none that we know of.</summary>
    public (int Sent, int Lost)? Blocks { get; init; }

    /// <summary>Length of the frame as MessagePack.</summary>
    public long BytesOnWire { get; init; }

    /// <summary>A remark; null for none.</summary>
    public string? Notice { get; init; }
}
