namespace SemCom.Evaluation;

/// <summary>How good a policy was while it learned.</summary>
/// <param name="Steps">Pictures that it had learned from.</param>
/// <param name="Reward">Its mean reward of a picture on episodes that are the same for all points and not learned from.</param>
public sealed record LearningPoint(long Steps, double Reward);
