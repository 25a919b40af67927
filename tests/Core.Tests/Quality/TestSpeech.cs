namespace SemCom.Core.Tests.Quality;

/// <summary>Signals that <c>make_stoi.py</c> makes as well.</summary>
internal static class TestSpeech
{
    /// <summary>Uniform in [−1, 1), from a hash of the sample's number.</summary>
    public static double Noise(int i, uint stream)
    {
        var h = unchecked((uint)i * 2654435761u + stream * 40503u);
        h = unchecked((h ^ (h >> 15)) * 2246822519u);
        h = unchecked((h ^ (h >> 13)) * 3266489917u);
        return (h ^ (h >> 16)) / 2147483648.0 - 1;
    }

    /// <summary>Harmonics of 137 Hz, each with a rhythm of its own, and a pause of 0.3 s in every 1.1 s.</summary>
    public static float[] Make(int rate, double seconds)
    {
        var signal = new float[(int)(rate * seconds)];
        for (var i = 0; i < signal.Length; i++)
        {
            var t = (double)i / rate;
            double sum = 0;
            for (var k = 1; k <= 25; k++)
                sum += (1 + 0.9 * Math.Sin(2 * Math.PI * (2.1 + 0.37 * k) * t + k * k)) / k * Math.Sin(2 * Math.PI * 137 * k * t);
            signal[i] = (float)(0.2 * sum * (t % 1.1 < 0.8 ? 1 : 0) + 0.0005 * Noise(i, 1));
        }
        return signal;
    }

    public static float[] Degrade(string kind, double strength, float[] x) => kind switch
    {
        "noise" => [.. x.Select((v, i) => (float)(v + strength * Noise(i, 2)))],
        "clip" => [.. x.Select(v => Math.Clamp(v, -(float)strength, (float)strength))],
        "delay" => [.. new float[(int)strength], .. x.Take(x.Length - (int)strength)],
        _ => [.. x.Select((_, i) => (float)(strength * Noise(i, 3)))],
    };
}
