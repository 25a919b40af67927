using SemCom.Randomness;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// Draws channels of 14 OFDM symbols and up to 72 subcarriers from the prior, for a profile, delay spread and Doppler shift, or for any. A draw takes about 80 ms. Any number of
/// threads may draw.
/// </summary>
public sealed class ChannelSampler
{
    private readonly ResourceGrid _grid;
    private readonly ChannelPrior _prior;
    private readonly AncestralSampler _sampler;

    /// <summary>Makes a sampler.</summary>
    /// <param name="grid">Numerology; at most 72 subcarriers.</param>
    /// <param name="prior">The prior. The default is the one of the catalogue.</param>
    /// <exception cref="SemComException">The grid is too wide, or the model is missing.</exception>
    public ChannelSampler(ResourceGrid grid, ChannelPrior? prior = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        _prior = prior ?? ChannelPrior.Default;
        Guard.InRange(grid.Subcarriers, 1, _prior.Grid.Subcarriers, "subcarriers of a window of the channel prior", "draw wider grids window by window");
        (_grid, _sampler) = (grid, new AncestralSampler(_prior));
    }

    /// <summary>OFDM symbols of a draw.</summary>
    public int Symbols => _prior.Grid.Symbols;

    /// <summary>Draws a channel of unit mean power; the same for the same arguments.</summary>
    /// <param name="hint">Its profile, delay spread and Doppler shift; null for any.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="draw">Number of the draw.</param>
    /// <returns>Gains [<see cref="Symbols"/> × subcarriers].</returns>
    /// <exception cref="SemComException">The hint is out of its range.</exception>
    public Complex32[] Draw(ChannelHint? hint, ulong seed, ulong draw)
    {
        var told = hint is null ? null : _prior.Hints.Describe(hint, _grid, _prior.Grid);
        var window = _sampler.Draw(told, new CounterRandom(seed, RandomPurpose.ChannelPrior, draw));
        var gains = new Complex32[Symbols * _grid.Subcarriers];
        for (var l = 0; l < Symbols; l++)
        {
            for (var k = 0; k < _grid.Subcarriers; k++)
                gains[l * _grid.Subcarriers + k] = (Complex32)window[l][k];
        }
        return gains;
    }
}
