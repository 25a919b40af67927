using System.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra.Complex;
using SemCom.Channels;
using SemCom.Receiver.Estimation;

namespace SemCom.Evaluation;

/// <summary>
/// The linear minimum mean square error estimate from all pilots of a slot at once, by one large matrix, for channels whose second moments are known: for a
/// single tapped delay line without a line of sight nothing can do better; for many, their mean covariance is what a sample covariance comes to.
/// </summary>
internal sealed class JointMinimum
{
    private readonly DenseMatrix _weights;

    /// <param name="grid">Numerology.</param>
    /// <param name="symbols">OFDM symbols of the slot.</param>
    /// <param name="channels">The channels, each as likely as the others.</param>
    /// <param name="places">Where pilots stand.</param>
    /// <param name="noisePower">N0.</param>
    public JointMinimum(ResourceGrid grid, int symbols, IReadOnlyList<TdlPathProcess> channels, IReadOnlyList<PilotObservation> places, double noisePower)
    {
        var moments = new Complex[2 * symbols - 1, 2 * grid.Subcarriers - 1];
        foreach (var channel in channels)
            Add(channel, grid, symbols, 1.0 / channels.Count, moments);
        Complex R(int symbol, int subcarrier, PilotObservation other) => moments[symbol - other.Symbol + symbols - 1, subcarrier - other.Subcarrier + grid.Subcarriers - 1];
        var covariance = DenseMatrix.Create(places.Count, places.Count, (i, j) => R(places[i].Symbol, places[i].Subcarrier, places[j]) + (i == j ? noisePower : 0));
        var cross = DenseMatrix.Create(places.Count, symbols * grid.Subcarriers, (i, j) => Complex.Conjugate(R(j / grid.Subcarriers, j % grid.Subcarriers, places[i])));
        _weights = (DenseMatrix)covariance.Cholesky().Solve(cross).ConjugateTranspose();
    }

    /// <summary>Gains [symbols × subcarriers].</summary>
    public Complex[] Estimate(IReadOnlyList<PilotObservation> pilots) => [.. _weights * DenseVector.Create(pilots.Count, i => pilots[i].Gain)];

    /// <summary>E[h(l + Δl, k + Δk)·h*(l, k)] for all distances; each tap has Jakes' spectrum and perhaps a line.</summary>
    private static void Add(TdlPathProcess channel, ResourceGrid grid, int symbols, double share, Complex[,] moments)
    {
        var taps = channel.Profile.Taps.ToArray();
        for (var l = 1 - symbols; l < symbols; l++)
        {
            var seconds = l * grid.SymbolSeconds;
            var scattered = SpecialFunctions.BesselJ(0, 2 * Math.PI * channel.DopplerHertz * Math.Abs(seconds));
            var line = Complex.FromPolarCoordinates(1, 2 * Math.PI * TdlPathProcess.LineOfSightDoppler * channel.DopplerHertz * seconds);
            var atTime = Array.ConvertAll(taps, tap => tap.ScatteredPower * scattered + tap.LineOfSightPower * line);
            for (var k = 1 - grid.Subcarriers; k < grid.Subcarriers; k++)
            {
                var sum = Complex.Zero;
                for (var t = 0; t < taps.Length; t++)
                    sum += atTime[t] * Complex.FromPolarCoordinates(share, -2 * Math.PI * k * grid.SpacingHertz * channel.DelaysSeconds[t]);
                moments[l + symbols - 1, k + grid.Subcarriers - 1] += sum;
            }
        }
    }
}
