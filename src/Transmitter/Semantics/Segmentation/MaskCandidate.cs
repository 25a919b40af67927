namespace SemCom;

/// <summary>One reading of a prompt. Its mask is brought to the picture's size when it is first looked at.</summary>
public sealed class MaskCandidate
{
    private readonly Lazy<RegionMask> _mask;

    /// <summary>Takes a mask as it is.</summary>
    /// <param name="mask">The pixels.</param>
    /// <param name="quality">Intersection over union with what is meant, as the segmenter expects it, 0..1.</param>
    public MaskCandidate(RegionMask mask, double quality)
        : this(() => mask, quality)
    {
    }

    internal MaskCandidate(Func<RegionMask> mask, double quality) => (_mask, Quality) = (new Lazy<RegionMask>(mask), quality);

    /// <summary>The pixels.</summary>
    public RegionMask Mask => _mask.Value;

    /// <summary>Intersection over union with what is meant, as the segmenter expects it, 0..1.</summary>
    public double Quality { get; }
}
