namespace SemCom;

/// <summary>What follows the actions of a team.</summary>
/// <param name="Observations">What each member sees next.</param>
/// <param name="Rewards">What each member earned, with its share of what the team earned.</param>
/// <param name="Terminated">The task has come to an end of its own.</param>
/// <param name="Truncated">The episode was cut off.</param>
/// <param name="Info">Named numbers for traces.</param>
public sealed record TeamStepResult(float[][] Observations, double[] Rewards, bool Terminated, bool Truncated, IReadOnlyDictionary<string, double> Info);
