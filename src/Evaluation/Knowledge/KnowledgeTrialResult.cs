namespace SemCom.Evaluation;

/// <summary>What a <see cref="KnowledgeTrial"/> found.</summary>
/// <param name="With">Records of all pictures with knowledge.</param>
/// <param name="Without">The same without it, for rising bandwidths.</param>
/// <param name="Prototypes">Prototypes that were learned.</param>
/// <param name="MulticastUses">Channel uses of what was sent to all receivers, answers included.</param>
public sealed record KnowledgeTrialResult(IReadOnlyList<QualityRecord> With, IReadOnlyList<IReadOnlyList<QualityRecord>> Without, int Prototypes, int MulticastUses)
{
    /// <summary>Channel uses of all pictures with knowledge, and of all that brought it there.</summary>
    public long Uses => MulticastUses + With.Sum(r => (long)r.Uses.Total);

    /// <summary>Those of them that brought knowledge: prototypes, questions and answers.</summary>
    public long KnowledgeUses => MulticastUses + With.Sum(r => (long)r.Uses.Knowledge);

    /// <summary>Mean PSNR with knowledge [dB].</summary>
    public double PsnrDb => With.Average(r => r.PsnrDb ?? 0);

    /// <summary>Channel uses and mean PSNR [dB] without knowledge, for rising bandwidths.</summary>
    public IReadOnlyList<(long Uses, double PsnrDb)> Curve => [.. Without.Select(records => (records.Sum(r => (long)r.Uses.Total), records.Average(r => r.PsnrDb ?? 0)))];

    /// <summary>Mean PSNR without knowledge at the same channel uses [dB]; null outside of what was measured.</summary>
    public double? PsnrDbAtEqualUses => RateCurve.QualityAt(Uses);

    /// <summary>Channel uses without knowledge at the same mean PSNR; null when it is higher than all that was measured, which says that more are needed than <see cref="Curve"/> ends with.</summary>
    public double? UsesAtEqualPsnr => RateCurve.RateAt(PsnrDb);

    private RateCurve RateCurve => new([.. Curve.Select(p => new RatePoint(p.Uses, p.PsnrDb))]);
}
