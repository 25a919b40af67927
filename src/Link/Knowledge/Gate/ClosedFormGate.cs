namespace SemCom.Knowledge;

/// <summary>Patches whose difference varies less than a share of what they themselves do; of some shares the one with the best expected quality.</summary>
internal sealed class ClosedFormGate(SemanticTransmitter transmitter) : IReferenceGate
{
    /// <summary>The shares.</summary>
    public static readonly double[] Shares = [double.PositiveInfinity, 1, 0.5, 0.25];

    /// <summary>How much a picture from some frames ago must have helped, in units of the least gain.</summary>
    private const double WatchedGain = 2;

    /// <inheritdoc/>
    public ReferenceChoice? Choose(Picture picture, ulong key, Picture prototype, ReferenceBudget budget)
    {
        var plain = transmitter.ExpectedQuality(picture, budget.PlanFor(picture, budget.Uses), isSealed: false);
        return ReferenceChoices.Best(transmitter, picture, key, prototype, budget, PatchReference.Choose(picture, prototype, Shares), (_, quality, _) => quality - plain);
    }

    /// <inheritdoc/>
    public bool IsWorthTeaching(IReadOnlyList<Picture> pictures, ReferenceBudget budget, double leastGainDb) =>
        Choose(pictures[^1], 0, pictures[0], budget)?.GainDb > WatchedGain * leastGainDb;
}
