namespace SemCom;

/// <summary>What follows an action, in Gymnasium's words.</summary>
/// <param name="Observation">What is seen next.</param>
/// <param name="Reward">What the action earned.</param>
/// <param name="Terminated">The task has come to an end of its own; nothing can be earned after it.</param>
/// <param name="Truncated">The episode was cut off; more could have been earned.</param>
/// <param name="Info">Named numbers for traces; policies do not see them.</param>
public sealed record StepResult(float[] Observation, double Reward, bool Terminated, bool Truncated, IReadOnlyDictionary<string, double> Info);
