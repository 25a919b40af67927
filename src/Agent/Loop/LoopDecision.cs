namespace SemCom;

/// <summary>What was decided about a picture.</summary>
/// <param name="Action">Number of the plan.</param>
/// <param name="Plan">The plan.</param>
/// <param name="By">Who decided, in a word or two.</param>
/// <param name="Observation">What the policy saw.</param>
/// <param name="Expected">What the plan is expected to cost and bring, if it arrives.</param>
public sealed record LoopDecision(int Action, AgentPlan Plan, string By, float[] Observation, Transmission Expected);
