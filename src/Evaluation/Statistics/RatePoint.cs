namespace SemCom.Evaluation;

/// <summary>One point of a curve of quality over rate.</summary>
/// <param name="Rate">Anything that is paid for, above 0: bits, or channel uses.</param>
/// <param name="Quality">Quality [dB].</param>
internal readonly record struct RatePoint(double Rate, double Quality);
