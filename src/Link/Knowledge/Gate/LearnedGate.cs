namespace SemCom.Knowledge;

/// <summary>
/// A small network tells the gain of each patch by referring; the gains of all that refer add up to the picture's. Those with a gain are one choice beside the thresholds of <see cref="ClosedFormGate"/>; the
/// planner takes one of them, and the network says what it is worth. Whether a scene is worth a prototype is a logistic function of what the picture of three frames ago would bring the present one, and what
/// share that is of what it brought the next one: scenes that go on losing move.
/// </summary>
internal sealed class LearnedGate(SemanticTransmitter transmitter) : IReferenceGate
{
    private static readonly float[] Teaching = GateTable.Read("teaching.csv")[0];

    /// <inheritdoc/>
    public ReferenceChoice? Choose(Picture picture, ulong key, Picture prototype, ReferenceBudget budget)
    {
        var gains = Gains(picture, prototype, budget);
        var sets = PatchReference.Choose(picture, prototype, ClosedFormGate.Shares).Prepend(Array.ConvertAll(gains, gain => gain > 0));
        return ReferenceChoices.Best(transmitter, picture, key, prototype, budget, sets, (refers, _, left) =>
            gains.Zip(refers, (gain, refer) => refer ? gain : 0).Average() + GateTable.Default.MessageWeight * Decibels.FromLinear((double)left / budget.Uses));
    }

    /// <inheritdoc/>
    public bool IsWorthTeaching(IReadOnlyList<Picture> pictures, ReferenceBudget budget, double leastGainDb)
    {
        var (first, last) = (Gain(pictures[1]), Gain(pictures[^1]));
        return last > leastGainDb && Teaching[0] + Teaching[1] * last + Teaching[2] * last / (first + 0.5) > 0;

        double Gain(Picture picture) => Gains(picture, pictures[0], budget).Average(gain => Math.Max(0.0, gain));
    }

    /// <summary>What a picture gains by each patch if all are like it and refer [dB].</summary>
    private static float[] Gains(Picture picture, Picture prototype, ReferenceBudget budget)
    {
        var features = PatchFeatures.Of(picture, prototype, budget.PlanSnrDb, (double)budget.Uses / picture.ValueCount);
        var gains = new float[features.Length / PatchFeatures.Count];
        for (var patch = 0; patch < gains.Length; patch++)
            gains[patch] = GateTable.Default.Gain(features.AsSpan(patch * PatchFeatures.Count, PatchFeatures.Count));
        return gains;
    }
}
