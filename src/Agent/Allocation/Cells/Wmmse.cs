namespace SemCom;

/// <summary>
/// Powers for the highest weighted sum rate Σ w_i·log2(1 + SINR_i), by the weighted minimum mean square error algorithm (Shi, Razaviyayn, Luo, He, IEEE Transactions on Signal Processing 59(9), 2011), for one
/// antenna at each end. From any start the sum rate never falls; where it ends is a stationary point.
/// </summary>
public static class Wmmse
{
    /// <summary>Finds powers.</summary>
    /// <param name="gains">SNR at the receiver of link i (first) of what transmitter j (second) sends at full power.</param>
    /// <param name="weights">w, above 0.</param>
    /// <param name="rounds">Rounds, 1 or more.</param>
    /// <param name="progress">Is told the sum rate at the start and after each round [bit/channel use]; null for nobody.</param>
    /// <returns>Power of each transmitter, 0 to 1 of full power.</returns>
    public static double[] Powers(IReadOnlyList<IReadOnlyList<double>> gains, IReadOnlyList<double> weights, int rounds = 100, Action<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(gains);
        ArgumentNullException.ThrowIfNull(weights);
        var amplitudes = Enumerable.Repeat(1.0, gains.Count).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            progress?.Invoke(SumRate(gains, weights, Squares(amplitudes)));
            amplitudes = Round(gains, weights, amplitudes);
        }
        progress?.Invoke(SumRate(gains, weights, Squares(amplitudes)));
        return Squares(amplitudes);
    }

    /// <summary>Σ w_i·log2(1 + SINR_i) [bit/channel use].</summary>
    /// <param name="gains">SNR at the receiver of link i (first) of what transmitter j (second) sends at full power.</param>
    /// <param name="weights">w.</param>
    /// <param name="powers">Power of each transmitter relative to full power.</param>
    public static double SumRate(IReadOnlyList<IReadOnlyList<double>> gains, IReadOnlyList<double> weights, IReadOnlyList<double> powers)
    {
        ArgumentNullException.ThrowIfNull(gains);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(powers);
        return weights.Select((w, i) => w * Math.Log2(1 + gains[i][i] * powers[i] / (Received(gains[i], powers) - gains[i][i] * powers[i]))).Sum();
    }

    private static double[] Round(IReadOnlyList<IReadOnlyList<double>> gains, IReadOnlyList<double> weights, double[] amplitudes)
    {
        var (count, powers) = (amplitudes.Length, Squares(amplitudes));
        var (receivers, errors) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            receivers[i] = Math.Sqrt(gains[i][i]) * amplitudes[i] / Received(gains[i], powers);
            errors[i] = 1 - receivers[i] * Math.Sqrt(gains[i][i]) * amplitudes[i];
        }
        var next = new double[count];
        for (var j = 0; j < count; j++)
        {
            var harm = Enumerable.Range(0, count).Sum(i => weights[i] / errors[i] * receivers[i] * receivers[i] * gains[i][j]);
            var pull = weights[j] / errors[j] * receivers[j] * Math.Sqrt(gains[j][j]);
            next[j] = harm > 0 ? Math.Clamp(pull / harm, 0, 1) : 0;
        }
        return next;
    }

    private static double Received(IReadOnlyList<double> gains, IReadOnlyList<double> powers) => 1 + gains.Select((gain, j) => gain * powers[j]).Sum();

    private static double[] Squares(double[] amplitudes) => Array.ConvertAll(amplitudes, a => a * a);
}
