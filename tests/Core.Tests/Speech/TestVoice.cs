using System.Text.Json;
using SemCom.Core.Tests.Latents;
using SemCom.Speech;

namespace SemCom.Core.Tests.Speech;

/// <summary>The speech model's files, and the sound that its recipe made golden numbers of (training/speech/export.py).</summary>
internal static class TestVoice
{
    /// <summary>The model's statistics.</summary>
    public static SpeechTables Tables { get; } = SpeechTables.Parse(File.ReadAllBytes(TrainedModel.InRepository("models/speech/tables.json")));

    /// <summary>What the recipe computed.</summary>
    public static JsonElement Golden { get; } = JsonDocument.Parse(File.ReadAllBytes(TrainedModel.InRepository("models/speech/golden.json"))).RootElement.Clone();

    /// <summary>Numbers that the recipe stored under a name.</summary>
    public static double[] Numbers(string name) => [.. Golden.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    /// <summary>Every seventh value, as the recipe stored them.</summary>
    public static IEnumerable<float> Sampled(float[] values) => values.Where((_, i) => i % 7 == 0);

    /// <summary>A gliding harmonic tone with a rhythm, and a hiss, at 8 kHz.</summary>
    public static Sound Make(int samples)
    {
        var sound = new float[samples];
        for (var n = 0; n < samples; n++)
        {
            var t = (double)n / SpeechTransform.SampleRate;
            var phase = 2 * Math.PI * (120 * t + 20 * t * t);
            var tone = Enumerable.Range(1, 19).Sum(i => Math.Sin(i * phase) / i) * (1 + Math.Sin(2 * Math.PI * 3 * t)) / 2;
            var hiss = Math.Sin(0.7 * Math.Pow(n, 1.9) % 6283);
            sound[n] = (float)(0.1 * tone + (Math.Sin(2 * Math.PI * 2 * t) > 0 ? 0.01 * hiss : 0));
        }
        return new Sound(SpeechTransform.SampleRate, sound);
    }
}
