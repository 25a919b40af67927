namespace SemCom.Latents;

/// <summary>
/// What patches cost in each rotation at one quantisation step: squared error in squared spreads, and bits at their price, with the variances that are expected of the patch's kind, each latent
/// quantised alone.
/// </summary>
/// <param name="tables">The model's statistics.</param>
/// <param name="rotations">Its rotations.</param>
/// <param name="step">Quantisation step, above 0.</param>
public sealed class RotationCosts(LatentTables tables, LatentRotations rotations, double step)
{
    private static readonly LevelQuantiser Quantiser = LevelQuantiser.Fine;

    private readonly double _spread = LatentLevels.Spread * step;

    // Written by several threads, each with the same models.
    private readonly LevelModel[]?[] _models = new LevelModel[]?[tables.ClassCount * rotations.Count];

    /// <summary>Cost of a patch's latents, that of telling the rotation included.</summary>
    /// <param name="patchClass">Class of the patch.</param>
    /// <param name="rotation">Number of the rotation.</param>
    /// <param name="rotated">Its latents in that basis [<see cref="LatentRotations.Latents"/>].</param>
    public double Of(int patchClass, int rotation, ReadOnlySpan<float> rotated)
    {
        var models = _models[patchClass * rotations.Count + rotation] ??= Models(patchClass, rotation);
        var cost = OfBits(Bits(patchClass, rotation));
        for (var latent = 0; latent < models.Length; latent++)
            cost += Least(Math.Min(Math.Abs(rotated[latent]) / _spread, LatentLevels.Largest), models[latent]);
        return cost;
    }

    /// <summary>What bits cost.</summary>
    public static double OfBits(double bits) => LatentLevels.SpreadBitPrice * bits;

    /// <summary>Bits of telling a rotation.</summary>
    public double Bits(int patchClass, int rotation) => -Math.Log2(rotations.Share(patchClass, rotation));

    /// <summary>The lower cost of the two levels around a magnitude in spreads.</summary>
    private static double Least(double size, LevelModel model)
    {
        var lower = Quantiser.LevelBelow(size);
        return lower == 0 && size < Quantiser.Spacing / 2 ? model.Cost(size, 0) : Math.Min(model.Cost(size, lower), model.Cost(size, lower + 1));
    }

    private LevelModel[] Models(int patchClass, int rotation) =>
        [.. Enumerable.Range(0, rotations.Latents).Select(latent => Quantiser.ModelOf(rotations.Variance(patchClass, rotation, latent) / (_spread * _spread)))];
}
