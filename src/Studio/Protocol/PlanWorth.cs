namespace SemCom.Studio;

/// <summary>What a plan is worth by the agent's reckoning.</summary>
/// <param name="Plan">Name of the plan.</param>
/// <param name="Worth">Its worth.</param>
internal readonly record struct PlanWorth(string Plan, double Worth);
