namespace SemCom;

/// <summary>When a policy that learns in use gives way to the baseline, and for how long.</summary>
public sealed record SafetyOptions
{
    /// <summary>Frames whose mean gain is looked at, 2 to 1000. <value>The default value is 16.</value></summary>
    public int Window { get; init; } = 16;

    /// <summary>Frames in a row with a mean gain below zero after which the baseline takes over, 1 to 1000. <value>The default value is 16.</value></summary>
    public int Patience { get; init; } = 16;

    /// <summary>
    /// What the policy may cost: the baseline takes over when the policy has earned so much less than it since it was last level, 1e-6 to 1,000,000 in reward, and not before; null to look at means over the
    /// window instead. For policies that save now to earn later, as with a battery. <value>The default value is null.</value>
    /// </summary>
    public double? Budget { get; init; }

    /// <summary>One frame of so many is the baseline's even while the policy is trusted, at a random place, 2 to 1000: the control. <value>The default value is 6.</value></summary>
    public int ControlEvery { get; init; } = 6;

    /// <summary>Baseline frames by which the predictions are calibrated, 2 to 1000. <value>The default value is 8.</value></summary>
    public int Calibration { get; init; } = 8;

    /// <summary>Standard errors of the calibration that are added to what the baseline would have earned, 0 to 10. <value>The default value is 1.</value></summary>
    public double Caution { get; init; } = 1;

    /// <summary>Frames in which predictions of the baseline are supposed to have been right before any was calibrated: with many, own predictions are believed. <value>The default value is 0.</value></summary>
    public int Belief { get; init; }

    /// <summary>Frames that the baseline acts at first and after the first failure, <see cref="Window"/> + 1 or more; doubled by each failure. <value>The default value is 32.</value></summary>
    public int FirstHold { get; init; } = 32;

    /// <summary>Whether the policy acts from the beginning, where predictions of the baseline can be believed; otherwise the baseline does, for a hold. <value>The default value is false.</value></summary>
    public bool BeginsTrusted { get; init; }

    /// <summary>Most frames that the baseline acts before another try. <value>The default value is 4096.</value></summary>
    public int MaxHold { get; init; } = 4096;

    /// <summary>Probability of a try in each frame after that, above 0 to 1; an eighth of it while the predictions speak against the policy. <value>The default value is 0.1.</value></summary>
    public double TryProbability { get; init; } = 0.1;

    internal void Check()
    {
        Guard.InRange(Window, 2, 1000, "safety: window", "use 16");
        Guard.InRange(Patience, 1, 1000, "safety: patience", "use 16");
        Guard.InRange(ControlEvery, 2, 1000, "safety: frames between controls", "use 6");
        Guard.InRange(Calibration, 2, 1000, "safety: frames of calibration", "use 8");
        Guard.InRange(Caution, 0, 10, "safety: caution", "use 1");
        Guard.InRange(Budget ?? 1, 1e-6, 1_000_000, "safety: budget", "use 6, in reward");
        Guard.InRange(Belief, 0, 1_000_000, "safety: belief in predictions", "use 0");
        Guard.InRange(FirstHold, Math.Max(Window, Calibration) + 1, 1_000_000, "safety: first hold", "make it longer than the window and the calibration");
        Guard.InRange(MaxHold, FirstHold, int.MaxValue / 2, "safety: longest hold", "use 4096, and no less than the first");
        Guard.InRange(TryProbability, 1e-6, 1, "safety: probability of a try", "use 0.1");
    }
}
