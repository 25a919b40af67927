namespace SemCom.Evaluation;

/// <summary>What two sets of results differ in at a point, or over several.</summary>
/// <param name="Pairs">Transmissions that both have.</param>
/// <param name="Sources">Sources among them; a sequence is one.</param>
/// <param name="PsnrDb">PSNR [dB], over the pairs with two finite ones; null if there are none.</param>
/// <param name="MsSsim">MS-SSIM; null if no picture is large enough for it.</param>
/// <param name="LossRate">Share of frames that were lost, 0..1.</param>
/// <param name="PerceptualDistance">Perceptual distance, lower is better; null where not both results have it.</param>
/// <param name="SemanticSimilarity">Semantic similarity; null where not both results have it.</param>
public sealed record PairedDifferences(
    int Pairs, int Sources, Difference? PsnrDb, Difference? MsSsim, Difference? LossRate, Difference? PerceptualDistance = null, Difference? SemanticSimilarity = null);
