namespace SemCom.Speech;

/// <summary>
/// The lapped transform of the speech codec: modified discrete cosine transform with a sine window, which is orthonormal (Princen, Johnson and Bradley, ICASSP 1987). A frame has
/// <see cref="Hop"/> coefficients of a window of two hops; the first window begins one hop before the sound, the last ends one hop or less behind it.
/// </summary>
public static class SpeechTransform
{
    /// <summary>Samples a second of coded speech [Hz].</summary>
    public const int SampleRate = 8000;

    /// <summary>Coefficients of a frame, and samples from one frame to the next: 32 ms.</summary>
    public const int Hop = 256;

    /// <summary>Row k: coefficient k of the samples of a window [Hop · 2·Hop].</summary>
    private static readonly float[] Rows = MakeRows();

    /// <summary>Column n: what each coefficient gives sample n of a window [2·Hop · Hop].</summary>
    private static readonly float[] Columns = Transposed(Rows);

    /// <summary>Frames of a sound.</summary>
    /// <param name="samples">Samples of the sound.</param>
    public static int FrameCount(int samples) => (samples + Hop - 1) / Hop + 1;

    /// <summary>Coefficients of samples, frame after frame [frames · Hop].</summary>
    public static float[] Forward(ReadOnlySpan<float> samples)
    {
        var frames = FrameCount(samples.Length);
        var padded = new float[(frames + 1) * Hop];
        samples.CopyTo(padded.AsSpan(Hop));
        var coefficients = new float[frames * Hop];
        for (var i = 0; i < coefficients.Length; i++)
            coefficients[i] = Dot(padded.AsSpan(i / Hop * Hop, 2 * Hop), Rows.AsSpan(i % Hop * 2 * Hop, 2 * Hop));
        return coefficients;
    }

    /// <summary>Samples of coefficients.</summary>
    /// <param name="coefficients">Frame after frame [frames · Hop].</param>
    /// <param name="samples">Samples of the sound.</param>
    /// <exception cref="ArgumentException">There are more or fewer coefficients than the sound has.</exception>
    public static float[] Inverse(ReadOnlySpan<float> coefficients, int samples)
    {
        var frames = FrameCount(samples);
        if (coefficients.Length != frames * Hop)
            throw new ArgumentException($"{samples} samples have {frames} frames of {Hop} coefficients (got {coefficients.Length})", nameof(coefficients));
        var padded = new float[(frames + 1) * Hop];
        for (var frame = 0; frame < frames; frame++)
        {
            var values = coefficients.Slice(frame * Hop, Hop);
            for (var n = 0; n < 2 * Hop; n++)
                padded[frame * Hop + n] += Dot(values, Columns.AsSpan(n * Hop, Hop));
        }
        return padded[Hop..(Hop + samples)];
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
            sum += (double)a[i] * b[i];
        return (float)sum;
    }

    private static float[] MakeRows()
    {
        var rows = new float[Hop * 2 * Hop];
        for (var k = 0; k < Hop; k++)
        {
            for (var n = 0; n < 2 * Hop; n++)
            {
                var window = Math.Sin(Math.PI * (n + 0.5) / (2 * Hop));
                rows[k * 2 * Hop + n] = (float)(window * Math.Sqrt(2.0 / Hop) * Math.Cos(Math.PI / Hop * (n + 0.5 + Hop / 2.0) * (k + 0.5)));
            }
        }
        return rows;
    }

    private static float[] Transposed(float[] rows)
    {
        var columns = new float[rows.Length];
        for (var k = 0; k < Hop; k++)
        {
            for (var n = 0; n < 2 * Hop; n++)
                columns[n * Hop + k] = rows[k * 2 * Hop + n];
        }
        return columns;
    }
}
