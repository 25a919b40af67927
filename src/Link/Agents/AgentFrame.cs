namespace SemCom;

/// <summary>One picture of a stream that an agent sent.</summary>
/// <param name="Record">The decision and what came of it.</param>
/// <param name="Shown">What the receiver shows afterwards; flat grey before anything has arrived.</param>
public sealed record AgentFrame(DecisionRecord Record, Picture Shown);
