namespace SemCom.Channels;

/// <summary>How the gains of a trace were scaled before they were stored.</summary>
public enum TraceNormalization
{
    /// <summary>Not at all: the mean power is what it was. The SNR of a channel that plays the trace is off by that power.</summary>
    None = 0,

    /// <summary>One factor for all gains: Σ_p |a_p|², averaged over frames, antenna pairs and times, is 1.</summary>
    Average,

    /// <summary>A factor for each frame and time: Σ_p |a_p|², averaged over antenna pairs, is 1 in each. Takes slow and deep fades away.</summary>
    Snapshot,
}
