namespace SemCom.Evaluation;

/// <summary>What happened after the channel had changed, in mean rewards of a frame.</summary>
/// <param name="Before">The policy on the channel that stays as it was, in the same frames.</param>
/// <param name="Frozen">The policy after the change, where nothing is learned.</param>
/// <param name="Learning">The policy that goes on learning, after its time to find back.</param>
/// <param name="Table">The table, after the change.</param>
/// <param name="Recovered">Share of what was lost that learning brings back.</param>
/// <param name="LongestBelow">Most frames in a row, after the change, in which the mean over 16 frames and all seeds was below the table's.</param>
/// <param name="Curve">Mean rewards over all seeds in parts of 25 frames: learning, frozen, table.</param>
public sealed record AgentShiftResult(double Before, double Frozen, double Learning, double Table, double Recovered, int LongestBelow, IReadOnlyList<AgentShiftPoint> Curve)
{
    /// <summary>The policy after the change, with a model of the link that was fitted to recordings of the new channel, of the very pictures that are sent.</summary>
    public double Informed { get; init; }

    /// <summary>Share that learning brings back of what that policy earns more: of the loss, this alone comes from not knowing the channel; the rest the channel takes from everybody.</summary>
    public double RecoveredOfPossible { get; init; }
}

/// <summary>Mean rewards of a part of the episodes.</summary>
/// <param name="Frame">Its first frame.</param>
/// <param name="Learning">The policy that goes on learning.</param>
/// <param name="Frozen">The policy that does not.</param>
/// <param name="Table">The table.</param>
public sealed record AgentShiftPoint(int Frame, double Learning, double Frozen, double Table);
