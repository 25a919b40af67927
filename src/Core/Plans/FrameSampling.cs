namespace SemCom;

/// <summary>How much of the next picture is sent.</summary>
public enum FrameSampling
{
    /// <summary>Nothing: what the receiver shows stays.</summary>
    Skip = 0,

    /// <summary>The tiles that have changed since a picture that the receiver has.</summary>
    Regions = 1,

    /// <summary>All of it.</summary>
    Whole = 2,
}
