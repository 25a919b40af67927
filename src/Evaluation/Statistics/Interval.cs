namespace SemCom.Evaluation;

/// <summary>A 95 % confidence interval.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct Interval(double Low, double High);
