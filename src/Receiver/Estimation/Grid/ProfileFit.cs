using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// The delay profile of one frame from its own pilots: powers of the lines of a fitted profile by expectation maximisation for the Gaussian
/// likelihood
/// (Dempster, Laird and Rubin 1977; Tipping 2001), so noise is subtracted in proportion and no power is negative. The fitted profile is where it
/// starts,
/// and counts as one snapshot, so that powers do not vanish by chance.
/// </summary>
internal static class ProfileFit
{
    private const int Iterations = 5;

    private const double PriorSnapshots = 1;

    /// <summary>Estimates the profile and E|h|².</summary>
    public static (DelayProfile Profile, double Power) Fit(PilotRows pilots, ResourceGrid grid, FrameStatistics frame)
    {
        var basis = new FrequencyBasis(pilots.Combs[pilots.MainComb], grid.Subcarriers, grid.SpacingHertz, frame.Profile);
        var rows = pilots.Rows.Where(r => r.Comb == pilots.MainComb).ToArray();
        var block = CoherentRows(rows, grid, frame.MaxDopplerHertz);
        var snapshots = new List<Complex[]>();
        var z = new Complex[basis.Lines];
        for (var start = 0; start + block <= rows.Length; start += block)
        {
            var sum = new Complex[basis.Lines];
            foreach (var row in rows.AsSpan(start, block))
            {
                basis.Analyse(row.Gains, z);
                for (var i = 0; i < sum.Length; i++)
                    sum[i] += z[i] / block;
            }
            snapshots.Add(sum);
        }
        var relative = Enumerable.Repeat(1.0, basis.Lines).ToArray();
        for (var iteration = 0; iteration < Iterations; iteration++)
            Update(relative, basis.Gram, snapshots, frame.ChannelPower, frame.NoisePower / block);
        var powers = relative.Zip(frame.Profile.Powers, (r, p) => r * p).ToArray();
        return (DelayProfile.OfLines(frame.Profile.Delays, powers), frame.ChannelPower * powers.Sum());
    }

    /// <summary>Rows over which the channel hardly changes; they are averaged, or their noise would look like many small paths.</summary>
    private static int CoherentRows(PilotRow[] rows, ResourceGrid grid, double dopplerHertz)
    {
        if (rows.Length == 1)
            return 1;
        var seconds = grid.SymbolSeconds * (rows[^1].Symbol - rows[0].Symbol) / (rows.Length - 1);
        return (int)Math.Clamp(0.25 / Math.Max(dopplerHertz * seconds, 1e-9), 1, rows.Length);
    }

    /// <summary>One step: the posterior of line d in units of its prior deviation has the mean (M⁻¹Az)_d and the variance N0·(M⁻¹)_dd.</summary>
    private static void Update(double[] relative, HermitianMatrix gram, List<Complex[]> snapshots, double channelPower, double noise)
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
        var energy = new double[count];
        var x = new Complex[count];
        foreach (var z in snapshots)
        {
            for (var d = 0; d < count; d++)
                x[d] = z[d] * amplitudes[d];
            matrix.Solve(x);
            for (var d = 0; d < count; d++)
                energy[d] += x[d].Real * x[d].Real + x[d].Imaginary * x[d].Imaginary;
        }
        var (re, im) = (new double[count * count], new double[count * count]);
        for (var i = 0; i < count; i++)
            re[i * count + i] = 1;
        matrix.SolveRows(re, im, count);
        for (var d = 0; d < count; d++)
        {
            var power = relative[d] * (energy[d] + snapshots.Count * noise * re[d * count + d]);
            relative[d] = Math.Max((power + PriorSnapshots) / (snapshots.Count + PriorSnapshots), 1e-9);
        }
    }
}
