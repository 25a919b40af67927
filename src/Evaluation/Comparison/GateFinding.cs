namespace SemCom.Evaluation;

/// <summary>Something that got worse.</summary>
/// <param name="System">System.</param>
/// <param name="Point">Where, or null for all points of the system together.</param>
/// <param name="Quantity">"psnrDb" or "lossRate".</param>
/// <param name="Difference">Current − baseline.</param>
/// <param name="PHolm">
/// One-sided probability that it did not get worse than tolerated, after Holm's correction; null where a single observation decided.
/// </param>
public sealed record GateFinding(string System, ResultPoint? Point, string Quantity, Difference Difference, double? PHolm);
