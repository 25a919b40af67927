namespace SemCom;

/// <summary>How <see cref="AutomaticMasks"/> looks for masks.</summary>
public sealed record AutomaticMaskOptions
{
    /// <summary>Points along each side of the grid, 1..64. The default is 8.</summary>
    public int PointsPerSide { get; init; } = 8;

    /// <summary>Least expected quality of a mask, 0..1. The default is 0.5.</summary>
    public double MinQuality { get; init; } = 0.5;

    /// <summary>Least share of the picture, 0..1. The default is 0.002.</summary>
    public double MinShare { get; init; } = 0.002;

    /// <summary>Intersection over union from which two masks count as the same, above 0 and at most 1. The default is 0.7.</summary>
    public double MaxOverlap { get; init; } = 0.7;

    internal void Check()
    {
        Guard.InRange(PointsPerSide, 1, 64, "points along a side", "8 is usual");
        Guard.InRange(MinQuality, 0, 1, "least quality of a mask", "0.5 is usual");
        Guard.InRange(MinShare, 0, 1, "least share of a mask", "0.002 is usual");
        Guard.InRange(MaxOverlap, 0, 1, "largest overlap of masks", "0.7 is usual");
    }
}
