namespace SemCom;

/// <summary>The two ends of a session, and the link between them.</summary>
public sealed record SynchroniserOptions
{
    /// <summary>Smallest <see cref="MaxPacket"/>.</summary>
    public const int LeastMaxPacket = 256;

    /// <summary>Largest <see cref="MaxPacket"/>.</summary>
    public const int LargestMaxPacket = 65_535;

    /// <summary>Number of this end; another than its peer's.</summary>
    public required ulong Self { get; init; }

    /// <summary>Number of the other end, as it calls itself.</summary>
    public required ulong Peer { get; init; }

    /// <summary>A number that is higher each time this end starts, for example a counter in a file or the time of the start. Where it does not rise, the peer ignores this end's roots.</summary>
    public required ulong Incarnation { get; init; }

    /// <summary>What packets are authenticated with, the same at both ends: <see cref="GroupState.LinkKeyWith(ulong)"/>. Empty for a check against damage alone.</summary>
    public ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>Most bytes of a packet, 256 to 65,535.</summary>
    public int MaxPacket { get; init; } = 1024;

    /// <summary>Calls of <see cref="Synchroniser.NextPackets"/> without an answer after which a question is asked again: about the round trip of the link in calls. 1 to 1000.</summary>
    public int Patience { get; init; } = 1;

    internal void Check()
    {
        Guard.InRange(MaxPacket, LeastMaxPacket, LargestMaxPacket, "bytes of a packet of synchronisation", "give what the link carries in one piece");
        Guard.InRange(Patience, 1, 1000, "patience of synchronisation in calls", "give the round trip of the link in calls");
        if (Self == Peer)
            throw new SemComException($"the ends of a synchronisation must have different numbers (both were {Self}); give each member its own");
    }
}
