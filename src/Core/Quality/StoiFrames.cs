namespace SemCom;

/// <summary>
/// STOI's frames: 256 samples, 128 apart, Hann window without its zeros. As in the authors' own program, a frame that would end on the very last
/// sample does not count.
/// </summary>
internal static class StoiFrames
{
    public const int Length = 256;
    public const int Hop = 128;

    /// <summary>10^(−40/10): energy, relative to the loudest frame, from which on a frame is silent.</summary>
    private const double SilentEnergy = 1e-4;

    public static readonly double[] Window = HannWindow();

    /// <summary>Frames in a signal of <paramref name="samples"/> samples.</summary>
    public static int Count(int samples) => samples <= Length ? 0 : (samples - Length - 1) / Hop + 1;

    /// <summary>Both signals without the frames in which the reference is silent: windowed frames that stay are overlapped and added.</summary>
    public static (double[] Reference, double[] Degraded) RemoveSilence(ReadOnlySpan<double> reference, ReadOnlySpan<double> degraded)
    {
        var energies = new double[Count(reference.Length)];
        double loudest = 0;
        for (var frame = 0; frame < energies.Length; frame++)
        {
            energies[frame] = Energy(reference.Slice(frame * Hop, Length));
            loudest = Math.Max(loudest, energies[frame]);
        }

        var kept = energies.Count(e => e > SilentEnergy * loudest);
        var samples = kept == 0 ? 0 : (kept - 1) * Hop + Length;
        var (x, y) = (new double[samples], new double[samples]);
        for (var (frame, target) = (0, 0); frame < energies.Length; frame++)
        {
            if (energies[frame] <= SilentEnergy * loudest)
                continue;
            Add(reference.Slice(frame * Hop, Length), x.AsSpan(target, Length));
            Add(degraded.Slice(frame * Hop, Length), y.AsSpan(target, Length));
            target += Hop;
        }
        return (x, y);
    }

    private static double Energy(ReadOnlySpan<double> frame)
    {
        double sum = 0;
        for (var i = 0; i < Length; i++)
        {
            var value = Window[i] * frame[i];
            sum += value * value;
        }
        return sum;
    }

    private static void Add(ReadOnlySpan<double> frame, Span<double> target)
    {
        for (var i = 0; i < Length; i++)
            target[i] += Window[i] * frame[i];
    }

    private static double[] HannWindow()
    {
        var window = new double[Length];
        for (var i = 0; i < Length; i++)
            window[i] = 0.5 - 0.5 * UnitCircle.At((i + 1.0) / (Length + 1)).Cos;
        return window;
    }
}
