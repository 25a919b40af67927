namespace SemCom.Evaluation;

/// <summary>What sending a video cost, frame by frame added up.</summary>
internal sealed class VideoSent
{
    /// <summary>Channel uses by purpose.</summary>
    public ChannelUseLedger Ledger { get; private set; }

    /// <summary>Pictures that were sent.</summary>
    public int Frames { get; private set; }

    /// <summary>Pictures of which nothing arrived, or which were not sent although they should have been.</summary>
    public int Lost { get; private set; }

    /// <summary>Code blocks; null where nothing is sent in blocks.</summary>
    public int? Blocks { get; private set; }

    /// <summary>Those of them that did not arrive.</summary>
    public int? BlocksLost { get; private set; }

    /// <summary>Bytes of all frames as MessagePack.</summary>
    public long BytesOnWire { get; private set; }

    public TimeSpan Encode { get; set; }

    public TimeSpan Air { get; private set; }

    public TimeSpan Decode { get; set; }

    /// <summary>Adds a frame.</summary>
    public void Add(ChannelUseLedger ledger, bool isLost, long bytesOnWire, TimeSpan air, (int Sent, int Lost)? blocks = null)
    {
        Ledger += ledger;
        Frames++;
        Lost += isLost ? 1 : 0;
        BytesOnWire += bytesOnWire;
        Air += air;
        if (blocks is { } b)
            (Blocks, BlocksLost) = ((Blocks ?? 0) + b.Sent, (BlocksLost ?? 0) + b.Lost);
    }
}
