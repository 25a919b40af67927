namespace SemCom;

/// <summary>A picture's way through a link, before it is judged.</summary>
/// <param name="Reception">What the receiver made of it.</param>
/// <param name="Ledger">Channel uses by purpose.</param>
/// <param name="BytesOnWire">Length of the frame as MessagePack; 0 when nothing was sent.</param>
/// <param name="Encode">Time at the transmitter.</param>
/// <param name="Air">Time for the simulated channel.</param>
/// <param name="Decode">Time at the receiver.</param>
internal sealed record Passage(Reception<Picture> Reception, ChannelUseLedger Ledger, long BytesOnWire, TimeSpan Encode, TimeSpan Air, TimeSpan Decode)
{
    /// <summary>Code blocks that were sent and lost; null for analog frames.</summary>
    public (int Sent, int Lost)? Blocks { get; init; }
}
