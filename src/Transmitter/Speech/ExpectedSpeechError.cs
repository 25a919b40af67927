using SemCom.Latents;
using SemCom.Transmitter.Planning;

namespace SemCom.Transmitter.Speech;

/// <summary>Weighted squared error that the linear receiver would have, in closed form over the noise, when the coefficients of a sound are sent with an allocation.</summary>
internal sealed class ExpectedSpeechError
{
    private readonly LatentGroup[] _groups;
    private readonly double[] _energies, _weights;
    private readonly double _total;

    /// <param name="coefficients">The sound's coefficients.</param>
    /// <param name="weights">What the squared error of each counts.</param>
    /// <param name="groups">How they are sent.</param>
    public ExpectedSpeechError(float[] coefficients, float[] weights, LatentGroup[] groups)
    {
        _groups = groups;
        (_energies, _weights) = (new double[groups.Length], new double[groups.Length]);
        for (var g = 0; g < groups.Length; g++)
        {
            foreach (var at in groups[g].Members)
            {
                _weights[g] += weights[at];
                _energies[g] += (double)weights[at] * coefficients[at] * coefficients[at];
            }
        }
        _total = Math.Max(_energies.Sum(), 1e-12);
    }

    /// <summary>The error, relative to that of silence.</summary>
    /// <param name="allocation">Made from the same groups.</param>
    /// <param name="meanNoise">Noise per real use relative to the mean power of one.</param>
    /// <param name="fading">What fading leaves of symbols.</param>
    /// <param name="estimationError">Relative error of estimated gains, <see cref="LinkPlan.EstimationError"/>.</param>
    public double Of(LatentAllocation allocation, double meanNoise, SymbolGains fading, double estimationError) =>
        LinearError.Of(_groups, _energies, _weights, allocation, meanNoise, fading, estimationError) / _total;
}
