namespace SemCom.Transmitter.Video;

/// <summary>What must be sent of a patch, whatever it costs.</summary>
internal enum PatchDemand : byte
{
    /// <summary>Nothing: the cheapest choice counts.</summary>
    None = 0,

    /// <summary>The patch by itself, since its turn to be refreshed has come.</summary>
    Whole = 1,

    /// <summary>The patch in place of what is held, since the receiver holds something wrong.</summary>
    Anew = 2,
}
