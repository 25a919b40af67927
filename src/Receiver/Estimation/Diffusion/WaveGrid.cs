using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// The plane waves of which the prior composes channels: delays in units of 1 / (72 subcarriers), Doppler shifts in units of 1 / (14 OFDM symbols), so that they serve
/// every subcarrier spacing. Immutable.
/// </summary>
internal sealed class WaveGrid
{
    private readonly SplitRows _delayWaves, _dopplerWaves;

    public WaveGrid(int subcarriers, int symbols, double[] delays, double[] dopplers)
    {
        (Subcarriers, Symbols, Delays, Dopplers) = (subcarriers, symbols, delays, dopplers);
        _delayWaves = Waves(delays, -2 * Math.PI / subcarriers, 0, subcarriers);
        _dopplerWaves = Waves(dopplers, 2 * Math.PI / symbols, 1 - MostSymbols, MostSymbols);
    }

    /// <summary>Symbols between two places, at most; further off nothing is known of each other.</summary>
    public int MostSymbols => 2 * Symbols;

    /// <summary>Subcarriers of a window.</summary>
    public int Subcarriers { get; }

    /// <summary>OFDM symbols of a window.</summary>
    public int Symbols { get; }

    /// <summary>Delays [windows⁻¹].</summary>
    public double[] Delays { get; }

    /// <summary>Doppler shifts [windows⁻¹].</summary>
    public double[] Dopplers { get; }

    /// <summary>e^(−j2πkτ) of each delay, for k of 0 to <see cref="Subcarriers"/> − 1.</summary>
    public SplitRow DelayWave(int k) => _delayWaves[k];

    /// <summary>e^(j2πlν) of each Doppler shift, for l of 1 − <see cref="MostSymbols"/> to <see cref="MostSymbols"/> − 1.</summary>
    public SplitRow DopplerWave(int l) => _dopplerWaves[l + MostSymbols - 1];

    private static SplitRows Waves(double[] rates, double angle, int first, int end)
    {
        var waves = new SplitRows(end - first, rates.Length);
        for (var k = first; k < end; k++)
        {
            for (var i = 0; i < rates.Length; i++)
                waves[k - first].Set(i, Complex.FromPolarCoordinates(1, angle * k * rates[i]));
        }
        return waves;
    }
}
