namespace SemCom;

/// <summary>What the receiver shows, against the picture of the moment.</summary>
/// <param name="PsnrDb">PSNR [dB].</param>
/// <param name="FocusPsnrDb">PSNR inside what matters [dB].</param>
/// <param name="Similarity">Semantic similarity, 0 to 1.</param>
/// <param name="Reward">The intent's objective.</param>
/// <param name="Worth">That, and what the sender believes to stand after it.</param>
public sealed record AchievementRecord(double PsnrDb, double FocusPsnrDb, double Similarity, double Reward, double Worth);
