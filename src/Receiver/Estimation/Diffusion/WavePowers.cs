using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// Powers of all waves, p_d·q_v with Σq = 1, and the noise power: all that decides how observations are weighed. Uncorrelated scattering (Bello 1963) with one
/// Doppler spectrum for all delays.
/// </summary>
internal sealed class WavePowers
{
    /// <summary>Noise relative to the channel that is always there: what paths between the grid's waves look like.</summary>
    private const double LeastNoise = 2e-5;

    private readonly Complex[] _frequency, _time;
    private readonly double _noise;

    /// <param name="grid">The waves.</param>
    /// <param name="delays">p.</param>
    /// <param name="dopplers">q, with sum 1.</param>
    /// <param name="noise">N0 in units of the normalised observations.</param>
    public WavePowers(WaveGrid grid, double[] delays, double[] dopplers, double noise)
    {
        (Delays, Dopplers, _noise) = (delays, dopplers, noise);
        _frequency = new Complex[grid.Subcarriers];
        for (var k = 0; k < _frequency.Length; k++)
            _frequency[k] = Sum(Delays, grid.DelayWave(k));
        _time = new Complex[grid.MostSymbols];
        for (var l = 0; l < _time.Length; l++)
            _time[l] = Sum(Dopplers, grid.DopplerWave(l));
    }

    /// <summary>p.</summary>
    public double[] Delays { get; }

    /// <summary>q, with sum 1.</summary>
    public double[] Dopplers { get; }

    /// <summary>N0, never less than the channel lets be seen.</summary>
    public double Noise => _noise + LeastNoise * Power;

    /// <summary>E|h|².</summary>
    public double Power => _frequency[0].Real;

    /// <summary>E[h(k + <paramref name="subcarriers"/>)·h*(k)].</summary>
    public Complex OverFrequency(int subcarriers) => subcarriers >= 0 ? _frequency[subcarriers] : Complex.Conjugate(_frequency[-subcarriers]);

    /// <summary>E[h(l + <paramref name="symbols"/>)·h*(l)] / power.</summary>
    public Complex OverTime(int symbols) => symbols >= 0 ? _time[symbols] : Complex.Conjugate(_time[-symbols]);

    /// <summary>The same powers with <paramref name="ratio"/> times the noise.</summary>
    public WavePowers WithNoise(WaveGrid grid, double ratio) => new(grid, Delays, Dopplers, ratio * _noise);

    private static Complex Sum(double[] powers, ReadOnlySpan<Complex> waves)
    {
        var (re, im) = (0.0, 0.0);
        for (var i = 0; i < powers.Length; i++)
        {
            re += powers[i] * waves[i].Real;
            im += powers[i] * waves[i].Imaginary;
        }
        return new Complex(re, im);
    }
}
