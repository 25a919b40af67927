namespace SemCom.Evaluation;

/// <summary>
/// Holm's correction for many tests at once: S. Holm, Scandinavian Journal of Statistics 6 (1979), 65–70. With it the probability that
/// even one of the true hypotheses is rejected stays below the level, whatever the dependence between the tests.
/// </summary>
internal static class Holm
{
    /// <summary>Level below which a corrected probability counts as significant.</summary>
    public const double Level = 0.05;

    /// <summary>The corrected probabilities, in the given order; null where there was no test, which does not count.</summary>
    public static double?[] Adjust(IReadOnlyList<double?> probabilities)
    {
        var adjusted = new double?[probabilities.Count];
        var order = Enumerable.Range(0, adjusted.Length).Where(i => probabilities[i] is not null).OrderBy(i => probabilities[i]).ToArray();
        var largest = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - rank) * probabilities[order[rank]]!.Value));
            adjusted[order[rank]] = largest;
        }
        return adjusted;
    }
}
