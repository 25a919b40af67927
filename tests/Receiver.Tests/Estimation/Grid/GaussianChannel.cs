using System.Numerics;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra.Double;
using SemCom.Randomness;
using SemCom.Receiver.Estimation;

namespace SemCom.Receiver.Tests.Estimation.Grid;

/// <summary>
/// Draws channels that are exactly Gaussian with a given delay profile and Doppler autocorrelation J0, on a grid: each tap's course over time is a Cholesky
/// factor times white noise. Nothing is shared with the code under test.
/// </summary>
internal sealed class GaussianChannel
{
    private readonly double[] _factor;
    private readonly Complex[] _steering;
    private readonly double[] _powers;
    private readonly int _symbols, _subcarriers;

    public GaussianChannel(ResourceGrid grid, int symbols, double[] delays, double[] powers, double dopplerHertz)
    {
        (_symbols, _subcarriers, _powers) = (symbols, grid.Subcarriers, powers);
        var correlation = DenseMatrix.Create(symbols, symbols, (i, j) =>
            SemComBessel.J0(2 * Math.PI * dopplerHertz * (i - j) * grid.SymbolSeconds) + (i == j ? 1e-9 : 0));
        var factor = correlation.Cholesky().Factor;
        _factor = new double[symbols * symbols];
        for (var i = 0; i < symbols; i++)
        {
            for (var j = 0; j <= i; j++)
                _factor[i * symbols + j] = factor[i, j];
        }
        _steering = new Complex[delays.Length * _subcarriers];
        for (var d = 0; d < delays.Length; d++)
        {
            for (var k = 0; k < _subcarriers; k++)
                _steering[d * _subcarriers + k] = Complex.FromPolarCoordinates(1, -2 * Math.PI * k * grid.SpacingHertz * delays[d]);
        }
    }

    /// <summary>Gains [symbols × subcarriers].</summary>
    public Complex32[] Draw(ulong seed, ulong frame)
    {
        var white = new float[2 * _powers.Length * _symbols];
        new CounterRandom(seed, RandomPurpose.Fading, frame).FillGaussian(white);
        var gains = new Complex[_symbols * _subcarriers];
        for (var d = 0; d < _powers.Length; d++)
        {
            var amplitude = Math.Sqrt(_powers[d] / 2);
            for (var l = 0; l < _symbols; l++)
            {
                var a = Complex.Zero;
                for (var j = 0; j <= l; j++)
                    a += _factor[l * _symbols + j] * new Complex(white[2 * (d * _symbols + j)], white[2 * (d * _symbols + j) + 1]);
                a *= amplitude;
                for (var k = 0; k < _subcarriers; k++)
                    gains[l * _subcarriers + k] += a * _steering[d * _subcarriers + k];
            }
        }
        return Array.ConvertAll(gains, g => (Complex32)g);
    }

    /// <summary>Noisy pilots at the places that <paramref name="at"/> names.</summary>
    public static PilotObservation[] Observe(Complex32[] gains, int subcarriers, IEnumerable<(int Symbol, int Subcarrier)> at, double n0, ulong seed, ulong frame)
    {
        var places = at.ToArray();
        var noise = new Complex32[places.Length];
        new CounterRandom(seed, RandomPurpose.ChannelNoise, frame).FillGaussian(MemoryMarshal.Cast<Complex32, float>(noise.AsSpan()));
        return [.. places.Select((p, i) => new PilotObservation(p.Symbol, p.Subcarrier, gains[p.Symbol * subcarriers + p.Subcarrier] + noise[i] * (float)Math.Sqrt(n0 / 2)))];
    }

    /// <summary>Every <paramref name="spacing"/>-th subcarrier of every <paramref name="period"/>-th symbol.</summary>
    public static IEnumerable<(int Symbol, int Subcarrier)> Comb(int symbols, int subcarriers, int spacing, int period) =>
        from l in Enumerable.Range(0, (symbols + period - 1) / period)
        from k in Enumerable.Range(0, (subcarriers + spacing - 1) / spacing)
        select (l * period, k * spacing);
}

/// <summary>J0 by its power series and, beyond 12, Hankel's asymptotic one: a second implementation.</summary>
internal static class SemComBessel
{
    public static double J0(double x)
    {
        x = Math.Abs(x);
        if (x > 12)
        {
            var (p, q, z) = (1.0, -0.125 / x, 1 / (64 * x * x));
            (p, q) = (1 - 4.5 * z + 459.375 * z * z, -0.125 / x * (1 - 37.5 * z + 7441.875 * z * z));
            return Math.Sqrt(2 / (Math.PI * x)) * (p * Math.Cos(x - Math.PI / 4) - q * Math.Sin(x - Math.PI / 4));
        }
        var (sum, term) = (0.0, 1.0);
        for (var k = 1; k < 60; k++)
        {
            sum += term;
            term *= -x * x / 4 / (k * k);
        }
        return sum;
    }
}
