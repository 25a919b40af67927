namespace SemCom;

/// <summary>Turns what somebody wants to see well into weights of a picture's pixels.</summary>
/// <param name="segmenter">Makes the segmenter when one is needed for the first time.</param>
public sealed class FocusFinder(Func<IPromptableSegmenter> segmenter)
{
    private readonly Lazy<IPromptableSegmenter> _segmenter = new(segmenter);

    /// <summary>What is meant in a picture.</summary>
    /// <exception cref="SemComException">It lies outside the picture, or is nothing or everything.</exception>
    public RegionOfInterest Find(Picture picture, PictureFocus focus)
    {
        ArgumentNullException.ThrowIfNull(picture);
        switch (focus)
        {
            case ObjectFocus at:
                return Of(ObjectAt(picture, at), focus.Weight);
            case BoxFocus { Box: var box }:
                return Of(RegionMask.FromBox(picture.Width, picture.Height, box), focus.Weight);
            case RegionFocus { Region: var region }:
                if ((region.Width, region.Height) != (picture.Width, picture.Height))
                    throw new SemComException($"focus: the mask must have the picture's size, {picture.Width}x{picture.Height} (was {region.Width}x{region.Height}); give one pixel for each");
                return Of(region, focus.Weight);
            case AutomaticFocus:
                var importance = _segmenter.Value.Look(picture).Importance
                    ?? throw new SemComException("focus: this segmenter tells no importance, so it cannot choose by itself; name a point or a box, or use SemCom's own segmenter");
                var mask = importance.ToMask();
                if (mask.Count == 0 || mask.Count == picture.Width * picture.Height)
                    throw new SemComException("focus: nothing stands out in this picture; name a point or a box, or send it without a focus");
                return new RegionOfInterest(RegionWeights.FromImportance(picture.Width, picture.Height, importance.Values, focus.Weight), mask);
            default:
                throw new ArgumentException($"there is no focus of type {focus?.GetType().Name ?? "null"}", nameof(focus));
        }
    }

    private static RegionOfInterest Of(RegionMask region, double weight) => new(RegionWeights.FromMask(region, weight), region);

    private RegionMask ObjectAt(Picture picture, ObjectFocus at)
    {
        var masks = _segmenter.Value.Look(picture).Masks(SegmentationPrompt.At(at.X, at.Y));
        return masks.Select(m => m.Mask).FirstOrDefault(m => m.Count > 0 && m.Count < m.Width * m.Height)
            ?? throw new SemComException($"focus: nothing was found at {at.X},{at.Y}; name another point, or a box");
    }
}
