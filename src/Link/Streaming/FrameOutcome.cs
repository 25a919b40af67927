namespace SemCom;

/// <summary>What became of one picture of a stream. Every picture has exactly one.</summary>
public enum FrameOutcome
{
    /// <summary>It was sent, arrived in time and was shown.</summary>
    Shown = 0,

    /// <summary>Nothing was to be sent: what stands on the screen stays.</summary>
    Skipped = 1,

    /// <summary>It was sent and arrived, but after its deadline: the picture before it was shown in its place.</summary>
    Late = 2,

    /// <summary>It was not sent: newer pictures waited already, or its deadline had passed.</summary>
    Dropped = 3,

    /// <summary>It was sent and could not be read: what stands on the screen stays, or what the receiver makes of it.</summary>
    Lost = 4,
}
