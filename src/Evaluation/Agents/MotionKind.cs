namespace SemCom.Evaluation;

/// <summary>A way in which a scene moves, made from one picture.</summary>
/// <param name="Name">Name in recordings.</param>
/// <param name="PanPixels">Pixels by which the camera moves from frame to frame; beyond its edges the picture goes on as its mirror image.</param>
/// <param name="ObjectShare">Share of the picture that moves before a still background; 0 for none.</param>
/// <param name="ObjectPixels">Pixels by which that moves from frame to frame.</param>
public sealed record MotionKind(string Name, double PanPixels, double ObjectShare = 0, double ObjectPixels = 0)
{
    /// <summary>For learning.</summary>
    public static IReadOnlyList<MotionKind> Training { get; } = [new("still", 0), new("object", 0, 0.12, 3), new("object, large", 0, 0.3, 2), new("slow pan", 0.5), new("pan", 2), new("fast pan", 6)];

    /// <summary>For judging: other speeds and sizes.</summary>
    public static IReadOnlyList<MotionKind> HeldOut { get; } = [new("still", 0), new("object", 0, 0.2, 1.5), new("object, small", 0, 0.07, 4), new("slow pan", 0.3), new("pan", 1.2), new("fast pan", 4)];
}
