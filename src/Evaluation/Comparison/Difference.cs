namespace SemCom.Evaluation;

/// <summary>How one quantity differs between two sets of results, over the same pairs.</summary>
public sealed record Difference
{
    /// <summary>Mean in the first.</summary>
    public required double First { get; init; }

    /// <summary>Mean in the second.</summary>
    public required double Second { get; init; }

    /// <summary>Mean of second − first.</summary>
    public required double Mean { get; init; }

    /// <summary>
    /// Lower end of the 95 % interval of <see cref="Mean"/>, of this point alone: by Student's paired t, for loss rates by Newcombe's method.
    /// Null where one observation is all there is.
    /// </summary>
    public double? Low95 { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public double? High95 { get; init; }

    /// <summary>Lower end of the paired bootstrap interval (BCa, 95 %); null for loss rates and for fewer than eight observations.</summary>
    public double? BootstrapLow95 { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public double? BootstrapHigh95 { get; init; }

    /// <summary>Two-sided probability of such a difference by chance: paired t, for losses the exact sign-flip test. Null where nothing can be
    /// tested: a single observation, or no loss that only one of them has.</summary>
    public double? PValue { get; init; }

    /// <summary>The same after Holm's correction over all points.</summary>
    public double? PHolm { get; init; }

    /// <summary>True when <see cref="PHolm"/> is below 0.05.</summary>
    public bool Significant { get; init; }
}
