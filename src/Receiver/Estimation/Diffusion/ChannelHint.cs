namespace SemCom.Receiver.Estimation;

/// <summary>What may be known of a channel beforehand: its 3GPP profile (TR 38.901 §7.7.2), delay spread and Doppler shift.</summary>
/// <param name="Profile">'A' to 'E', for TDL-A to TDL-E.</param>
/// <param name="DelaySpreadSeconds">Root mean square delay spread [s], 0 to 10 µs.</param>
/// <param name="MaxDopplerHertz">Largest Doppler shift [Hz], 0 to the subcarrier spacing.</param>
public sealed record ChannelHint(char Profile, double DelaySpreadSeconds, double MaxDopplerHertz);

/// <summary>A hint as the prior reads it.</summary>
/// <param name="Features">Inputs of its network.</param>
/// <param name="Logits">ln of the weights of all shapes, over delay, then over Doppler shift.</param>
internal sealed record ToldChannel(float[] Features, double[] Logits);

/// <summary>
/// Hints as the network reads them: a flag for each profile, one for "known", and bumps around delay spreads and Doppler shifts of the shapes; and as weights of the shapes, which it then leaves
/// alone: the two nearest shapes of the profile and of Jakes' spectrum, so mixed that delay spread and Doppler spread are those of the hint.
/// </summary>
/// <param name="spreads">Delay spreads of the shapes of each profile, in units of 1 / (72 subcarriers).</param>
/// <param name="shifts">Doppler shifts of the first shapes over Doppler shift, in units of 1 / (14 OFDM symbols), the first of them 0.</param>
/// <param name="shapes">The shapes.</param>
internal sealed class HintCode(double[] spreads, double[] shifts, WaveShapes shapes)
{
    private const int Profiles = 5;

    private const double Least = 1e-3, LeastWeight = 1e-7;

    public int Length => Profiles + 1 + spreads.Length + shifts.Length - 1;

    /// <summary>A hint on a grid.</summary>
    /// <exception cref="SemComException">A value is out of its range.</exception>
    public ToldChannel Describe(ChannelHint hint, ResourceGrid grid, WaveGrid waves)
    {
        if (hint.Profile is < 'A' or > 'E')
            throw new SemComException($"profile of a channel hint must be A to E (was '{hint.Profile}'); leave the hint out for other channels");
        Guard.InRange(hint.DelaySpreadSeconds, 0, 10e-6, "delay spread in seconds", "give seconds, not nanoseconds");
        Guard.InRange(hint.MaxDopplerHertz, 0, grid.SpacingHertz, "largest Doppler shift in Hz", "use speed / wavelength");
        var (spread, shift) = (hint.DelaySpreadSeconds * grid.SpacingHertz * waves.Subcarriers, hint.MaxDopplerHertz * grid.SymbolSeconds * waves.Symbols);
        var told = new float[Length];
        told[hint.Profile - 'A'] = 1;
        told[Profiles] = 1;
        Bumps(spread, spreads, told.AsSpan(Profiles + 1));
        Bumps(shift, shifts.AsSpan(1), told.AsSpan(Profiles + 1 + spreads.Length));
        var weights = new double[shapes.OverDelay + shapes.OverShift];
        Mix(spread, spreads, weights.AsSpan((hint.Profile - 'A') * spreads.Length, spreads.Length));
        Mix(shift, shifts, weights.AsSpan(shapes.OverDelay, shifts.Length));
        return new ToldChannel(told, Array.ConvertAll(weights, weight => Math.Log(Math.Max(weight, LeastWeight))));
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

    /// <summary>Weights of the two nearest of rising values, whose mean square is that of the value; the last one beyond the end.</summary>
    private static void Mix(double value, ReadOnlySpan<double> nodes, Span<double> weights)
    {
        var first = 0;
        while (first < nodes.Length - 2 && nodes[first + 1] <= value)
            first++;
        var (low, high) = (nodes[first] * nodes[first], nodes[first + 1] * nodes[first + 1]);
        var share = Math.Clamp((value * value - low) / (high - low), 0, 1);
        (weights[first], weights[first + 1]) = (1 - share, share);
    }
}
