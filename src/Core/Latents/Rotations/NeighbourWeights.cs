namespace SemCom.Latents;

/// <summary>How the first latents of a patch follow, on average, from those of the patches to its west, north, north-west and north-east: linear, least squares over training pictures.</summary>
internal sealed class NeighbourWeights
{
    /// <summary>Patches around one that are decoded before it.</summary>
    public const int Neighbours = 4;

    private readonly double[][] _rows;

    public NeighbourWeights(NeighbourStatistics known)
    {
        Latents = known.Scales.Length;
        _rows = [.. known.Weights.Chunk(Latents).Select(digits => digits.Select((digit, latent) => LatentRotationsFile.ValueOf(digit) * known.Scales[latent]).ToArray())];
    }

    /// <summary>Latents of each patch behind the colour means, before rotation.</summary>
    public int Latents { get; }

    /// <summary>What one of a latent of a neighbour adds to each latent [Latents].</summary>
    public ReadOnlySpan<double> Row(int neighbour, int latent) => _rows[neighbour * Latents + latent];
}
