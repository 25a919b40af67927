namespace SemCom.Latents;

/// <summary>
/// Orthonormal bases of the first latents behind the colour means, or of all of them, of which each patch takes one: edges and textures of a direction need few latents in a basis of their own, as with the
/// modes of intra prediction in video coding. With what both ends expect of rotated latents in one use. Immutable.
/// </summary>
public sealed class LatentRotations
{
    private readonly RotationStatistics _known;
    private readonly float[][] _bases;

    internal LatentRotations(float[][] bases, RotationStatistics known, NeighbourWeights? neighbours = null) =>
        (_bases, _known, Latents, Neighbours) = (bases, known, known.Profiles.Max(profile => profile.Length), neighbours);

    /// <summary>Number of rotations.</summary>
    public int Count => _bases.Length;

    /// <summary>Latents behind the colour means that some rotation turns; the others stay as they are.</summary>
    public int Latents { get; }

    /// <summary>Latents that a rotation turns, at most <see cref="Latents"/>.</summary>
    public int LatentsOf(int rotation) => _known.Profiles[rotation].Length;

    /// <summary>A row of the basis of a rotation [<see cref="LatentsOf"/>]: its product with the latents is the rotated latent.</summary>
    public ReadOnlySpan<float> Row(int rotation, int latent) => _bases[rotation].AsSpan(latent * LatentsOf(rotation), LatentsOf(rotation));

    /// <summary>Variance of a latent, counted from the first behind the colour means, after a rotation in a patch of a class (0..255 scale, squared).</summary>
    public double Variance(int patchClass, int rotation, int latent) =>
        latent < LatentsOf(rotation) ? _known.Variances[patchClass][latent] * _known.Profiles[rotation][latent] : _known.Variances[patchClass][latent];

    /// <summary>What decoded patches tell of the next one; for tokens alone.</summary>
    internal NeighbourWeights? Neighbours { get; }

    /// <summary>Networks that correct what is expected of levels; for tokens alone, and null where the model has none.</summary>
    internal EntropyNetworks? Entropy { get; private init; }

    /// <summary>The same rotations with networks for the levels of tokens.</summary>
    public LatentRotations With(EntropyNetworks entropy) => new(_bases, _known, Neighbours) { Entropy = entropy };

    /// <summary>How often patches of a class take a rotation, above 0 and at most 1.</summary>
    public double Share(int patchClass, int rotation) => _known.Shares[patchClass][rotation];
}
