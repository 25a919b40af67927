namespace SemCom.Streaming;

/// <summary>What is made of a datagram.</summary>
internal enum DatagramVerdict
{
    /// <summary>It is the peer's, new and unaltered.</summary>
    Accepted = 0,

    /// <summary>It is unaltered, but speaks to somebody who was here before, or to nobody: it may be an old one. The answer is a greeting.</summary>
    Unproven = 1,

    /// <summary>It came before, or is of an epoch that has ended.</summary>
    Replayed = 2,

    /// <summary>Key or bytes are wrong.</summary>
    Foreign = 3,

    /// <summary>It is no datagram of this format.</summary>
    Malformed = 4,
}
