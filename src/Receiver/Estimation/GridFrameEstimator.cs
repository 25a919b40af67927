using System.Collections.Concurrent;
using SemCom.Coding;
using SemCom.Framing;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// Estimates all pairs of antennas of a frame on a grid from its pilots, and finds its preamble with these estimates. Interpolation filters are
/// kept from frame to frame; any number of threads may estimate at the same time.
/// </summary>
internal sealed class GridFrameEstimator(ResourceGrid grid, EstimatorKind kind)
{
    private readonly ConcurrentBag<GridChannelEstimator> _idle = [];

    /// <summary>Estimates a frame; null where the pilots that arrived are too few.</summary>
    /// <param name="received">Received symbols [uses × receive antennas].</param>
    /// <param name="map">Where pilots stand.</param>
    public ChannelEstimate? Estimate(ReadOnlySpan<Complex32> received, FrameMap map)
    {
        var antennas = map.Layout.Antennas;
        var pairs = antennas.Receive * antennas.Transmit;
        var (gains, errors) = (new Complex32[map.Total * pairs], new float[map.Total * pairs]);
        var estimator = _idle.TryTake(out var idle) ? idle : new GridChannelEstimator(grid, kind);
        var estimate = new GridEstimate();
        double noise = 0;
        try
        {
            for (var pair = 0; pair < pairs; pair++)
            {
                estimator.Estimate(grid.SymbolsFor(map.Total), Pilots(received, map, pair).ToArray(), estimate);
                noise += estimate.NoisePower / pairs;
                for (var use = 0; use < map.Total; use++)
                    (gains[use * pairs + pair], errors[use * pairs + pair]) = (estimate.Gains[use], estimate.ErrorVariances[use]);
            }
        }
        catch (SemComException)
        {
            // Too few pilots arrived to say anything of the channel or its noise.
            return null;
        }
        finally
        {
            _idle.Add(estimator);
        }
        return new ChannelEstimate(gains, errors, 1, Math.Max(noise, PilotEstimator.SmallestNoise));
    }

    /// <summary>Estimates a frame of one antenna at each end again, with what is known of its data.</summary>
    /// <param name="received">Received symbols [uses].</param>
    /// <param name="map">Where pilots stand.</param>
    /// <param name="sent">What is known of data symbols [uses]; known symbols are filled in.</param>
    /// <param name="protection">That of the header, which the preamble announces.</param>
    /// <param name="first">The first estimate.</param>
    public ChannelEstimate Refine(ReadOnlySpan<Complex32> received, FrameMap map, LikelySymbols sent, ProtectionLevel protection, ChannelEstimate first)
    {
        foreach (var known in map.Known)
            (sent.Symbols[known.Use], sent.Variances[known.Use]) = (known.Symbol(protection), 0);
        var estimate = new GridEstimate();
        var rows = PilotRows.From(grid.SymbolsFor(map.Total), grid.Subcarriers, Pilots(received, map, 0).ToArray());
        new DataAidedEstimator(grid, ChannelPrior.Default).Estimate(rows, received, sent, first, estimate);
        return new ChannelEstimate(estimate.Gains.Slice(0, map.Total).ToArray(), estimate.ErrorVariances.Slice(0, map.Total).ToArray(), 1, first.NoisePower);
    }

    /// <summary>Header protections in the order in which the received preamble resembles theirs: Re Σ y·(ĥx)*.</summary>
    public static IEnumerable<ProtectionLevel> RankPreambles(ReadOnlySpan<Complex32> received, FrameMap map, ChannelEstimate estimate)
    {
        var antennas = map.Layout.Antennas;
        var pairs = antennas.Receive * antennas.Transmit;
        var likeness = new double[ProtectionLevel.All.Count];
        foreach (var level in ProtectionLevel.All)
        {
            foreach (var known in map.Known)
            {
                if (!known.IsPreamble)
                    continue;
                var gains = estimate.GainsAt(known.Use, pairs);
                for (var r = 0; r < antennas.Receive; r++)
                    likeness[level.Index] += (received[known.Use * antennas.Receive + r] * (gains[r * antennas.Transmit + known.Antenna] * known.Symbol(level)).Conjugate()).Real;
            }
        }
        return ProtectionLevel.All.OrderByDescending(level => likeness[level.Index]);
    }

    /// <summary>Pilots of one transmit antenna at one receive antenna; those that did not arrive are left out.</summary>
    private List<PilotObservation> Pilots(ReadOnlySpan<Complex32> received, FrameMap map, int pair)
    {
        var antennas = map.Layout.Antennas;
        var (receive, transmit) = Math.DivRem(pair, antennas.Transmit);
        var pilots = new List<PilotObservation>();
        foreach (var known in map.Known)
        {
            if (known.IsPreamble || known.Antenna != transmit)
                continue;
            var y = received[known.Use * antennas.Receive + receive];
            if (y == default)
                continue;
            var (row, subcarrier) = Math.DivRem(known.Use, grid.Subcarriers);
            pilots.Add(new PilotObservation(row, subcarrier, y * known.Symbol(ProtectionLevel.All[0]).Conjugate()));
        }
        return pilots;
    }
}
