using SemCom.Runtime.Media;

namespace SemCom.Studio.Tests;

/// <summary>Something like a voice: harmonics whose pitch and loudness change.</summary>
internal static class TestVoices
{
    /// <summary>So many seconds of it.</summary>
    public static Sound Hum(double seconds, int sampleRate = 8000)
    {
        var samples = new float[(int)(seconds * sampleRate)];
        double phase = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var time = (double)i / sampleRate;
            phase += 2 * Math.PI * (120 + 25 * Math.Sin(2 * Math.PI * 0.7 * time)) / sampleRate;
            var loudness = 0.12 * (1 + Math.Sin(2 * Math.PI * 3.1 * time));
            for (var harmonic = 1; harmonic <= 12; harmonic++)
                samples[i] += (float)(loudness / harmonic * Math.Sin(harmonic * phase));
        }
        return new Sound(sampleRate, samples);
    }

    /// <summary>It as a WAV file.</summary>
    public static byte[] Wav(double seconds, int sampleRate = 8000) => SoundFile.ToWav(Hum(seconds, sampleRate));
}
