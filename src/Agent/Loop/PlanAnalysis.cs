namespace SemCom;

/// <summary>What the model expects of one plan.</summary>
/// <param name="Worth">Expected reward of the frame and of what stands after it.</param>
/// <param name="Reward">Expected reward of the frame alone.</param>
/// <param name="LossRate">How likely the frame is lost.</param>
/// <param name="PsnrDb">What is shown if it arrives [dB].</param>
/// <param name="Cbr">Channel uses / source values.</param>
public readonly record struct PlanAnalysis(double Worth, double Reward, double LossRate, double PsnrDb, double Cbr);
