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

    /// <summary>Pictures of earlier frames that were understood now.</summary>
    public IReadOnlyList<LatePicture> Late { get; init; } = [];

    /// <summary>What a message about knowledge costs; it shows nothing.</summary>
    public static Passage ForKnowledge(DigitalReception sent) => Message(sent, new ChannelUseLedger(0, 0, 0, 0, sent.Ledger.Total));

    /// <summary>What a message costs that says which patches of the next frame refer to a prototype.</summary>
    public static Passage ForReference(DigitalReception sent) => Message(sent, new ChannelUseLedger(0, sent.Ledger.Header, sent.Ledger.Pilots, sent.Ledger.Payload, 0));

    /// <summary>This passage and another after it, which says what is shown.</summary>
    public Passage Then(Passage next) => new(next.Reception, Ledger + next.Ledger, BytesOnWire + next.BytesOnWire, Encode + next.Encode, Air + next.Air, Decode + next.Decode)
    {
        Blocks = next.Blocks,
        Late = [.. Late, .. next.Late],
    };

    private static Passage Message(DigitalReception sent, ChannelUseLedger ledger) => new(new Reception<Picture>(), ledger, sent.BytesOnWire, sent.Encode, sent.Air, sent.Decode);
}
