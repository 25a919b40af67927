namespace SemCom;

/// <summary>One channel of sound, samples from −1 to 1. Louder samples are kept as they are; files clip them.</summary>
public sealed class Sound
{
    /// <summary>Lowest sampling rate [Hz].</summary>
    public const int MinSampleRate = 4000;

    /// <summary>Highest sampling rate [Hz].</summary>
    public const int MaxSampleRate = 192_000;

    /// <summary>Most samples: an hour at 8 kHz.</summary>
    public const int MaxSamples = 3600 * 8000;

    private readonly float[] _samples;

    /// <summary>Wraps <paramref name="samples"/>; the array then belongs to the sound.</summary>
    /// <param name="sampleRate">Samples a second [Hz].</param>
    /// <param name="samples">At least one, all finite.</param>
    /// <exception cref="SemComException">The rate is out of range, there is no sample or too many, or one is not finite.</exception>
    public Sound(int sampleRate, float[] samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        Guard.InRange(sampleRate, MinSampleRate, MaxSampleRate, "sound: sampling rate [Hz]", "convert the recording to 16000 Hz");
        Guard.InRange(samples.Length, 1, MaxSamples, "sound: number of samples", "cut the recording");
        for (var i = 0; i < samples.Length; i++)
        {
            if (!float.IsFinite(samples[i]))
                throw new SemComException($"sound: samples must be finite (sample {i} was {samples[i]}); repair what made them");
        }
        (SampleRate, _samples) = (sampleRate, samples);
    }

    /// <summary>Samples a second [Hz].</summary>
    public int SampleRate { get; }

    /// <summary>The samples.</summary>
    public ReadOnlySpan<float> Samples => _samples;

    /// <summary>Source values, one for each sample: the denominator of the channel bandwidth ratio.</summary>
    public int ValueCount => _samples.Length;

    /// <summary>Length [s].</summary>
    public double Seconds => (double)_samples.Length / SampleRate;

    /// <summary>Root of the mean square of the samples.</summary>
    public double Level
    {
        get
        {
            double sum = 0;
            foreach (var sample in _samples)
                sum += (double)sample * sample;
            return Math.Sqrt(sum / _samples.Length);
        }
    }

    /// <summary>A part of the sound.</summary>
    /// <param name="start">Its first sample.</param>
    /// <param name="count">Samples, at least 1.</param>
    /// <exception cref="SemComException">The part is empty or reaches outside.</exception>
    public Sound Part(int start, int count)
    {
        if (start < 0 || count < 1 || (long)start + count > _samples.Length)
            throw new SemComException($"sound: a part of {count} samples from {start} on must hold samples and lie within the {_samples.Length} of the sound; choose one inside");
        return new Sound(SampleRate, _samples.AsSpan(start, count).ToArray());
    }

    /// <summary>The sound at another sampling rate; frequencies above half of the lower rate are taken out (sinc filter, 60 dB).</summary>
    /// <param name="sampleRate">Samples a second [Hz].</param>
    /// <exception cref="SemComException">The rate is out of range.</exception>
    public Sound At(int sampleRate)
    {
        Guard.InRange(sampleRate, MinSampleRate, MaxSampleRate, "sound: sampling rate [Hz]", "choose for example 8000");
        return sampleRate == SampleRate ? this : new Sound(sampleRate, Array.ConvertAll(new RationalResampler(SampleRate, sampleRate).Convert(_samples), value => (float)value));
    }

    /// <summary>Silence.</summary>
    public static Sound Silence(int sampleRate, int samples) => new(sampleRate, new float[samples]);
}
