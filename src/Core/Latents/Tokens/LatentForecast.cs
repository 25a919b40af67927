namespace SemCom.Latents;

/// <summary>
/// What decoded patches around the next one tell of its latents, signs included. Only + and · are used, element by element in a fixed order, so that both ends agree on every platform.
/// </summary>
/// <param name="rotations">Bases of the patches.</param>
/// <param name="weights">How latents follow from those of neighbours.</param>
/// <param name="count">Latents of a patch behind the colour means.</param>
internal sealed class LatentForecast(LatentRotations rotations, NeighbourWeights weights, int count)
{
    private readonly double[] _plain = new double[weights.Latents];
    private readonly double[] _values = new double[count];

    /// <summary>The first columns of each basis in use.</summary>
    private readonly double[]?[][] _columns = [.. Enumerable.Range(0, rotations.Count).Select(_ => new double[]?[weights.Latents])];

    /// <summary>What is expected of each latent, in the basis of <see cref="Turn"/>.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Forgets all neighbours.</summary>
    public void Clear() => Array.Clear(_plain);

    /// <summary>Takes a neighbour into account.</summary>
    /// <param name="neighbour">0 west, 1 north, 2 north-west, 3 north-east.</param>
    /// <param name="decoded">What <see cref="TurnBack"/> gave for it.</param>
    public void Add(int neighbour, ReadOnlySpan<double> decoded)
    {
        for (var latent = 0; latent < decoded.Length; latent++)
            FixedOrder.AddScaled<double>(_plain, weights.Row(neighbour, latent), decoded[latent]);
    }

    /// <summary>Expresses what the neighbours tell in the basis of a rotation.</summary>
    public void Turn(int rotation)
    {
        Array.Clear(_values);
        for (var latent = 0; latent < _plain.Length; latent++)
            FixedOrder.AddScaled<double>(_values, Column(rotation, latent), _plain[latent]);
    }

    /// <summary>The first latents of a patch before rotation; none where all are 0.</summary>
    /// <param name="rotation">Of the patch.</param>
    /// <param name="nonzero">Its decoded latents that are not 0.</param>
    public double[] TurnBack(int rotation, List<(int Latent, double Value)> nonzero)
    {
        if (nonzero.Count == 0)
            return [];
        var plain = new double[weights.Latents];
        for (var latent = 0; latent < plain.Length; latent++)
        {
            var column = Column(rotation, latent);
            foreach (var (at, value) in nonzero)
            {
                // What a rotation leaves as it is lies behind all first latents.
                if (at < column.Length)
                    plain[latent] += value * column[at];
            }
        }
        return plain;
    }

    private double[] Column(int rotation, int latent)
    {
        if (_columns[rotation][latent] is { } known)
            return known;
        var column = new double[rotations.LatentsOf(rotation)];
        for (var i = 0; i < column.Length; i++)
            column[i] = rotations.Row(rotation, i)[latent];
        return _columns[rotation][latent] = column;
    }
}
