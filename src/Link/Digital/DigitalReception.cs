namespace SemCom;

/// <summary>What came out at the other end of a digital link.</summary>
/// <param name="Reception">What the receiver knows: header, message and which of its blocks are right.</param>
/// <param name="Ledger">Channel uses by purpose.</param>
/// <param name="BytesOnWire">Length of the frame as MessagePack.</param>
/// <param name="Encode">Time for coding and mapping.</param>
/// <param name="Air">Time for the simulated channel.</param>
/// <param name="Decode">Time for estimation and decoding.</param>
public sealed record DigitalReception(
    Reception<DigitalMessage> Reception, ChannelUseLedger Ledger, long BytesOnWire, TimeSpan Encode, TimeSpan Air, TimeSpan Decode)
{
    /// <summary>Code blocks that were sent.</summary>
    public required int Blocks { get; init; }

    /// <summary>Those of them that did not arrive, as far as the receiver knows; all when it knows no header, or one of another message.</summary>
    public int BlocksLost =>
        Reception.Value is { } message && message.Blocks.Count == Blocks ? message.Blocks.Count(block => !block.Correct) : Blocks;

    /// <summary>True when the whole message arrived.</summary>
    public bool IsIntact => Reception.Value is { IsIntact: true };
}
