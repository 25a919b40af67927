namespace SemCom;

/// <summary>What was done with a picture, and what became of it.</summary>
public sealed record ExecutionRecord
{
    /// <summary>What became of it.</summary>
    public required FrameFate Fate { get; init; }

    /// <summary>Channel uses that were sent, by purpose.</summary>
    public required UsesRecord Uses { get; init; }

    /// <summary>Channel uses / source values.</summary>
    public required double Cbr { get; init; }

    /// <summary>Energy spent, in pictures at 1/16 and nominal power.</summary>
    public required double Energy { get; init; }

    /// <summary>From capture until all had arrived [s].</summary>
    public required double DelaySeconds { get; init; }

    /// <summary>SNR that was planned for, the power included [dB]; 0 where nothing was sent.</summary>
    public required double PlanSnrDb { get; init; }

    /// <summary>True SNR at nominal power [dB]. For those who judge the run; the agent did not know it.</summary>
    public required double TrueSnrDb { get; init; }

    /// <summary>SNR that the receiver measured [dB]; null where it read no header.</summary>
    public double? EffectiveSnrDb { get; init; }

    /// <summary>Why it was lost; null where it was not.</summary>
    public string? Loss { get; init; }

    /// <summary>Charge of the battery afterwards, 0 to 1.</summary>
    public required double Battery { get; init; }
}
