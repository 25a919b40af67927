using System.Numerics;
using MathNet.Numerics.LinearAlgebra.Complex;
using SemCom.Receiver.Estimation;

namespace SemCom.Receiver.Tests.Estimation.Grid;

/// <summary>
/// The minimum mean square error estimate from all pilots of a frame at once, by one large matrix: slow, exact, and nobody else's code.
/// </summary>
internal sealed class JointWiener
{
    private readonly DenseMatrix _weights;

    public JointWiener(ResourceGrid grid, int symbols, double[] delays, double[] powers, double doppler, (int Symbol, int Subcarrier)[] places,
        double n0)
    {
        var frequency = new Dictionary<int, Complex>();
        Complex R((int Symbol, int Subcarrier) a, (int Symbol, int Subcarrier) b)
        {
            var lag = a.Subcarrier - b.Subcarrier;
            if (!frequency.TryGetValue(lag, out var value))
            {
                value = Complex.Zero;
                for (var d = 0; d < delays.Length; d++)
                    value += Complex.FromPolarCoordinates(powers[d], -2 * Math.PI * lag * grid.SpacingHertz * delays[d]);
                frequency[lag] = value;
            }
            return value * SemComBessel.J0(2 * Math.PI * doppler * (a.Symbol - b.Symbol) * grid.SymbolSeconds);
        }
        var covariance = DenseMatrix.Create(places.Length, places.Length, (i, j) => R(places[i], places[j]) + (i == j ? n0 : 0));
        var all = Enumerable.Range(0, symbols * grid.Subcarriers).Select(i => (i / grid.Subcarriers, i % grid.Subcarriers)).ToArray();
        // W = C·R⁻¹ = (R⁻¹·Cᴴ)ᴴ
        var cross = DenseMatrix.Create(places.Length, all.Length, (i, j) => R(places[i], all[j]));
        _weights = (DenseMatrix)covariance.Cholesky().Solve(cross).ConjugateTranspose();
        ErrorVariances = [.. Enumerable.Range(0, all.Length).Select(j => 1 - (_weights.Row(j) * cross.Column(j)).Real)];
    }

    /// <summary>E|h − ĥ|² of each resource element.</summary>
    public double[] ErrorVariances { get; }

    public Complex32[] Estimate(PilotObservation[] pilots) =>
        [.. (_weights * DenseVector.Create(pilots.Length, i => pilots[i].Gain)).Select(value => (Complex32)value)];
}
