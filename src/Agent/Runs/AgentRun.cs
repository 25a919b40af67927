namespace SemCom;

/// <summary>A run with all its decisions.</summary>
/// <param name="Header">Conditions.</param>
/// <param name="Decisions">In their order.</param>
public sealed record AgentRun(RunHeader Header, IReadOnlyList<DecisionRecord> Decisions);
