namespace SemCom;

/// <summary>One reading of a prompt.</summary>
/// <param name="Mask">The pixels.</param>
/// <param name="Quality">Intersection over union with what is meant, as the segmenter expects it, 0..1.</param>
public sealed record MaskCandidate(RegionMask Mask, double Quality);
