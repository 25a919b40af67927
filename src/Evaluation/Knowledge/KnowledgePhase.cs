namespace SemCom.Evaluation;

/// <summary>The pictures of one place.</summary>
/// <param name="Pictures">How many were sent.</param>
/// <param name="Uses">Channel uses of all.</param>
/// <param name="KnowledgeUses">Those that brought knowledge.</param>
/// <param name="PsnrDb">Mean PSNR [dB].</param>
public sealed record KnowledgePhase(int Pictures, long Uses, long KnowledgeUses, double PsnrDb);
