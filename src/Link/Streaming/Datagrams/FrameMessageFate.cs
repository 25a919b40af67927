namespace SemCom.Streaming;

/// <summary>What became of a picture at the transmitter.</summary>
internal enum FrameMessageFate
{
    /// <summary>It was sent: there are symbols.</summary>
    Sent = 0,

    /// <summary>Nothing was to be sent.</summary>
    Skipped = 1,

    /// <summary>It was left out.</summary>
    Dropped = 2,

    /// <summary>There are no more pictures.</summary>
    End = 3,
}
