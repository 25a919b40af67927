namespace SemCom.Evaluation;

/// <summary>What <see cref="KnowledgePlaces"/> found.</summary>
/// <param name="Kept">Each place by one link that remembers.</param>
/// <param name="Fresh">The same by a new link and empty stores.</param>
/// <param name="Scores">Transfer and forgetting, in dB of PSNR gained.</param>
/// <param name="Prototypes">Prototypes at the end.</param>
public sealed record KnowledgePlacesResult(IReadOnlyList<KnowledgePhase> Kept, IReadOnlyList<KnowledgePhase> Fresh, ContinualScores Scores, int Prototypes)
{
    /// <summary>Channel uses that memory saves.</summary>
    public long SavedUses => Fresh.Sum(phase => phase.Uses) - Kept.Sum(phase => phase.Uses);
}
