namespace SemCom;

/// <summary>What the two ends of a link know of the scenes that they exchange pictures of, and how they go on learning.</summary>
/// <param name="Sender">The transmitter's knowledge. The caller keeps it.</param>
/// <param name="Receiver">The receiver's, which only what crosses the channel brings into step. The caller keeps it.</param>
public sealed record SharedKnowledge(IKnowledgeStore Sender, IKnowledgeStore Receiver)
{
    /// <summary>Channel uses for a new prototype / source values of its picture, above 0 and at most 1. The default is 1/4: a good prototype makes all that follows better.</summary>
    public double PrototypeCbr { get; init; } = 1.0 / 4;

    /// <summary>Expected gain [dB] below which a prototype is not used, and a new one is learned. The default is 1.</summary>
    public double LeastGainDb { get; init; } = 1;

    /// <summary>How the sender decides which patches refer to a prototype. The default is <see cref="PatchGate.Learned"/>.</summary>
    public PatchGate Gate { get; init; }

    /// <summary>Most places of which a picture is kept, 2 to 1024; beyond them the least seen is forgotten. The default is 32.</summary>
    public int Places { get; init; } = 32;

    internal void Check()
    {
        Guard.InRange(Places, 2, 1024, "places of shared knowledge", "32 is the default");
        Guard.InRange(PrototypeCbr, 1e-3, 1, "channel bandwidth ratio of a prototype", "1/4 is usual");
        Guard.InRange(LeastGainDb, 0, 40, "least gain of a prototype in dB", "1 is usual");
    }
}
