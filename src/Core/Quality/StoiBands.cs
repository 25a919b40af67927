namespace SemCom;

/// <summary>
/// STOI's 15 one-third octave bands: centres 150·2^(k/3) Hz, edges a sixth of an octave away, each moved to the nearest of 512 bins at 10 kHz.
/// </summary>
internal static class StoiBands
{
    public const int Count = 15;

    private const int FftSize = 512;
    private const double LowestCentreHz = 150;
    private const double BinHz = 10_000.0 / FftSize;

    private static readonly FourierTransform Transform = new(FftSize, unitary: false);

    /// <summary>Band k is made of bins Edges[k] … Edges[k + 1] − 1.</summary>
    private static readonly int[] Edges =
        [.. Enumerable.Range(0, Count + 1).Select(k => (int)Math.Round(LowestCentreHz * Math.Pow(2, (2 * k - 1) / 6.0) / BinHz))];

    /// <summary>Norm of each band's bins in each frame [Count × frames].</summary>
    public static double[] Envelopes(ReadOnlySpan<double> signal)
    {
        var frames = StoiFrames.Count(signal.Length);
        var envelopes = new double[Count * frames];
        var (real, imaginary, work) = (new float[FftSize], new float[FftSize], new float[Transform.WorkLength]);
        for (var frame = 0; frame < frames; frame++)
        {
            Array.Clear(real);
            Array.Clear(imaginary);
            for (var i = 0; i < StoiFrames.Length; i++)
                real[i] = (float)(StoiFrames.Window[i] * signal[frame * StoiFrames.Hop + i]);
            Transform.Forward(real, imaginary, work);
            for (var band = 0; band < Count; band++)
                envelopes[band * frames + frame] = Norm(real, imaginary, Edges[band], Edges[band + 1]);
        }
        return envelopes;
    }

    private static double Norm(float[] real, float[] imaginary, int from, int to)
    {
        double power = 0;
        for (var bin = from; bin < to; bin++)
            power += (double)real[bin] * real[bin] + (double)imaginary[bin] * imaginary[bin];
        return Math.Sqrt(power);
    }
}
