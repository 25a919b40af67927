namespace SemCom;

/// <summary>
/// A set of masks without any prompt: a point is asked for in each cell of a grid, doubtful readings are left out, and of those that overlap much only the best is kept
/// (as Segment Anything's automatic mask generator does).
/// </summary>
public static class AutomaticMasks
{
    /// <summary>Masks of a picture, the best first.</summary>
    /// <param name="picture">What a segmenter looked at.</param>
    /// <param name="width">The picture's pixels in a row.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="options">How many points, and which masks are kept; the defaults when null.</param>
    public static IReadOnlyList<MaskCandidate> Of(ISegmentedPicture picture, int width, int height, AutomaticMaskOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        options ??= new AutomaticMaskOptions();
        options.Check();
        var candidates = new List<MaskCandidate>();
        for (var row = 0; row < options.PointsPerSide; row++)
        {
            for (var column = 0; column < options.PointsPerSide; column++)
            {
                var (x, y) = ((2 * column + 1) * width / (2 * options.PointsPerSide), (2 * row + 1) * height / (2 * options.PointsPerSide));
                candidates.AddRange(picture.Masks(SegmentationPrompt.At(x, y)).Where(m => m.Quality >= options.MinQuality && m.Mask.Share >= options.MinShare));
            }
        }
        var kept = new List<MaskCandidate>();
        foreach (var candidate in candidates.OrderByDescending(m => m.Quality))
        {
            if (kept.TrueForAll(k => k.Mask.Overlap(candidate.Mask) < options.MaxOverlap))
                kept.Add(candidate);
        }
        return kept;
    }
}
