using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// Second moments of a channel over a resource grid, as the product of a correlation over frequency and one over time:
/// E[h(f + Δf, t + Δt)·h*(f, t)] = power · Σ p_d·e^(−j2πΔfτ_d) · r(Δt). Uncorrelated scattering, Bello 1963. Immutable.
/// </summary>
public sealed class ChannelCovariance
{
    /// <summary>Most lines of a delay profile.</summary>
    public const int MaxLines = 1024;

    internal ChannelCovariance(DelayProfile profile, DopplerSpectrum doppler, double power) => (Profile, Doppler, Power) = (profile, doppler, power);

    /// <summary>E|h|².</summary>
    public double Power { get; }

    /// <summary>Spectrum over Doppler shifts, the same for all delays.</summary>
    public DopplerSpectrum Doppler { get; }

    /// <summary>Delays of the profile's lines [s].</summary>
    public ReadOnlySpan<double> DelaysSeconds => Profile.Delays;

    /// <summary>Powers of the lines, with sum 1.</summary>
    public ReadOnlySpan<double> Powers => Profile.Powers;

    internal DelayProfile Profile { get; }

    /// <summary>A channel of known paths with unit power.</summary>
    /// <param name="delaysSeconds">Delays [s].</param>
    /// <param name="powers">Their powers, at least 0, in any common scale.</param>
    /// <param name="doppler">Doppler spectrum. The default is a channel that does not change.</param>
    /// <exception cref="SemComException">No path, or a value that is not finite or negative.</exception>
    public static ChannelCovariance True(ReadOnlySpan<double> delaysSeconds, ReadOnlySpan<double> powers, DopplerSpectrum? doppler = null)
    {
        Guard.InRange(delaysSeconds.Length, 1, MaxLines, "paths of a delay profile", "give each path's delay and power");
        Guard.InRange(powers.Length, delaysSeconds.Length, delaysSeconds.Length, "powers of a delay profile", "give one for each delay");
        double total = 0;
        for (var d = 0; d < powers.Length; d++)
        {
            Guard.InRange(delaysSeconds[d], -1, 1, "delay of a path in seconds", "give seconds, not nanoseconds");
            total += Guard.InRange(powers[d], 0, 1e30, "power of a path", "give linear powers");
        }
        Guard.InRange(total, double.Epsilon, double.MaxValue, "power of all paths", "give at least one path power");
        return new ChannelCovariance(DelayProfile.OfLines(delaysSeconds, powers), Checked(doppler ?? DopplerSpectrum.Static), 1);
    }

    /// <summary>
    /// A channel of which only bounds are known: constant power over delays [0, <paramref name="maxDelaySeconds"/>] and Doppler shifts
    /// [−<paramref name="maxDopplerHertz"/>, <paramref name="maxDopplerHertz"/>], so that the correlations are sincs (Li, Cimini and Sollenberger, IEEE
    /// TCOM 46(7), 1998: with a flat spectrum the error does not depend on the true one inside the bounds).
    /// </summary>
    /// <param name="grid">Grid on which it will be used.</param>
    /// <param name="maxDelaySeconds">Largest delay [s], 0 to one OFDM symbol without prefix.</param>
    /// <param name="maxDopplerHertz">Largest Doppler shift [Hz], 0 to the subcarrier spacing.</param>
    /// <param name="power">E|h|². The default is 1.</param>
    /// <exception cref="SemComException">A value is out of its range.</exception>
    public static ChannelCovariance Robust(ResourceGrid grid, double maxDelaySeconds, double maxDopplerHertz, double power = 1)
    {
        ArgumentNullException.ThrowIfNull(grid);
        Guard.InRange(maxDelaySeconds, 0, 1 / grid.SpacingHertz, "largest delay in seconds", "use for example the cyclic prefix");
        Guard.InRange(maxDopplerHertz, 0, grid.SpacingHertz, "largest Doppler shift in Hz", "use speed / wavelength");
        Guard.InRange(power, double.Epsilon, double.MaxValue, "channel power", "the usual value is 1");
        var profile = DelayProfile.Flat(maxDelaySeconds, grid.Subcarriers * grid.SpacingHertz);
        return new ChannelCovariance(profile, new DopplerSpectrum(DopplerShape.Flat, maxDopplerHertz), power);
    }

    /// <summary>E[h(f + Δf)·h*(f)] / power.</summary>
    public Complex FrequencyCorrelation(double hertz) => Profile.Correlation(hertz);

    /// <summary>E[h(t + Δt)·h*(t)] / power.</summary>
    public Complex TimeCorrelation(double seconds) => Doppler.Correlation(seconds);

    private static DopplerSpectrum Checked(DopplerSpectrum doppler)
    {
        Guard.InRange(doppler.MaxDopplerHertz, 0, 1e6, "largest Doppler shift in Hz", "use speed / wavelength");
        Guard.InRange(doppler.LinePower, 0, 1, "power of the Doppler line", "use K/(1+K)");
        Guard.InRange(doppler.LineHertz, -1e6, 1e6, "Doppler shift of the line in Hz", "use a shift below the largest one");
        return doppler;
    }
}
