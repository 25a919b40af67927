namespace SemCom;

/// <summary>How a sender decides which patches of a picture refer to a prototype, and whether a scene is worth one.</summary>
public enum PatchGate
{
    /// <summary>A small network that was trained on transmissions: training/knowledge.</summary>
    Learned = 0,

    /// <summary>The best of four thresholds on variances by the planner's expected quality: a rival for the other.</summary>
    ClosedForm = 1,
}
