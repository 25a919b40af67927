namespace SemCom;

/// <summary>How well a model of the link predicts recorded transmissions.</summary>
/// <param name="ErrorDb">Root mean square of the error in PSNR, of those that arrived [dB].</param>
/// <param name="Similarity">Root mean square of the error in semantic similarity.</param>
/// <param name="LossEntropy">Mean −log₂ of the probability that was given to what happened, lost or not [bits].</param>
/// <param name="LossPrior">The same for somebody who knows only the share of all that are lost [bits].</param>
public sealed record TwinFit(double ErrorDb, double Similarity, double LossEntropy, double LossPrior);
