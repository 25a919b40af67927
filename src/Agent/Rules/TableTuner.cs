namespace SemCom;

/// <summary>
/// Finds the best threshold table for episodes: the plans of the intervals are changed one after another, each to the one with the highest total reward, until nothing changes; the first table does the best one thing everywhere.
/// </summary>
/// <param name="play">Total reward of a table over the episodes to tune for.</param>
/// <param name="actions">Plans that there are.</param>
public sealed class TableTuner(Func<ThresholdTable, double> play, int actions)
{
    private const int MaxRounds = 4;

    /// <summary>Thresholds between which tables choose [dB].</summary>
    public static IReadOnlyList<double> ThresholdsDb { get; } = [0, 3, 6, 9, 12, 15, 18];

    /// <summary>Tunes.</summary>
    /// <param name="progress">Is told the share that is done, at least.</param>
    public ThresholdTable Tune(IProgress<double>? progress = null)
    {
        var (table, best) = BestConstant();
        var intervals = ThresholdsDb.Count + 1;
        for (var round = 0; round < MaxRounds; round++)
        {
            var before = best;
            for (var interval = 0; interval < intervals; interval++)
            {
                for (var action = 0; action < actions; action++)
                {
                    var tried = With(table, interval, action);
                    var reward = play(tried);
                    if (reward > best)
                        (table, best) = (tried, reward);
                }
                progress?.Report((round * intervals + interval + 1.0) / (MaxRounds * intervals));
            }
            if (best <= before)
                break;
        }
        progress?.Report(1);
        return table;
    }

    private (ThresholdTable Table, double Reward) BestConstant() =>
        Enumerable.Range(0, actions).Select(action => new ThresholdTable(ThresholdsDb, [.. Enumerable.Repeat(action, ThresholdsDb.Count + 1)])).Select(table => (table, play(table))).MaxBy(pair => pair.Item2);

    private static ThresholdTable With(ThresholdTable table, int interval, int action)
    {
        var plans = table.PlanOf.ToArray();
        plans[interval] = action;
        return new ThresholdTable(table.ThresholdsDb, plans);
    }
}
