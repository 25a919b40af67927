namespace SemCom.Latents;

/// <summary>Which rotation each patch takes. Immutable.</summary>
/// <param name="rotations">The model's rotations.</param>
/// <param name="taken">Number of the rotation of each patch, rows from the top.</param>
public sealed class RotationMap(LatentRotations rotations, byte[] taken)
{
    /// <summary>The model's rotations.</summary>
    public LatentRotations Rotations => rotations;

    /// <summary>Numbers of the rotations.</summary>
    public ReadOnlySpan<byte> Taken => taken;
}
