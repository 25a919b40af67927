namespace SemCom.Receiver.Estimation;

/// <summary>
/// With S the covariance of the observations and a = S⁻¹y, for every power w the energy aᴴ(∂S/∂w)a and the trace tr(S⁻¹ ∂S/∂w): their difference is the derivative of the
/// log-likelihood. Those of the noise are times the noise and for one observation.
/// </summary>
internal sealed class LikelihoodGradients(int delays, int dopplers)
{
    public double[] DelayEnergies { get; } = new double[delays];

    public double[] DelayTraces { get; } = new double[delays];

    public double[] DopplerEnergies { get; } = new double[dopplers];

    public double[] DopplerTraces { get; } = new double[dopplers];

    public double NoiseEnergy { get; set; }

    public double NoiseTrace { get; set; }
}
