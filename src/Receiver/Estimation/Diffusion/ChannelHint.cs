namespace SemCom.Receiver.Estimation;

/// <summary>What may be known of a channel beforehand: its 3GPP profile (TR 38.901 §7.7.2), delay spread and Doppler shift.</summary>
/// <param name="Profile">'A' to 'E', for TDL-A to TDL-E.</param>
/// <param name="DelaySpreadSeconds">Root mean square delay spread [s], 0 to 10 µs.</param>
/// <param name="MaxDopplerHertz">Largest Doppler shift [Hz], 0 to the subcarrier spacing.</param>
public sealed record ChannelHint(char Profile, double DelaySpreadSeconds, double MaxDopplerHertz);

/// <summary>Hints as the network reads them: a flag for each profile, one for "known", and bumps around delay spreads and Doppler shifts of the shapes.</summary>
/// <param name="spreads">Delay spreads of the shapes, in units of 1 / (72 subcarriers).</param>
/// <param name="shifts">Doppler shifts of the shapes, in units of 1 / (14 OFDM symbols), the first of them 0.</param>
internal sealed class HintCode(double[] spreads, double[] shifts)
{
    private const int Profiles = 5;

    private const double Least = 1e-3;

    public int Length => Profiles + 1 + spreads.Length + shifts.Length - 1;

    /// <summary>The code of a hint [<see cref="Length"/>] on a grid.</summary>
    /// <exception cref="SemComException">A value is out of its range.</exception>
    public float[] Describe(ChannelHint hint, ResourceGrid grid, WaveGrid waves)
    {
        if (hint.Profile is < 'A' or > 'E')
            throw new SemComException($"profile of a channel hint must be A to E (was '{hint.Profile}'); leave the hint out for other channels");
        Guard.InRange(hint.DelaySpreadSeconds, 0, 10e-6, "delay spread in seconds", "give seconds, not nanoseconds");
        Guard.InRange(hint.MaxDopplerHertz, 0, grid.SpacingHertz, "largest Doppler shift in Hz", "use speed / wavelength");
        var told = new float[Length];
        told[hint.Profile - 'A'] = 1;
        told[Profiles] = 1;
        Bumps(hint.DelaySpreadSeconds * grid.SpacingHertz * waves.Subcarriers, spreads, told.AsSpan(Profiles + 1));
        Bumps(hint.MaxDopplerHertz * grid.SymbolSeconds * waves.Symbols, shifts.AsSpan(1), told.AsSpan(Profiles + 1 + spreads.Length));
        return told;
    }

    private static void Bumps(double value, ReadOnlySpan<double> centres, Span<float> bumps)
    {
        var width = Math.Log(centres[1] / centres[0]);
        for (var i = 0; i < centres.Length; i++)
        {
            var distance = Math.Log(Math.Max(value, Least) / centres[i]) / width;
            bumps[i] = (float)Math.Exp(-distance * distance);
        }
    }
}
