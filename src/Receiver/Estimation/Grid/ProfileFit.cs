using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// The delay profile of one frame from its own pilots: powers of a fine grid of delays by expectation maximisation for the Gaussian likelihood
/// (Dempster, Laird and Rubin 1977; Tipping 2001), so noise is subtracted in proportion and no power is negative. A flat prior worth half a row keeps
/// powers from vanishing by chance.
/// </summary>
internal static class ProfileFit
{
    private const int Iterations = 12;

    /// <summary>Delay grid points in a resolution cell, 1/bandwidth.</summary>
    private const double Oversampling = 1.5;

    private const double PriorRows = 0.5;

    /// <summary>Estimates the profile over [0, <paramref name="maxDelaySeconds"/>].</summary>
    public static (DelayProfile Profile, double Power) Fit(PilotRows pilots, ResourceGrid grid, double maxDelaySeconds, double channelPower, double noisePower)
    {
        var comb = pilots.Combs[pilots.MainComb];
        var count = 4 + (int)Math.Ceiling(Oversampling * maxDelaySeconds * grid.Subcarriers * grid.SpacingHertz);
        var delays = Enumerable.Range(0, count).Select(d => maxDelaySeconds * d / (count - 1)).ToArray();
        var flat = DelayProfile.OfLines(delays, Enumerable.Repeat(1.0, count).ToArray());
        var basis = new FrequencyBasis(comb, grid.Subcarriers, grid.SpacingHertz, flat);
        var (moments, rows) = (new Complex[count * count], 0);
        var z = new Complex[count];
        foreach (var row in pilots.Rows.Where(r => r.Comb == pilots.MainComb))
        {
            basis.Analyse(row.Gains, z);
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j <= i; j++)
                    moments[i * count + j] += z[i] * Complex.Conjugate(z[j]);
            }
            rows++;
        }
        // Amplitudes relative to the flat profile: the channel is Σ √(power·x_d)·(flat line d).
        var relative = Enumerable.Repeat(1.0, count).ToArray();
        for (var iteration = 0; iteration < Iterations; iteration++)
            Update(relative, basis.Gram, moments, rows, channelPower, noisePower);
        return (DelayProfile.OfLines(delays, relative), channelPower * relative.Average());
    }

    private static void Update(double[] relative, HermitianMatrix gram, Complex[] moments, int rows, double channelPower, double noise)
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
            relative[d] = Math.Max((power + PriorRows) / (rows + PriorRows), 1e-9);
        }
    }
}
