using SemCom.Coding;
using SemCom.Framing;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// Least-squares estimates of a single carrier from known symbols: ĥ = Σ y·x* / Σ|x|² with error N0 / n, and N0 from what the estimates
/// leave unexplained, Σ|y − ĥx|² / (n − 1), averaged over blocks and antennas (Kay, Fundamentals of Statistical Signal Processing, 1993, ch. 4).
/// </summary>
internal static class PilotEstimator
{
    /// <summary>Noise is never believed to be smaller; a noise-free frame has −90 dB.</summary>
    public const double SmallestNoise = 1e-9;

    /// <summary>Header protections in the order in which the received preamble resembles theirs.</summary>
    /// <param name="received">Received symbols [uses × receive antennas].</param>
    /// <param name="layout">A layout on a single carrier.</param>
    public static IEnumerable<ProtectionLevel> RankPreambles(ReadOnlySpan<Complex32> received, FrameLayout layout)
    {
        var likeness = new double[ProtectionLevel.All.Count];
        var map = layout.Map(FrameLayout.PreambleLength);
        foreach (var level in ProtectionLevel.All)
        {
            for (var pair = 0; pair < layout.Antennas.Receive * layout.Antennas.Transmit; pair++)
                likeness[level.Index] += Correlation.Of(received, map.Known, layout.Antennas, pair, level).Sum.Power;
        }
        return ProtectionLevel.All.OrderByDescending(level => likeness[level.Index]);
    }

    /// <summary>Estimates gains and noise from preamble and pilots.</summary>
    /// <param name="received">Received symbols [uses × receive antennas].</param>
    /// <param name="map">Where known symbols stand, on a single carrier.</param>
    /// <param name="headerProtection">What the preamble announces.</param>
    public static ChannelEstimate Estimate(ReadOnlySpan<Complex32> received, FrameMap map, ProtectionLevel headerProtection)
    {
        var antennas = map.Layout.Antennas;
        var pairs = antennas.Receive * antennas.Transmit;
        var length = map.Layout.BlockLength == 0 ? Math.Max(1, map.Total) : map.Layout.BlockLength;
        var blocks = Math.Max(1, (map.Total + length - 1) / length);
        var (gains, energies) = (new Complex32[blocks * pairs], new double[blocks * pairs]);
        double unexplained = 0;
        var freedom = 0;
        var rest = map.Known;
        for (var b = 0; b < blocks; b++)
        {
            var count = 0;
            while (count < rest.Length && rest[count].Use < (long)(b + 1) * length)
                count++;
            for (var pair = 0; pair < pairs; pair++)
            {
                var correlation = Correlation.Of(received, rest[..count], antennas, pair, headerProtection);
                gains[b * pairs + pair] = correlation.Gain;
                unexplained += correlation.Unexplained;
                freedom += Math.Max(0, correlation.Count - 1);
                energies[b * pairs + pair] = Math.Max(1, correlation.Energy);
            }
            rest = rest[count..];
        }
        var noise = Math.Max(unexplained / Math.Max(1, freedom), SmallestNoise);
        return new ChannelEstimate(gains, Array.ConvertAll(energies, energy => (float)(noise / energy)), length, noise);
    }

    /// <summary>
    /// Estimates one gain for the whole frame from the preamble and a decoded header, whose symbols are known then; one antenna at each end. Channel uses
    /// that did not arrive are left out.
    /// </summary>
    public static ChannelEstimate EstimateWithHeader(
        ReadOnlySpan<Complex32> received, ProtectionLevel headerProtection, ReadOnlySpan<Complex32> headerSymbols)
    {
        var (x, y, count) = (new Complex32[FrameLayout.PreambleLength + headerSymbols.Length], new Complex32[FrameLayout.PreambleLength + headerSymbols.Length], 0);
        for (var i = 0; i < x.Length; i++)
        {
            if (received[i] == default)
                continue;
            x[count] = i < FrameLayout.PreambleLength ? KnownSymbols.Preamble(headerProtection)[i] : headerSymbols[i - FrameLayout.PreambleLength];
            y[count++] = received[i];
        }
        var correlation = Correlation.Of(y.AsSpan(0, count), x.AsSpan(0, count));
        var noise = Math.Max(correlation.Unexplained / Math.Max(1, count - 1), SmallestNoise);
        return new ChannelEstimate([correlation.Gain], [(float)(noise / Math.Max(1, correlation.Energy))], received.Length, noise);
    }
}
