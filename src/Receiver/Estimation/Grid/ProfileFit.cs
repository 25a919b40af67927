using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// The delay profile of one frame from its own pilots: powers of a grid of delays by expectation maximisation for the Gaussian likelihood
/// (Dempster, Laird and Rubin 1977; Tipping 2001), so noise is subtracted in proportion and no power is negative. The fitted member of
/// <see cref="ProfileFamily"/> is where it starts, and worth one row as a prior, so that powers do not vanish by chance.
/// </summary>
internal static class ProfileFit
{
    private const int Iterations = 8;

    /// <summary>Delay grid points in a resolution cell, 1/bandwidth.</summary>
    private const double Oversampling = 1.5;

    private const double PriorRows = 1;

    private const int MostDelays = 56;

    /// <summary>Estimates the profile over the extent of the fitted one.</summary>
    public static (DelayProfile Profile, double Power) Fit(PilotRows pilots, ResourceGrid grid, FrameStatistics frame)
    {
        var (maxDelaySeconds, noisePower) = (frame.Profile.Delays[^1], frame.NoisePower);
        var comb = pilots.Combs[pilots.MainComb];
        var count = Math.Min(MostDelays, 4 + (int)Math.Ceiling(Oversampling * maxDelaySeconds * grid.Subcarriers * grid.SpacingHertz));
        var delays = Enumerable.Range(0, count).Select(d => maxDelaySeconds * d / (count - 1)).ToArray();
        var flat = DelayProfile.OfLines(delays, Enumerable.Repeat(1.0, count).ToArray());
        var basis = new FrequencyBasis(comb, grid.Subcarriers, grid.SpacingHertz, flat);
        var moments = new Complex[count * count];
        var (sum, z) = (new Complex[count], new Complex[count]);
        var rows = pilots.Rows.Where(r => r.Comb == pilots.MainComb).ToArray();
        var block = CoherentRows(rows, grid, frame.MaxDopplerHertz);
        for (var start = 0; start + block <= rows.Length; start += block)
        {
            Array.Clear(sum);
            foreach (var row in rows.AsSpan(start, block))
            {
                basis.Analyse(row.Gains, z);
                for (var i = 0; i < count; i++)
                    sum[i] += z[i] / block;
            }
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j <= i; j++)
                    moments[i * count + j] += sum[i] * Complex.Conjugate(sum[j]);
            }
        }
        var half = maxDelaySeconds / (count - 1) / 2;
        var prior = Array.ConvertAll(delays, d => count * frame.Profile.Share(d - half, d + half));
        // Amplitudes relative to the flat profile: the channel is Σ √(power·x_d)·(flat line d).
        var relative = Array.ConvertAll(prior, p => Math.Max(p, 1e-6));
        for (var iteration = 0; iteration < Iterations; iteration++)
            Update(relative, basis.Gram, moments, rows.Length / block, prior, frame.ChannelPower, noisePower / block);
        return (DelayProfile.OfLines(delays, relative), frame.ChannelPower * relative.Average());
    }

    /// <summary>Rows over which the channel hardly changes; they are averaged, or their noise would look like many small paths.</summary>
    private static int CoherentRows(PilotRow[] rows, ResourceGrid grid, double dopplerHertz)
    {
        if (rows.Length == 1)
            return 1;
        var seconds = grid.SymbolSeconds * (rows[^1].Symbol - rows[0].Symbol) / (rows.Length - 1);
        return (int)Math.Clamp(0.25 / Math.Max(dopplerHertz * seconds, 1e-9), 1, rows.Length);
    }

    private static void Update(double[] relative, HermitianMatrix gram, Complex[] moments, int rows, double[] prior, double channelPower, double noise)
    {
        var count = relative.Length;
        var amplitudes = Array.ConvertAll(relative, x => Math.Sqrt(x * channelPower));
        var matrix = new HermitianMatrix(count);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j <= i; j++)
                matrix[i, j] = gram[i, j] * (amplitudes[i] * amplitudes[j]);
            matrix[i, i] += noise;
        }
        matrix.Factor();
        var (re, im) = (new double[count * count], new double[count * count]);
        for (var i = 0; i < count; i++)
            re[i * count + i] = 1;
        matrix.SolveRows(re, im, count);
        // Posterior of line d: mean (M⁻¹·A·z)_d, variance N0·(M⁻¹)_dd, both in units of its prior deviation.
        var inverse = new Complex[count];
        for (var d = 0; d < count; d++)
        {
            for (var j = 0; j < count; j++)
                inverse[j] = new Complex(re[d * count + j], im[d * count + j]) * amplitudes[j];
            var mean = 0.0;
            for (var i = 0; i < count; i++)
            {
                var sum = inverse[i] * moments[i * count + i].Real / 2;
                for (var j = 0; j < i; j++)
                    sum += inverse[j] * Complex.Conjugate(moments[i * count + j]);
                mean += 2 * (sum * Complex.Conjugate(inverse[i])).Real;
            }
            var power = relative[d] * (mean + rows * noise * re[d * count + d]);
            relative[d] = Math.Max((power + PriorRows * prior[d]) / (rows + PriorRows), 1e-9);
        }
    }
}
