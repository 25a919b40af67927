namespace SemCom.Evaluation;

/// <summary>A transmission that is to be explained.</summary>
/// <param name="Record">Its record.</param>
/// <param name="Original">What was sent.</param>
/// <param name="Result">What arrived.</param>
public sealed record Exposition(QualityRecord Record, Picture Original, SystemResult Result);
