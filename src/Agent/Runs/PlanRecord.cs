namespace SemCom;

/// <summary>What was expected of a plan.</summary>
/// <param name="Action">Its number.</param>
/// <param name="Plan">Its name.</param>
/// <param name="Worth">Expected reward of the frame, and of what stands after it.</param>
/// <param name="Reward">Expected reward of the frame alone.</param>
/// <param name="PsnrDb">What is shown if it arrives [dB].</param>
/// <param name="Similarity">Its semantic similarity.</param>
/// <param name="LossRate">How likely it is lost.</param>
/// <param name="Cbr">Channel uses / source values.</param>
/// <param name="PowerDb">Transmit power against the nominal one [dB].</param>
/// <param name="Energy">Energy, in pictures at 1/16 and nominal power.</param>
/// <param name="DelaySeconds">From capture until all has arrived [s].</param>
public sealed record PlanRecord(int Action, string Plan, double Worth, double Reward, double PsnrDb, double Similarity, double LossRate, double Cbr, double PowerDb, double Energy, double DelaySeconds);
