namespace SemCom.Receiver.Estimation;

/// <summary>
/// Maximum likelihood of noise power and channel power for Gaussian observations whose covariance has known modes, power·λ_m + N0. For a given
/// ratio γ of the two the best N0 has a closed form, so the search is over γ alone.
/// </summary>
internal static class EvidenceSearch
{
    private const double LowestRatioDb = -15, HighestRatioDb = 90, StepDb = 3;

    /// <summary>Finds both powers; the cost is the mean negative log-likelihood of a snapshot but for constants.</summary>
    /// <param name="values">λ_m.</param>
    /// <param name="energies">Mean energy observed in each mode.</param>
    /// <param name="knownNoise">N0 where it is known, otherwise null.</param>
    public static (double Noise, double Power, double Cost) Run(double[] values, double[] energies, double? knownNoise)
    {
        var (best, ratioDb) = (double.PositiveInfinity, 0.0);
        for (var db = LowestRatioDb; db <= HighestRatioDb; db += StepDb)
        {
            var cost = Cost(db, values, energies, knownNoise, out _);
            if (cost < best)
                (best, ratioDb) = (cost, db);
        }
        for (var step = StepDb / 2; step > 0.02; step /= 2)
        {
            foreach (var db in (ReadOnlySpan<double>)[ratioDb - step, ratioDb + step])
            {
                var cost = Cost(db, values, energies, knownNoise, out _);
                if (cost < best)
                    (best, ratioDb) = (cost, db);
            }
        }
        Cost(ratioDb, values, energies, knownNoise, out var noise);
        return (noise, noise * Decibels.ToLinear(ratioDb), best);
    }

    private static double Cost(double ratioDb, double[] values, double[] energies, double? knownNoise, out double noise)
    {
        var ratio = Decibels.ToLinear(ratioDb);
        var (determinant, energy) = (0.0, 0.0);
        for (var m = 0; m < values.Length; m++)
        {
            var relative = 1 + ratio * values[m];
            determinant += Math.Log(relative);
            energy += energies[m] / relative;
        }
        noise = Math.Max(knownNoise ?? energy / values.Length, PilotEstimator.SmallestNoise);
        return determinant + values.Length * Math.Log(noise) + energy / noise;
    }
}
