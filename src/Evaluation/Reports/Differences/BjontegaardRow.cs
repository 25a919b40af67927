namespace SemCom.Evaluation;

/// <summary>A system against the anchor at one channel and SNR.</summary>
/// <param name="System">The system.</param>
/// <param name="Channel">Channel specification.</param>
/// <param name="SnrDb">Es/N0 [dB].</param>
/// <param name="Scales">One for each of <see cref="QualityScale.Compared"/>.</param>
internal sealed record BjontegaardRow(string System, string Channel, double SnrDb, IReadOnlyList<BjontegaardCell> Scales);

/// <summary>The difference on one scale.</summary>
/// <param name="Delta">The difference, or why there is none.</param>
/// <param name="RatePercent">Its 95 % interval over pictures [%]; null where there are too few.</param>
internal sealed record BjontegaardCell(BjontegaardDelta Delta, Interval? RatePercent);
