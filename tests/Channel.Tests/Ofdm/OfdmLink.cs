using System.Numerics;

namespace SemCom.Channels.Tests.Ofdm;

/// <summary>Small links for tests, and the same link computed slowly: sums in double precision, straight from the definitions.</summary>
internal static class OfdmLink
{
    public static MultipathOfdmChannel Channel(IPathProcess paths, ResourceGrid grid, double snrDb = 20, bool hasNoise = false,
        AntennaScheme? antennas = null, int segments = 4, params IReadOnlyList<IImpairment> impairments) => new(
        new()
        {
            SnrDb = snrDb,
            Paths = paths,
            Grid = grid,
            Antennas = antennas ?? AntennaScheme.OneByOne,
            GainSegments = segments,
            Impairments = impairments,
        },
        hasNoise);

    /// <summary>Resource elements behind the channel, by direct convolution with gains taken at every sample.</summary>
    public static Complex[] Reference(IPathProcess paths, ResourceGrid grid, ReadOnlySpan<Complex32> x, ChannelRealization realization)
    {
        var symbols = grid.SymbolsFor(x.Length);
        var length = grid.SamplesPerSymbol;
        var samples = new Complex[symbols * length];
        for (var i = 0; i < x.Length; i++)
        {
            for (var n = 0; n < length; n++)
            {
                var turns = (double)grid.BinOf(i % grid.Subcarriers) * (n - grid.PrefixSamples) / grid.FftSize;
                samples[i / grid.Subcarriers * length + n] += (Complex)x[i] * Complex.FromPolarCoordinates(1 / Math.Sqrt(grid.FftSize), 2 * Math.PI * turns);
            }
        }

        var count = paths.DelaysSeconds.Length;
        var gains = new Complex32[samples.Length * count];
        if (paths.VariesInTime)
            paths.Fill(realization, 0, 0, 1 / grid.SampleRateHertz, gains);
        else
            paths.Fill(realization, 0, 0, 0, gains);
        var filters = paths.DelaysSeconds.ToArray()
            .Select(d => new FractionalDelay((double)grid.Subcarriers / grid.FftSize).Design((d - paths.DelaysSeconds[0]) * grid.SampleRateHertz)).ToArray();

        // The receiver is early by what the first pulses ring, as far as the prefix has room.
        var early = Math.Min(grid.PrefixSamples, Math.Max(0, -filters.Min(f => f.FirstLag)));
        var received = new Complex[samples.Length];
        for (var n = 0; n < received.Length; n++)
        {
            for (var p = 0; p < count; p++)
            {
                for (var i = 0; i < filters[p].Taps.Length; i++)
                {
                    var source = n - early - filters[p].FirstLag - i;
                    if (source >= 0 && source < samples.Length)
                        received[n] += (Complex)gains[n * count + p] * filters[p].Taps[i] * samples[source];
                }
            }
        }

        var y = new Complex[x.Length];
        for (var i = 0; i < y.Length; i++)
        {
            for (var n = 0; n < grid.FftSize; n++)
            {
                var turns = (double)grid.BinOf(i % grid.Subcarriers) * (n - early) / grid.FftSize;
                y[i] += received[i / grid.Subcarriers * length + grid.PrefixSamples + n] * Complex.FromPolarCoordinates(1 / Math.Sqrt(grid.FftSize), -2 * Math.PI * turns);
            }
        }
        return y;
    }

    /// <summary>Σ a_p·e^(−j2π f_k τ_p) with exact phase ramps, for gains that stand still.</summary>
    public static Complex[] ExactResponse(IPathProcess paths, ResourceGrid grid, ChannelRealization realization, int pair = 0)
    {
        var gains = new Complex32[paths.DelaysSeconds.Length];
        paths.Fill(realization, pair, 0, 0, gains);
        var delays = paths.DelaysSeconds.ToArray();
        return [.. Enumerable.Range(0, grid.Subcarriers).Select(k => gains.Zip(delays, (a, d) =>
            (Complex)a * Complex.FromPolarCoordinates(1, -2 * Math.PI * grid.FrequencyOf(k) * (d - delays.Min()))).Aggregate(Complex.Add))];
    }

    /// <summary>Power of the difference relative to the power of <paramref name="expected"/> [dB].</summary>
    public static double ErrorDb(IEnumerable<Complex> actual, IReadOnlyCollection<Complex> expected) => 10 * Math.Log10(
        actual.Zip(expected, (a, e) => Square(a - e)).Sum() / expected.Sum(Square));

    public static double Square(Complex z) => z.Real * z.Real + z.Imaginary * z.Imaginary;
}
