namespace SemCom;

/// <summary>What a frame brought.</summary>
/// <param name="Reward">The intent's objective.</param>
/// <param name="PsnrDb">Of what the receiver shows against the picture of the moment [dB].</param>
/// <param name="FocusPsnrDb">The same inside what matters.</param>
/// <param name="Similarity">Semantic similarity of both.</param>
/// <param name="Cbr">Channel uses / source values.</param>
/// <param name="Energy">Energy spent, in pictures at 1/16 and nominal power.</param>
/// <param name="DelaySeconds">From capture until all had arrived [s]; 0 when nothing was sent.</param>
/// <param name="Fate">What became of it.</param>
public readonly record struct FrameResult(double Reward, double PsnrDb, double FocusPsnrDb, double Similarity, double Cbr, double Energy, double DelaySeconds, FrameFate Fate);
