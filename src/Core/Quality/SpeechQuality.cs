namespace SemCom;

/// <summary>How close received speech is to the speech that was sent. Both need the same length and alignment; samples may have any scale.</summary>
public static class SpeechQuality
{
    /// <summary>Lowest sampling rate that <see cref="Stoi"/> takes [Hz]. Below 8.6 kHz its highest band, up to 4277 Hz, is partly empty.</summary>
    public const int MinStoiSampleRate = 8000;

    /// <summary>Highest sampling rate that <see cref="Stoi"/> takes [Hz].</summary>
    public const int MaxStoiSampleRate = 192_000;

    /// <summary>Sampling rates for <see cref="Stoi"/> are multiples of this [Hz]: 11025, 22050 and 44100 are.</summary>
    public const int StoiSampleRateStep = 25;

    /// <summary>
    /// Scale-invariant signal-to-distortion ratio 10·log10(|αs|² / |αs − ŝ|²) [dB] with α = ŝᵀs / |s|², after both means are removed.
    /// J. Le Roux, S. Wisdom, H. Erdogan, J. R. Hershey, "SDR – half-baked or well done?", ICASSP 2019, equations 3 and 4.
    /// </summary>
    /// <param name="reference">What was sent, s.</param>
    /// <param name="estimate">What was received, ŝ, as many samples.</param>
    /// <returns>
    /// +∞ for an exact copy (above 120 dB for one at another scale, positive or negative, whose samples were rounded); −∞ where the estimate holds
    /// nothing of the reference, as in silence.
    /// </returns>
    /// <exception cref="SemComException">The lengths differ, a sample is not finite, or the reference is silent (all samples equal).</exception>
    public static double SiSdrDb(ReadOnlySpan<float> reference, ReadOnlySpan<float> estimate)
    {
        CheckSignals(reference, estimate);
        if (IsSilent(reference))
            throw new SemComException($"speech: the reference must not be silent (was {reference.Length} equal samples); leave such recordings out");
        if (IsSilent(estimate))
            return double.NegativeInfinity;
        var (meanS, meanE) = (Mean(reference), Mean(estimate));
        double powerS = 0, cross = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            var s = reference[i] - meanS;
            powerS += s * s;
            cross += s * (estimate[i] - meanE);
        }

        var scale = cross / powerS;
        double error = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            var d = scale * (reference[i] - meanS) - (estimate[i] - meanE);
            error += d * d;
        }
        var target = scale * scale * powerS;
        return target == 0 ? double.NegativeInfinity : Decibels.FromLinear(target / error);
    }

    /// <summary>
    /// Short-time objective intelligibility, −1..1: 1 for identical signals, about 0 for unrelated ones. C. H. Taal, R. C. Hendriks, R. Heusdens,
    /// J. Jensen, "An algorithm for intelligibility prediction of time-frequency weighted noisy speech", IEEE Trans. Audio, Speech, Lang. Process.
    /// 19(7), 2011, section II.
    /// </summary>
    /// <param name="reference">Clean speech. Frames in which it lies 40 dB below its loudest one are silent and cut from both signals.</param>
    /// <param name="degraded">Received speech, as many samples.</param>
    /// <param name="sampleRate">
    /// Samples a second [Hz], <see cref="MinStoiSampleRate"/> to <see cref="MaxStoiSampleRate"/>, a multiple of <see cref="StoiSampleRateStep"/>.
    /// </param>
    /// <returns>
    /// Null where less than one segment of 30 frames is left: 31 frames of 25.6 ms every 12.8 ms that are not silent, at least 0.41 s of speech.
    /// </returns>
    /// <exception cref="SemComException">The lengths differ, a sample is not finite, or the sampling rate is out of range.</exception>
    public static double? Stoi(ReadOnlySpan<float> reference, ReadOnlySpan<float> degraded, int sampleRate)
    {
        CheckSignals(reference, degraded);
        Guard.InRange(sampleRate, MinStoiSampleRate, MaxStoiSampleRate, "speech: sampling rate [Hz]", "convert the recording to 16000 Hz");
        if (sampleRate % StoiSampleRateStep != 0)
        {
            throw new SemComException($"speech: the sampling rate must be a multiple of {StoiSampleRateStep} Hz (was {sampleRate}); " +
                "convert the recording to 16000 Hz");
        }
        return StoiMeasure.Compare(reference, degraded, sampleRate);
    }

    private static bool IsSilent(ReadOnlySpan<float> signal) => signal.IndexOfAnyExcept(signal[0]) < 0;

    private static double Mean(ReadOnlySpan<float> signal)
    {
        double sum = 0;
        foreach (var value in signal)
            sum += value;
        return sum / signal.Length;
    }

    private static void CheckSignals(ReadOnlySpan<float> reference, ReadOnlySpan<float> received)
    {
        if (reference.Length == 0)
            throw new SemComException("speech: signals need at least one sample (was 0); leave empty recordings out");
        if (reference.Length != received.Length)
        {
            throw new SemComException($"speech: both signals must have the same length (was {reference.Length} and {received.Length} samples); " +
                "align and cut them first");
        }
        CheckFinite(reference, "reference");
        CheckFinite(received, "received signal");
    }

    private static void CheckFinite(ReadOnlySpan<float> signal, string name)
    {
        for (var i = 0; i < signal.Length; i++)
        {
            if (!float.IsFinite(signal[i]))
                throw new SemComException($"speech: samples must be finite (sample {i} of the {name} was {signal[i]}); repair what made them");
        }
    }
}
