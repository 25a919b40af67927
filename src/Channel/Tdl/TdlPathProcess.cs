using SemCom.Randomness;

namespace SemCom.Channels;

/// <summary>
/// Fading of a tapped delay line, TR 38.901 §7.7.2. The scattered part of each tap is a sum of plane waves,
/// a(t) = Σ_m c_m·exp(j2π fD cos(α_m) t), m = 0..M−1, with independent complex normal amplitudes c_m, E|c_m|² = P/M, so that a tap is exactly
/// complex normal at all times; the angles α_m = 2π(m + u_m)/M, u_m uniform, give the autocorrelation P·J0(2π fD τ) of Jakes' spectrum exactly in the
/// mean. A line of sight adds √P·exp(j2π(0.7 fD t + φ)), φ uniform. Without Doppler each tap keeps one complex normal gain a frame.
/// </summary>
public sealed class TdlPathProcess : IPathProcess
{
    /// <summary>Largest r.m.s. delay spread [s].</summary>
    public const double MaxDelaySpreadSeconds = 10e-6;

    /// <summary>Largest maximum Doppler shift [Hz].</summary>
    public const double MaxDopplerHertz = 20_000;

    /// <summary>Doppler shift of the line of sight as a part of the maximum, TR 38.901 §7.7.2.</summary>
    public const double LineOfSightDoppler = 0.7;

    private const ulong LineOfSightBlock = 1UL << 32;

    private readonly double[] _delaysSeconds;

    /// <summary>Scales a profile to a delay spread and a Doppler spread.</summary>
    /// <param name="profile">Powers and normalized delays.</param>
    /// <param name="delaySpreadSeconds">R.m.s. delay spread, the unit of the profile's delays [s], 0 to 10 µs.</param>
    /// <param name="dopplerHertz">Maximum Doppler shift fD = speed · carrier frequency / speed of light [Hz], 0 to 20 kHz.</param>
    /// <exception cref="SemComException">A value is out of its range.</exception>
    public TdlPathProcess(TdlProfile profile, double delaySpreadSeconds, double dopplerHertz)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Profile = profile;
        DelaySpreadSeconds = Guard.InRange(delaySpreadSeconds, 0, MaxDelaySpreadSeconds, "delay spread in seconds", "100e-9 is a usual value");
        DopplerHertz = Guard.InRange(dopplerHertz, 0, MaxDopplerHertz, "maximum Doppler shift in Hz", "use speed · carrier frequency / speed of light");
        _delaysSeconds = [.. profile.Taps.ToArray().Select(tap => tap.NormalizedDelay * delaySpreadSeconds)];
    }

    /// <summary>Powers and normalized delays.</summary>
    public TdlProfile Profile { get; }

    /// <summary>R.m.s. delay spread [s].</summary>
    public double DelaySpreadSeconds { get; }

    /// <summary>Maximum Doppler shift [Hz].</summary>
    public double DopplerHertz { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<double> DelaysSeconds => _delaysSeconds;

    /// <inheritdoc/>
    public bool VariesInTime => DopplerHertz > 0;

    /// <inheritdoc/>
    public void Fill(ChannelRealization realization, int antennaPair, double startSeconds, double stepSeconds, Span<Complex32> gains)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(antennaPair);
        var taps = Profile.Taps;
        if (gains.Length % taps.Length != 0)
            throw new ArgumentException($"length must be a multiple of the number of paths, {taps.Length}", nameof(gains));
        var waves = new WaveSum(realization);
        var lineOfSightTurns = new CounterRandom(realization.Seed, RandomPurpose.ArrivalAngles, realization.Frame)
            .Uniform(LineOfSightBlock + (ulong)antennaPair);
        for (var p = 0; p < taps.Length; p++)
        {
            waves.Draw((ulong)antennaPair * TdlProfile.MaxTaps + (ulong)p, taps[p].ScatteredPower, DopplerHertz);
            var amplitude = Math.Sqrt(taps[p].LineOfSightPower);
            for (var i = 0; i < gains.Length / taps.Length; i++)
            {
                var time = startSeconds + i * stepSeconds;
                var gain = DopplerHertz > 0 ? waves.At(time) : waves.First;
                if (amplitude > 0)
                {
                    var (cos, sin) = UnitCircle.At(LineOfSightDoppler * DopplerHertz * time + lineOfSightTurns);
                    gain += new Complex32((float)(amplitude * cos), (float)(amplitude * sin));
                }
                gains[i * taps.Length + p] = gain;
            }
        }
    }
}
