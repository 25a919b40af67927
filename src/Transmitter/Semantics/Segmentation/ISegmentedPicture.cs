namespace SemCom;

/// <summary>A picture that a segmenter has looked at.</summary>
public interface ISegmentedPicture
{
    /// <summary>What stands out without any prompt; null where the segmenter cannot tell.</summary>
    ImportanceMap? Importance { get; }

    /// <summary>Readings of a prompt, the one with the highest expected quality first. Masks may be empty.</summary>
    /// <exception cref="SemComException">The prompt reaches outside the picture.</exception>
    IReadOnlyList<MaskCandidate> Masks(SegmentationPrompt prompt);
}
