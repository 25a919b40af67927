namespace SemCom;

/// <summary>
/// Looks again, closer, where a box is small: at the box and its surroundings, which the network then sees larger. Such a prompt costs a look of its own; all others ask the one look at the
/// whole picture.
/// </summary>
/// <param name="segmenter">What looks; it stays the caller's.</param>
public sealed class CloserSegmenter(IPromptableSegmenter segmenter) : IPromptableSegmenter
{
    /// <summary>Surroundings on each side, in longer sides of the box.</summary>
    private const double Margin = 0.7;

    /// <summary>Magnification from which a look of its own pays.</summary>
    private const double LeastMagnification = 1.2;

    /// <inheritdoc/>
    public ISegmentedPicture Look(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return new LookedAt(segmenter, picture, segmenter.Look(picture));
    }

    /// <summary>What is looked at for a prompt; null for the whole picture.</summary>
    internal static PictureBox? View(SegmentationPrompt prompt, int width, int height)
    {
        var meant = prompt.Points.Where(p => p.Kind != PromptKind.Negative).ToArray();
        if (!meant.Any(p => p.Kind == PromptKind.TopLeft))
            return null;
        var (left, top, right, bottom) = (meant.Min(p => p.X), meant.Min(p => p.Y), meant.Max(p => p.X), meant.Max(p => p.Y));
        var around = Margin * Math.Max(right - left, bottom - top);
        var (x, y) = ((int)Math.Max(0, left - around), (int)Math.Max(0, top - around));
        var view = new PictureBox(x, y, (int)Math.Min(width, Math.Ceiling(right + around)) - x, (int)Math.Min(height, Math.Ceiling(bottom + around)) - y);
        return LeastMagnification * Math.Max(view.Width, view.Height) <= Math.Max(width, height) ? view : null;
    }

    private sealed class LookedAt(IPromptableSegmenter segmenter, Picture picture, ISegmentedPicture whole) : ISegmentedPicture
    {
        public ImportanceMap? Importance => whole.Importance;

        public IReadOnlyList<MaskCandidate> Masks(SegmentationPrompt prompt)
        {
            ArgumentNullException.ThrowIfNull(prompt);
            prompt.CheckWithin(picture);
            if (View(prompt, picture.Width, picture.Height) is not { } view)
                return whole.Masks(prompt);
            var masks = segmenter.Look(picture.Part(view)).Masks(prompt.Within(view));
            return [.. masks.Select(m => new MaskCandidate(() => m.Mask.Placed(view.X, view.Y, picture.Width, picture.Height), m.Quality))];
        }
    }
}
