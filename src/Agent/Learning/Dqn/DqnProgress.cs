namespace SemCom;

/// <summary>What happened in some steps of DQN.</summary>
/// <param name="Steps">Steps of the environment so far.</param>
/// <param name="MeanReward">Mean reward of a member's step, random actions included.</param>
/// <param name="Episodes">Episodes that ended.</param>
/// <param name="MeanReturn">Mean sum of a member's rewards over those episodes; NaN if none ended.</param>
/// <param name="Loss">Mean Huber loss of the batches; NaN before learning begins.</param>
/// <param name="MeanValue">Mean value of the actions in those batches.</param>
/// <param name="Exploration">Share of random actions now.</param>
/// <param name="PriorScale">What the priors are multiplied with; 0 without priors.</param>
public sealed record DqnProgress(
    long Steps, double MeanReward, int Episodes, double MeanReturn, double Loss, double MeanValue, double Exploration, double PriorScale);
