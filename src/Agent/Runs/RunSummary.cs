namespace SemCom;

/// <summary>A run in numbers.</summary>
/// <param name="Pictures">Pictures of the stream.</param>
/// <param name="Sent">Those of which something was sent.</param>
/// <param name="Lost">Those of which it could not be read.</param>
/// <param name="Reward">Mean reward.</param>
/// <param name="PsnrDb">Mean PSNR of what was shown [dB].</param>
/// <param name="Similarity">Mean semantic similarity.</param>
/// <param name="Cbr">Mean channel uses / source values.</param>
/// <param name="Energy">Mean energy, in pictures at 1/16 and nominal power.</param>
/// <param name="PsnrErrorDb">Mean absolute difference of predicted and achieved PSNR, of those that arrived in time [dB]; null for none.</param>
/// <param name="SimilarityError">The same of semantic similarity.</param>
/// <param name="PredictedLost">How many of those sent were expected to be lost.</param>
public sealed record RunSummary(int Pictures, int Sent, int Lost, double Reward, double PsnrDb, double Similarity, double Cbr, double Energy, double? PsnrErrorDb, double? SimilarityError, double PredictedLost)
{
    /// <summary>Sums a run up.</summary>
    public static RunSummary Of(IReadOnlyList<DecisionRecord> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        if (decisions.Count == 0)
            return new RunSummary(0, 0, 0, 0, 0, 0, 0, 0, null, null, 0);
        var sent = decisions.Where(record => record.Executed.Fate is FrameFate.Arrived or FrameFate.Late or FrameFate.Lost).ToList();
        var arrived = decisions.Where(record => record.Executed.Fate == FrameFate.Arrived).ToList();
        return new RunSummary(decisions.Count, sent.Count, sent.Count(record => record.Executed.Fate == FrameFate.Lost),
            decisions.Average(record => record.Achieved.Reward), decisions.Average(record => record.Achieved.PsnrDb), decisions.Average(record => record.Achieved.Similarity),
            decisions.Average(record => record.Executed.Cbr), decisions.Average(record => record.Executed.Energy),
            arrived.Count == 0 ? null : arrived.Average(record => Math.Abs(record.Achieved.PsnrDb - Chosen(record).PsnrDb)),
            arrived.Count == 0 ? null : arrived.Average(record => Math.Abs(record.Achieved.Similarity - Chosen(record).Similarity)),
            sent.Sum(record => Chosen(record).LossRate));
    }

    /// <summary>What was expected of the plan that was chosen.</summary>
    public static PlanRecord Chosen(DecisionRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Plans.First(plan => plan.Action == record.Action);
    }
}
