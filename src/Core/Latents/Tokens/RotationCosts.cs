namespace SemCom.Latents;

/// <summary>What patches cost in each rotation at one quantisation step: squared error in squared steps, and bits at their price, with the variances that are expected of the patch's kind.</summary>
/// <param name="tables">The model's statistics.</param>
/// <param name="rotations">Its rotations.</param>
/// <param name="step">Quantisation step, above 0.</param>
public sealed class RotationCosts(LatentTables tables, LatentRotations rotations, double step)
{
    // Written by several threads, each with the same models.
    private readonly DeadZoneModel[]?[] _models = new DeadZoneModel[]?[tables.ClassCount * rotations.Count];

    /// <summary>Cost of a patch's first latents, that of telling the rotation included.</summary>
    /// <param name="patchClass">Class of the patch.</param>
    /// <param name="rotation">Number of the rotation.</param>
    /// <param name="rotated">Its latents in that basis [<see cref="LatentRotations.Latents"/>].</param>
    public double Of(int patchClass, int rotation, ReadOnlySpan<float> rotated)
    {
        var models = _models[patchClass * rotations.Count + rotation] ??= Models(patchClass, rotation);
        var cost = LatentLevels.BitPrice * Bits(patchClass, rotation);
        for (var latent = 0; latent < models.Length; latent++)
        {
            var size = Math.Min(Math.Abs(rotated[latent]) / step, LatentLevels.Largest);
            cost += LatentLevels.Cost(size, LatentLevels.Choose(size, models[latent]), models[latent]);
        }
        return cost;
    }

    /// <summary>Bits of telling a rotation.</summary>
    public double Bits(int patchClass, int rotation) => -Math.Log2(rotations.Share(patchClass, rotation));

    private DeadZoneModel[] Models(int patchClass, int rotation) =>
        [.. Enumerable.Range(0, rotations.Latents).Select(latent => DeadZoneModel.Nearest(rotations.Variance(patchClass, rotation, latent) / (step * step)))];
}
