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

    private readonly SplitRow _frequency;
    private readonly Complex[] _time;
    private readonly double _noise;

    /// <param name="grid">The waves.</param>
    /// <param name="delays">p.</param>
    /// <param name="dopplers">q, with sum 1.</param>
    /// <param name="noise">N0 in units of the normalised observations.</param>
    public WavePowers(WaveGrid grid, double[] delays, double[] dopplers, double noise)
    {
        (Delays, Dopplers, _noise) = (delays, dopplers, noise);
        _frequency = new SplitRow(2 * grid.Subcarriers - 1);
        for (var k = 0; k < grid.Subcarriers; k++)
        {
            var sum = grid.DelayWave(k).Dot(Delays);
            _frequency.Set(Middle - k, Complex.Conjugate(sum));
            _frequency.Set(Middle + k, sum);
        }
        _time = new Complex[grid.MostSymbols];
        for (var l = 0; l < _time.Length; l++)
            _time[l] = grid.DopplerWave(l).Dot(Dopplers);
    }

    private WavePowers(WavePowers other, double noise) =>
        (Delays, Dopplers, _frequency, _time, _noise) = (other.Delays, other.Dopplers, other._frequency, other._time, noise);

    /// <summary>p.</summary>
    public double[] Delays { get; }

    /// <summary>q, with sum 1.</summary>
    public double[] Dopplers { get; }

    /// <summary>N0, never less than the channel lets be seen.</summary>
    public double Noise => _noise + LeastNoise * Power;

    /// <summary>E|h|².</summary>
    public double Power => _frequency.Re[Middle];

    /// <summary>E[h(k + <paramref name="subcarriers"/>)·h*(k)].</summary>
    public Complex OverFrequency(int subcarriers) => _frequency[Middle + subcarriers];

    /// <summary>The same for <paramref name="count"/> distances from <paramref name="first"/> on.</summary>
    public SplitRow OverFrequency(int first, int count) => _frequency.Slice(Middle + first, count);

    /// <summary>E[h(l + <paramref name="symbols"/>)·h*(l)] / power.</summary>
    public Complex OverTime(int symbols) => symbols >= 0 ? _time[symbols] : Complex.Conjugate(_time[-symbols]);

    /// <summary>The same powers with <paramref name="ratio"/> times the noise.</summary>
    public WavePowers WithNoise(double ratio) => new(this, ratio * _noise);

    /// <summary>Where distance 0 stands.</summary>
    private int Middle => _frequency.Length / 2;
}
