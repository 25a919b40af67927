using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// A second estimate of a frame, in which data symbols that are known in part serve as pilots beside the real ones: y = h·(x + e) + n, with the error e of what is known of x taken as
/// more noise. Powers are those that the pilots tell the prior. One antenna at each end; any number of threads may use one.
/// </summary>
internal sealed class DataAidedEstimator(ResourceGrid grid, ChannelPrior prior)
{
    private readonly DiffusionInterpolator _interpolator = new(grid, prior, new DiffusionOptions());

    private WaveGrid Waves => prior.Grid;

    /// <summary>Estimates a frame.</summary>
    /// <param name="pilots">Its pilots, of which one at least arrived.</param>
    /// <param name="received">Received symbols.</param>
    /// <param name="sent">What is known of the symbols sent; 0 where nothing is.</param>
    /// <param name="first">The first estimate.</param>
    /// <param name="estimate">Receives gains and their errors; the noise power is that of the first estimate.</param>
    public void Estimate(PilotRows pilots, ReadOnlySpan<Complex32> received, LikelySymbols sent, ChannelEstimate first, GridEstimate estimate)
    {
        var scale = 1 / Math.Sqrt(pilots.MeanPower());
        var posterior = new DataPosterior(prior.Whole, _interpolator.Powers(pilots, scale));
        estimate.Reshape(pilots.Symbols, pilots.Subcarriers);
        (estimate.NoisePower, estimate.Covariance) = (first.NoisePower, null);
        var (weights, matched) = (new double[Waves.Symbols * Waves.Subcarriers], new SplitRows(Waves.Symbols, Waves.Subcarriers));
        var (errors, gains) = (new double[weights.Length], new SplitRows(Waves.Symbols, Waves.Subcarriers));
        foreach (var window in SlotWindow.Cover(pilots.Symbols, pilots.Subcarriers, Waves, 1))
        {
            Match(window, received, sent, first, scale, weights, matched);
            posterior.Estimate(weights, matched, gains, errors);
            for (var l = 0; l < window.Symbols; l++)
            {
                var target = estimate.GainRow(window.FirstSymbol + l);
                var claimed = estimate.ErrorRow(window.FirstSymbol + l);
                for (var k = window.FirstSubcarrier; k < window.FirstSubcarrier + window.Subcarriers; k++)
                {
                    target[k] = (Complex32)(gains[l][k - window.Origin] / scale);
                    claimed[k] = (float)(errors[l * Waves.Subcarriers + k - window.Origin] / (scale * scale));
                }
            }
        }
    }

    private void Match(SlotWindow window, ReadOnlySpan<Complex32> received, LikelySymbols sent, ChannelEstimate first, double scale, double[] weights, SplitRows matched)
    {
        for (var l = 0; l < Waves.Symbols; l++)
        {
            for (var k = 0; k < Waves.Subcarriers; k++)
            {
                var use = (window.FirstSymbol + l) * grid.Subcarriers + window.Origin + k;
                var inside = l < window.Symbols && window.Origin + k < grid.Subcarriers && use < received.Length;
                var x = inside ? sent.Symbols[use] : default;
                var noise = x == default ? 1 : scale * scale * (first.NoisePower + (first.Gains[use].Power + first.GainErrors[use]) * sent.Variances[use]);
                weights[l * Waves.Subcarriers + k] = x.Power / noise;
                matched[l].Set(k, x == default ? Complex.Zero : scale / noise * (Complex)received[use] * Complex.Conjugate((Complex)x));
            }
        }
    }
}
