using SemCom.Runtime.Onnx;
using SemCom.Speech;

namespace SemCom.Receiver.Speech;

/// <summary>
/// Runs the network that makes better estimates of speech out of linear ones: it knows how coefficients of speech go together, which the expected variances do not tell. It sees five numbers of each coefficient and
/// says by how much of itself, and of its deviation, the estimate is to be changed.
/// </summary>
internal sealed class SpeechRefiner(OnnxSession network)
{
    /// <summary>Frames that the network sees at a time, and frames at either end of which only its neighbour's are kept: as far as it looks.</summary>
    private const int Section = 512, Overlap = 24;

    private const int Hop = SpeechTransform.Hop, Features = 5;
    private const float Smallest = 1e-5f, SmallestUnder = 1e-6f, LogScale = 0.25f, Largest = 4;

    /// <summary>Better estimates of all coefficients [frames · <see cref="SpeechTransform.Hop"/>].</summary>
    public float[] Refine(SpeechEstimate estimate)
    {
        var frames = estimate.Values.Length / Hop;
        var refined = new float[estimate.Values.Length];
        for (var first = 0; first < frames; first += Section)
        {
            var (begin, end) = (Math.Max(0, first - Overlap), Math.Min(frames, first + Section + Overlap));
            var (start, length, count) = (begin * Hop, (end - begin) * Hop, end - begin);
            var (input, output) = (new float[Features * length], new float[2 * length]);
            for (var i = 0; i < length; i++)
                Describe(estimate, start + i, input.AsSpan(i), length);
            network.Run([new OnnxInput("features", input, 1, Features, count, Hop)], [new OnnxOutput("corrections", output, 1, 2, count, Hop)]);
            for (var i = first * Hop; i < Math.Min(first + Section, frames) * Hop; i++)
                refined[i] = estimate.Values[i] * (1 + output[i - start]) + estimate.Deviations[i] * output[length + i - start];
        }
        return refined;
    }

    /// <summary>The estimate relative to what was expected and to what it may be, and how strong estimate, error and expectation are; the recipe's features().</summary>
    private static void Describe(SpeechEstimate estimate, int at, Span<float> features, int plane)
    {
        var (value, variance) = (estimate.Values[at], estimate.Variances[at]);
        var error = estimate.Deviations[at] * estimate.Deviations[at];
        var energy = value * value + error;
        features[0] = Limited(value / MathF.Sqrt(variance + SmallestUnder));
        features[plane] = Limited(value / MathF.Sqrt(energy + SmallestUnder));
        features[2 * plane] = Limited(MathF.Log(energy + Smallest) * LogScale);
        features[3 * plane] = Limited(MathF.Log(error + Smallest) * LogScale);
        features[4 * plane] = Limited(MathF.Log(variance + Smallest) * LogScale);
    }

    private static float Limited(float value) => Math.Clamp(value, -Largest, Largest);
}
