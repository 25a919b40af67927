namespace SemCom;

/// <summary>What became of one picture of a video.</summary>
/// <param name="Shown">What a viewer sees: what arrived, or what stood there before; grey before anything arrived.</param>
/// <param name="Ledger">Channel uses by purpose; none where nothing was sent.</param>
public sealed record VideoPassage(Picture Shown, ChannelUseLedger Ledger)
{
    /// <summary>Why nothing arrived; null where something did, or nothing was sent.</summary>
    public string? Loss { get; init; }

    /// <summary>Length of the frame as MessagePack.</summary>
    public long BytesOnWire { get; init; }

    /// <summary>Time of encoding.</summary>
    public TimeSpan Encode { get; init; }

    /// <summary>Time of the simulated channel.</summary>
    public TimeSpan Air { get; init; }

    /// <summary>Time of decoding.</summary>
    public TimeSpan Decode { get; init; }
}
