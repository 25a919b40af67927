namespace SemCom.Evaluation;

/// <summary>One policy in a study.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Mean">Mean utility over the seeds.</param>
/// <param name="HalfWidth">Half width of its 95 % interval (Student's t over seeds); null for one seed.</param>
/// <param name="Share">Its mean / that of the bound.</param>
/// <param name="LearnedGain">What was learned minus this one, on average over the seeds.</param>
/// <param name="GainHalfWidth">Half width of the 95 % interval of that, paired by seeds; null for one seed.</param>
public sealed record AllocationRow(string Name, double Mean, double? HalfWidth, double Share, double LearnedGain, double? GainHalfWidth);
