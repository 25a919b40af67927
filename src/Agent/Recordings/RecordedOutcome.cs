namespace SemCom;

/// <summary>What became of one transmission, or of several on average.</summary>
/// <param name="ErrorDb">Mean squared error of the picture shown (0..255 scale, squared), in dB; of a lost one not used.</param>
/// <param name="FocusErrorDb">The same inside what matters.</param>
/// <param name="Similarity">Semantic similarity, 0..1.</param>
/// <param name="LossRate">1 when it was lost; of several, and between recorded points, the share that is.</param>
public readonly record struct RecordedOutcome(float ErrorDb, float FocusErrorDb, float Similarity, float LossRate)
{
    /// <summary>Nothing can be read.</summary>
    public static RecordedOutcome Lost { get; } = new(0, 0, 0, 1);

    /// <summary>The mean of those that arrived, and the share of those that did not.</summary>
    public static RecordedOutcome Mean(ReadOnlySpan<RecordedOutcome> outcomes)
    {
        double error = 0, focus = 0, similarity = 0, arrived = 0;
        foreach (var one in outcomes)
        {
            var weight = 1 - one.LossRate;
            (error, focus, similarity, arrived) = (error + weight * one.ErrorDb, focus + weight * one.FocusErrorDb, similarity + weight * one.Similarity, arrived + weight);
        }
        return arrived <= 0 ? Lost : new RecordedOutcome((float)(error / arrived), (float)(focus / arrived), (float)(similarity / arrived), (float)(1 - arrived / outcomes.Length));
    }
}
