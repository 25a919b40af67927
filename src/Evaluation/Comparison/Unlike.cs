namespace SemCom.Evaluation;

/// <summary>Conditions that make pairs unlike each other although source, seed and point are the same.</summary>
internal static class Unlike
{
    /// <summary>One sentence for each condition that differs somewhere.</summary>
    public static IReadOnlyList<string> Remarks(IReadOnlyList<RecordPair> pairs) =>
    [
        .. Remark(pairs.Count(p => p.First.Genie != p.Second.Genie), "only one of the receivers was given the true channel (--genie)"),
        .. Remark(pairs.Count(p => p.First.PlanSnrDb != p.Second.PlanSnrDb), "the transmitters planned for different SNRs (--plan-snr-db)"),
        .. Remark(pairs.Count(p => Math.Abs(p.First.Cbr / p.Second.Cbr - 1) > 0.02), "the channel uses differ by more than 2 %"),
    ];

    private static IEnumerable<string> Remark(int count, string text) => count > 0 ? [$"{text}: {count} pair{(count == 1 ? "" : "s")}"] : [];
}
