namespace SemCom.Knowledge;

/// <summary>Of several sets of patches that could refer, the one with the best expected quality.</summary>
internal static class ReferenceChoices
{
    /// <summary>Tries all sets; null where none leaves room for a frame.</summary>
    /// <param name="transmitter">Expects the quality of frames.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="key">The prototype's key.</param>
    /// <param name="prototype">The prototype.</param>
    /// <param name="budget">Channel uses, and what they are planned for.</param>
    /// <param name="sets">The patches that refer; one for each patch.</param>
    /// <param name="gainDb">What a set gains over sending the picture as it is [dB], by the set, the quality expected of it and the channel uses that are left for its frame.</param>
    public static ReferenceChoice? Best(SemanticTransmitter transmitter, Picture picture, ulong key, Picture prototype, ReferenceBudget budget, IEnumerable<bool[]> sets, Func<bool[], double, int, double> gainDb)
    {
        var (most, best) = (double.NegativeInfinity, (ReferenceChoice?)null);
        foreach (var refers in sets)
        {
            var message = new ReferenceMessage(key, refers);
            var left = budget.Left(message, picture);
            if (left < 1 || !refers.Contains(true))
                continue;
            var (difference, plan) = (PatchReference.Difference(picture, prototype, refers), budget.PlanFor(picture, left));
            var quality = transmitter.ExpectedQuality(difference, plan, isSealed: false);
            if (quality > most)
                (most, best) = (quality, new ReferenceChoice(message, difference, plan, gainDb(refers, quality, left)));
        }
        return best;
    }
}
