namespace SemCom;

/// <summary>What is meant in one picture.</summary>
/// <param name="Weights">What errors count.</param>
/// <param name="Region">The region itself, for reports.</param>
public sealed record RegionOfInterest(RegionWeights Weights, RegionMask Region);
