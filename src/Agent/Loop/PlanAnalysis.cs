namespace SemCom;

/// <summary>What the model expects of one plan.</summary>
/// <param name="Worth">Expected reward of the frame and of what stands after it.</param>
/// <param name="Reward">Expected reward of the frame alone.</param>
/// <param name="LossRate">How likely the frame is lost.</param>
/// <param name="PsnrDb">What is shown if it arrives [dB].</param>
/// <param name="Cbr">Channel uses / source values.</param>
public readonly record struct PlanAnalysis(double Worth, double Reward, double LossRate, double PsnrDb, double Cbr)
{
    /// <summary>Semantic similarity of what is shown if it arrives.</summary>
    public double Similarity { get; init; }

    /// <summary>Energy spent if it is sent, in pictures at 1/16 and nominal power.</summary>
    public double Energy { get; init; }

    /// <summary>From capture until all has arrived [s].</summary>
    public double DelaySeconds { get; init; }

    /// <summary>What becomes of it by the rules, unless the channel loses it.</summary>
    public FrameFate Fate { get; init; }
}
