namespace SemCom.Evaluation;

/// <summary>What one finished transmission left behind; one line of <c>results.jsonl</c>.</summary>
/// <param name="Job">Place in the results.</param>
/// <param name="Record">The record.</param>
/// <param name="Notices">Remarks, or null.</param>
internal sealed record SweepOutcome(int Job, QualityRecord Record, IReadOnlyList<string>? Notices);
