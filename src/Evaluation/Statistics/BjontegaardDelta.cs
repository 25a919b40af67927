namespace SemCom.Evaluation;

/// <summary>How a system compares with an anchor on average.</summary>
internal sealed record BjontegaardDelta
{
    /// <summary>Rate at equal quality against the anchor's [%], negative where less is needed; null where <see cref="Reason"/> says why.</summary>
    public double? RatePercent { get; init; }

    /// <summary>Quality at equal rate minus the anchor's [dB]; null where the curves have no rate in common.</summary>
    public double? QualityDb { get; init; }

    /// <summary>The qualities over which the rates were averaged [dB].</summary>
    public (double Low, double High)? Quality { get; init; }

    /// <summary>Why there is no comparison, in words; null where there is one.</summary>
    public string? Reason { get; init; }
}
