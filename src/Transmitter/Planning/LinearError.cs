using SemCom.Latents;

namespace SemCom.Transmitter.Planning;

/// <summary>
/// Squared error of values that are sent with an allocation and estimated linearly, in closed form over the noise: values of energy E and variance v with gain a leave (1 − w·a)²·E + w²·N with w = v·a / (v·a² + N), those that are
/// not sent E.
/// </summary>
internal static class LinearError
{
    /// <summary>The sum over all groups.</summary>
    /// <param name="groups">The groups of the allocation.</param>
    /// <param name="energies">Squares of the values of each group, summed, each times what its error counts.</param>
    /// <param name="weights">What the errors of each group's values count, summed.</param>
    /// <param name="allocation">Made from the same groups.</param>
    /// <param name="meanNoise">Noise per real use relative to the mean power of one.</param>
    /// <param name="fading">What fading leaves of symbols.</param>
    /// <param name="estimationError">Relative error of estimated gains, <see cref="LinkPlan.EstimationError"/>.</param>
    public static double Of(LatentGroup[] groups, double[] energies, double[] weights, LatentAllocation allocation, double meanNoise, SymbolGains fading, double estimationError)
    {
        double error = 0;
        for (var g = 0; g < groups.Length; g++)
        {
            if (allocation.Taken[g] == 0)
            {
                error += energies[g];
                continue;
            }
            var sent = (double)allocation.Taken[g] / groups[g].Members.Length;
            var gain = allocation.Gains[g];
            var power = groups[g].Variance * gain * gain;
            var disturbance = meanNoise + estimationError * power;
            var noise = disturbance / fading.At(power * meanNoise / disturbance);
            var weight = groups[g].Variance * gain / (power + noise);
            var left = 1 - weight * gain;
            error += sent * weights[g] * weight * weight * noise + (1 - sent + sent * left * left) * energies[g];
        }
        return error;
    }
}
