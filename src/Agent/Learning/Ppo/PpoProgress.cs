namespace SemCom;

/// <summary>What happened in one iteration of PPO: some steps, then an update.</summary>
/// <param name="Steps">Steps of environments so far.</param>
/// <param name="MeanReward">Mean reward of a member's step in this iteration.</param>
/// <param name="Episodes">Episodes that ended in this iteration.</param>
/// <param name="MeanReturn">Mean sum of a member's rewards over those episodes; NaN if none ended.</param>
/// <param name="Entropy">Mean entropy of the policy, in nats.</param>
/// <param name="Divergence">Estimate of KL(old ‖ new) in the last epoch, in nats: mean of r − 1 − ln r.</param>
/// <param name="ClipShare">Share of steps in the last epoch whose ratio was clipped.</param>
/// <param name="ExplainedVariance">1 − var(return − value) / var(return): 1 for a perfect value network, 0 for one that knows nothing.</param>
/// <param name="PriorScale">What the priors are multiplied with; 0 without priors.</param>
public sealed record PpoProgress(
    long Steps, double MeanReward, int Episodes, double MeanReturn, double Entropy, double Divergence, double ClipShare, double ExplainedVariance, double PriorScale);
