using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// Gains of a frame by the learned prior: the frame is cut into windows, whose pilots together tell the powers of delays, Doppler shifts and noise; each
/// window's gains are the mean of the posterior then, or the end of a reverse process of several steps (after Fesl et al., arXiv 2403.02957, who start it
/// at the step whose noise is that of the pilots). Any number of threads may use one.
/// </summary>
internal sealed class DiffusionInterpolator(ResourceGrid grid, ChannelPrior prior, DiffusionOptions options)
{
    /// <summary>Rows of pilots that a window uses at most, the nearest ones.</summary>
    private const int MostRows = 4;

    /// <summary>Windows whose pilots tell the powers; the network has seen no more together.</summary>
    private const int MostTogether = 32;

    /// <summary>Noise at the end of a reverse process, relative to that of the pilots.</summary>
    private const double LastNoise = 0.01;

    private readonly ToldChannel? _told = options.Hint is { } hint ? prior.Hints.Describe(hint, grid, prior.Grid) : null;

    private WaveGrid Waves => prior.Grid;

    /// <summary>Estimates all gains of a frame.</summary>
    /// <param name="pilots">Its pilots.</param>
    /// <param name="knownNoise">N0 where it is known; null to find it.</param>
    /// <param name="estimate">Receives gains, error variances and noise power.</param>
    /// <exception cref="SemComException">There is one pilot, and the noise is not known.</exception>
    public void Interpolate(PilotRows pilots, double? knownNoise, GridEstimate estimate)
    {
        if (knownNoise is null && pilots.Rows is [{ Gains.Length: 1 }])
            throw new SemComException("noise cannot be told from the channel with one pilot (were 1); add pilots, or give the noise power");
        estimate.Reshape(pilots.Symbols, pilots.Subcarriers);
        estimate.Covariance = null;
        if (pilots.MeanPower() <= 0)
        {
            // Nothing but zeros arrived: no gain is known, and none is claimed.
            estimate.NoisePower = Math.Max(knownNoise ?? 0, PilotEstimator.SmallestNoise);
            estimate.Clear();
            return;
        }
        var scale = 1 / Math.Sqrt(pilots.MeanPower());
        var groups = Observe(pilots, scale);
        var fit = Fit(groups, knownNoise * scale * scale);
        estimate.NoisePower = Math.Max(fit.Powers.Noise / (scale * scale), PilotEstimator.SmallestNoise);
        foreach (var group in groups)
            Estimate(group.Key, group, fit, scale, estimate);
    }

    /// <summary>Powers that pilots tell for gains that are multiplied with <paramref name="scale"/>.</summary>
    public WavePowers Powers(PilotRows pilots, double scale) => Fit(Observe(pilots, scale), null).Powers;

    private PriorFit Fit(IGrouping<PilotPlaces, ObservedWindow>[] groups, double? knownNoise)
    {
        var main = groups.Where(group => group.Key.Count > 0).MaxBy(group => group.Count() * group.Key.Count)!;
        return prior.Fit(main.Key, [.. main.Take(MostTogether).Select(seen => seen.Values)], knownNoise, _told);
    }

    /// <summary>All windows, those with pilots at the same places together.</summary>
    private IGrouping<PilotPlaces, ObservedWindow>[] Observe(PilotRows pilots, double scale)
    {
        var comb = pilots.Combs[pilots.MainComb].Subcarriers;
        var gap = comb.Length > 1 ? Math.Max(1, (comb[^1] - comb[0]) / (comb.Length - 1)) : 1;
        return [.. SlotWindow.Cover(pilots.Symbols, pilots.Subcarriers, Waves, gap).Select(window => Observe(pilots, window, scale)).GroupBy(seen => seen.Places)];
    }

    private void Estimate(PilotPlaces places, IEnumerable<ObservedWindow> windows, PriorFit fit, double scale, GridEstimate estimate)
    {
        var (amplitude, power) = (1 / scale, 1 / (scale * scale));
        var posterior = Posterior(places, fit);
        var errors = new float[Waves.Symbols * Waves.Subcarriers];
        var gains = new Complex[errors.Length];
        foreach (var seen in windows)
        {
            var window = seen.Window;
            var part = new GridPart(0, window.Symbols, window.FirstSubcarrier - window.Origin, window.Subcarriers);
            posterior.Fill(seen, part, gains.AsSpan(0, part.Count), errors.AsSpan(0, part.Count));
            for (var l = 0; l < window.Symbols; l++)
            {
                var target = estimate.GainRow(window.FirstSymbol + l).Slice(window.FirstSubcarrier, window.Subcarriers);
                var claimed = estimate.ErrorRow(window.FirstSymbol + l).Slice(window.FirstSubcarrier, window.Subcarriers);
                for (var k = 0; k < target.Length; k++)
                {
                    target[k] = (Complex32)(gains[l * window.Subcarriers + k] * amplitude);
                    claimed[k] = (float)(power * Math.Min(errors[l * window.Subcarriers + k], fit.Powers.Power));
                }
            }
        }
    }

    private IWindowPosterior Posterior(PilotPlaces places, PriorFit fit) =>
        places.Count == 0 ? new UnseenWindow(fit)
        : options.Draws > 0 ? new DrawnPosterior(prior, places, fit, options.Draws, _told)
        : new ExactPosterior(new ReverseProcess(Waves, places, fit.Powers, options.Steps, LastNoise), fit);

    /// <summary>The pilots in reach of a window: those of the nearest rows, as far as half a window before and behind it.</summary>
    private ObservedWindow Observe(PilotRows pilots, SlotWindow window, double scale)
    {
        var reach = Waves.Symbols / 2;
        var middle = window.FirstSymbol + (window.Symbols - 1) / 2.0;
        var rows = pilots.Rows.Where(row => row.Symbol >= window.FirstSymbol - reach && row.Symbol < window.FirstSymbol + Waves.Symbols + reach)
            .OrderBy(row => Math.Abs(row.Symbol - middle)).Take(MostRows).OrderBy(row => row.Symbol);
        var (symbols, subcarriers, scales, values) = (new List<int>(), new List<int>(), new List<float>(), new List<Complex>());
        foreach (var row in rows)
        {
            var comb = pilots.Combs[row.Comb];
            for (var i = 0; i < comb.Count; i++)
            {
                var subcarrier = comb.Subcarriers[i] - window.Origin;
                if (subcarrier < 0 || subcarrier >= Waves.Subcarriers)
                    continue;
                symbols.Add(row.Symbol - window.FirstSymbol);
                subcarriers.Add(subcarrier);
                scales.Add(comb.NoiseScales[i]);
                values.Add(scale * (Complex)row.Gains[i]);
            }
        }
        return new ObservedWindow(window, new PilotPlaces([.. symbols], [.. subcarriers], [.. scales]), [.. values]);
    }
}
