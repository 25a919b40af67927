namespace SemCom.Evaluation;

/// <summary>
/// A system at a point, beside what another brings for the same channel uses and takes for the same PSNR, between its bandwidths linear in the logarithm of the uses. Only transmissions count that the
/// system and the other at every bandwidth have.
/// </summary>
/// <param name="System">The system.</param>
/// <param name="Against">The other.</param>
/// <param name="Channel">Channel specification.</param>
/// <param name="SnrDb">Es/N0 [dB].</param>
/// <param name="CbrAsked">The CBR that the system was asked for.</param>
/// <param name="N">Transmissions.</param>
/// <param name="Uses">Channel uses of all of them.</param>
/// <param name="KnowledgeUses">Those of them that brought knowledge.</param>
/// <param name="PsnrDb">Mean PSNR [dB].</param>
/// <param name="PsnrDbAtEqualUses">Mean PSNR of the other in as many channel uses [dB]; null outside of its bandwidths.</param>
/// <param name="UsesAtEqualPsnr">Channel uses of the other for this PSNR; null outside of what it reaches.</param>
public sealed record EqualCost(
    string System, string Against, string Channel, double SnrDb, double CbrAsked, int N, long Uses, long KnowledgeUses, double PsnrDb, double? PsnrDbAtEqualUses, double? UsesAtEqualPsnr);
