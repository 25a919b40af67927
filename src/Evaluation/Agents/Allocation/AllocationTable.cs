namespace SemCom.Evaluation;

/// <summary>The result of a study.</summary>
/// <param name="Task">What was allocated.</param>
/// <param name="Unit">What a utility is the sum of, in words.</param>
/// <param name="Steps">Steps of environments that each policy learned from.</param>
/// <param name="Seeds">Seeds.</param>
/// <param name="Rows">Rivals, what was learned, and the bound as the last one.</param>
public sealed record AllocationTable(AllocationTask Task, string Unit, int Steps, int Seeds, IReadOnlyList<AllocationRow> Rows);
