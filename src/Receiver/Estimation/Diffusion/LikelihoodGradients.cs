using System.Numerics;
using System.Numerics.Tensors;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// With S the covariance of the observations and a = S⁻¹y, for every power w the energy aᴴ(∂S/∂w)a and the trace tr(S⁻¹ ∂S/∂w): their difference is the derivative of the
/// log-likelihood. Those of the noise are times the noise and for one observation.
/// </summary>
internal sealed class LikelihoodGradients(int delays, int dopplers)
{
    /// <summary>Energies, and traces in the place of imaginary parts, of the powers of all delays.</summary>
    public SplitRow Delays => new(DelayEnergies, DelayTraces);

    /// <summary>The same of all Doppler shifts.</summary>
    public SplitRow Dopplers => new(DopplerEnergies, DopplerTraces);

    public double[] DelayEnergies { get; } = new double[delays];

    public double[] DelayTraces { get; } = new double[delays];

    public double[] DopplerEnergies { get; } = new double[dopplers];

    public double[] DopplerTraces { get; } = new double[dopplers];

    /// <summary>Adds Σ_v q_v·E_vd and Σ_d p_d·E_vd with E the energy of a in each wave.</summary>
    /// <param name="powers">p and q.</param>
    /// <param name="course">Conjugated projections of a on the waves of all delays, for each row of observations.</param>
    /// <param name="turn">What a wave of a Doppler shift is at a row.</param>
    /// <param name="share">Weight of these observations.</param>
    public void AddEnergies(WavePowers powers, SplitRows course, Func<int, int, Complex> turn, double share)
    {
        var (sum, energies) = (new SplitRow(powers.Delays.Length), new double[powers.Delays.Length]);
        for (var v = 0; v < powers.Dopplers.Length; v++)
        {
            sum.Clear();
            for (var r = 0; r < course.Count; r++)
                sum.Add(turn(r, v), course[r]);
            TensorPrimitives.Multiply<double>(sum.Re, sum.Re, energies);
            TensorPrimitives.MultiplyAdd<double>(sum.Im, sum.Im, energies, energies);
            SplitVector.MultiplyAdd(share * powers.Dopplers[v], energies, DelayEnergies);
            DopplerEnergies[v] += share * TensorPrimitives.Dot<double>(powers.Delays, energies);
        }
    }

    public double NoiseEnergy { get; set; }

    public double NoiseTrace { get; set; }
}
