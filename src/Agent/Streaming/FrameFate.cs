namespace SemCom;

/// <summary>What became of a frame.</summary>
public enum FrameFate
{
    /// <summary>Nothing was to be sent.</summary>
    Skipped = 0,

    /// <summary>It arrived in time.</summary>
    Arrived = 1,

    /// <summary>It arrived while the next picture was due, and is shown from then on.</summary>
    Late = 2,

    /// <summary>It was sent and could not be read.</summary>
    Lost = 3,

    /// <summary>It was not sent: it would have come too late.</summary>
    Dropped = 4,

    /// <summary>It was not sent: the battery had not enough energy.</summary>
    NoEnergy = 5,

    /// <summary>It was not sent: tiles need a picture that the receiver has, and it has none of this place.</summary>
    NoReference = 6,

    /// <summary>It was not sent: the intent forbids it.</summary>
    Forbidden = 7,
}
