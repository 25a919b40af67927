namespace SemCom.Agents;

/// <summary>One step that is learned from.</summary>
/// <param name="Action">What was done.</param>
/// <param name="LogProbability">ln of its probability at that time.</param>
/// <param name="Advantage">How much more it earned than expected.</param>
internal readonly record struct PpoStep(int Action, float LogProbability, float Advantage);

/// <summary>Loss of one step, and what is reported.</summary>
/// <param name="Loss">Of the policy, entropy bonus included.</param>
/// <param name="Entropy">Of the policy, in nats.</param>
/// <param name="Divergence">r − 1 − ln r.</param>
/// <param name="Clipped">Whether the ratio left its range.</param>
internal readonly record struct PpoStepLoss(float Loss, float Entropy, float Divergence, bool Clipped);
