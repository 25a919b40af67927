namespace SemCom.Latents;

/// <summary>Width of the next level: the model's standard deviation, scaled by how large recent levels of similar frequency were.</summary>
internal sealed class LaplacianWidths
{
    private const double Memory = 0.92;
    private const double Prior = 3;

    private readonly LatentTables _tables;
    private readonly int _bands;
    private readonly double[] _sigma;
    private readonly double[] _mean;
    private readonly double[] _seen;
    private readonly double[] _expected;

    public LaplacianWidths(LatentTables tables, double step)
    {
        _tables = tables;
        _bands = 2 * tables.LowBlock - 1;
        var block = tables.LowBlock;
        _sigma = new double[tables.LowLatents * block * block];
        for (var i = 0; i < _sigma.Length; i++)
            _sigma[i] = Math.Sqrt(tables.LowVariance(i / (block * block), i / block % block, i % block)) / step;
        _mean = Array.ConvertAll(_sigma, sigma => LaplacianModel.Nearest(sigma).Mean);
        (_seen, _expected) = (new double[tables.LowLatents * _bands], new double[tables.LowLatents * _bands]);
    }

    /// <summary>Model of the next level.</summary>
    public LaplacianModel ModelFor(int latent, int frequency)
    {
        var (coefficient, band) = (Coefficient(latent, frequency), Band(latent, frequency));
        var prior = Prior * _mean[coefficient];
        return LaplacianModel.Nearest(_sigma[coefficient] * ((_seen[band] + prior) / (_expected[band] + prior)));
    }

    /// <summary>Takes a coded level into account.</summary>
    public void Learn(int latent, int frequency, int magnitude)
    {
        var band = Band(latent, frequency);
        _seen[band] = _seen[band] * Memory + magnitude;
        _expected[band] = _expected[band] * Memory + _mean[Coefficient(latent, frequency)];
    }

    private int Coefficient(int latent, int frequency) => latent * _tables.LowBlock * _tables.LowBlock + frequency;

    private int Band(int latent, int frequency) => latent * _bands + frequency / _tables.LowBlock + frequency % _tables.LowBlock;
}
