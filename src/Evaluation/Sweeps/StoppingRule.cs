namespace SemCom.Evaluation;

/// <summary>
/// When a point has enough seeds: the pictures are taken as they are, so that each seed gives one mean over them, and the 95 % interval of the mean of these
/// means (Student's t) must be narrow enough for every system at the point. All systems at a point keep the same seeds, so that they can still be compared in pairs.
/// </summary>
/// <remarks>
/// The rule looks again after every round of seeds and stops at the first that pleases it, so that spreads that happen to be small stop early: intervals come
/// out a little too narrow and cover the truth less often than in 95 % of cases, which vanishes as the width goes to 0 (Y. S. Chow, H. Robbins, Ann. Math.
/// Stat. 36, 1965). Means of normal data keep no systematic error, others a small one.
/// </remarks>
internal static class StoppingRule
{
    /// <summary>True when PSNR, or of speech SI-SDR, is known well enough.</summary>
    /// <param name="records">All records of one system at the point, seeds not yet complete left out.</param>
    /// <param name="halfWidthDb">Largest half width of the interval [dB].</param>
    public static bool IsMet(IReadOnlyCollection<QualityRecord> records, double halfWidthDb) => HalfWidthDb(records) is not { } half || half <= halfWidthDb;

    /// <summary>Half width of the interval over seeds at fixed pictures [dB]; null where fewer than two seeds have a picture in common.</summary>
    public static double? HalfWidthDb(IReadOnlyCollection<QualityRecord> records)
    {
        var seeds = records.Select(r => r.Seed).Distinct().Count();
        var complete = records.Where(r => Of(r) is not null).GroupBy(r => r.Source, StringComparer.Ordinal).Where(g => g.Count() == seeds).SelectMany(g => g);
        return Means.HalfWidth([.. complete.GroupBy(r => r.Seed).OrderBy(g => g.Key).Select(g => g.Average(r => Of(r)!.Value))]);
    }

    private static double? Of(QualityRecord record) => record.PsnrDb ?? record.SiSdrDb;
}
