namespace SemCom.Knowledge;

/// <summary>
/// Patches refer where a small network expects that the picture gains by it; their gains add up to the picture's. Whether a scene is worth a prototype is a logistic function of what the
/// picture of three frames ago would bring the present one, and what share that is of what it brought the next one: scenes that go on losing move.
/// </summary>
internal sealed class LearnedGate : IReferenceGate
{
    private static readonly float[] Teaching = GateTable.Read("teaching.csv")[0];

    /// <inheritdoc/>
    public ReferenceChoice? Choose(Picture picture, ulong key, Picture prototype, ReferenceBudget budget)
    {
        var (refers, gain) = Decide(picture, prototype, budget);
        var message = new ReferenceMessage(key, refers);
        var left = budget.Left(message, picture);
        if (left < 1 || !refers.Contains(true))
            return null;
        var messageDb = GateTable.Default.MessageWeight * Decibels.FromLinear((double)left / budget.Uses);
        return new ReferenceChoice(message, PatchReference.Difference(picture, prototype, refers), budget.PlanFor(picture, left), gain + messageDb);
    }

    /// <inheritdoc/>
    public bool IsWorthTeaching(IReadOnlyList<Picture> pictures, ReferenceBudget budget, double leastGainDb)
    {
        var (first, last) = (Decide(pictures[1], pictures[0], budget).GainDb, Decide(pictures[^1], pictures[0], budget).GainDb);
        return last > leastGainDb && Teaching[0] + Teaching[1] * last + Teaching[2] * last / (first + 0.5) > 0;
    }

    private static (bool[] Refers, double GainDb) Decide(Picture picture, Picture prototype, ReferenceBudget budget)
    {
        var features = PatchFeatures.Of(picture, prototype, budget.PlanSnrDb, (double)budget.Uses / picture.ValueCount);
        var (refers, sum) = (new bool[features.Length / PatchFeatures.Count], 0.0);
        for (var patch = 0; patch < refers.Length; patch++)
        {
            var gain = GateTable.Default.Gain(features.AsSpan(patch * PatchFeatures.Count, PatchFeatures.Count));
            refers[patch] = gain > 0;
            sum += Math.Max(0, gain);
        }
        return (refers, sum / refers.Length);
    }
}
