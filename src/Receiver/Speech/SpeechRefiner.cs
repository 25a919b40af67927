using SemCom.Runtime.Onnx;
using SemCom.Speech;

namespace SemCom.Receiver.Speech;

/// <summary>Runs the network that makes better estimates of speech out of linear ones: it knows how coefficients of speech go together, which the expected variances do not tell.</summary>
internal sealed class SpeechRefiner(OnnxSession network)
{
    /// <summary>Frames that the network sees at a time, and frames at either end of which only its neighbour's are kept.</summary>
    private const int Section = 512, Overlap = 24;

    /// <summary>Better estimates of all coefficients [frames · <see cref="SpeechTransform.Hop"/>].</summary>
    public float[] Refine(SpeechEstimate estimate)
    {
        const int Hop = SpeechTransform.Hop;
        var frames = estimate.Values.Length / Hop;
        var refined = new float[estimate.Values.Length];
        for (var first = 0; first < frames; first += Section)
        {
            var (begin, end) = (Math.Max(0, first - Overlap), Math.Min(frames, first + Section + Overlap));
            var (start, length, count) = (begin * Hop, (end - begin) * Hop, end - begin);
            var output = new float[length];
            network.Run(
                [
                    new OnnxInput("estimates", estimate.Values.AsMemory(start, length), 1, count, Hop),
                    new OnnxInput("deviations", estimate.Deviations.AsMemory(start, length), 1, count, Hop),
                    new OnnxInput("variances", estimate.Variances.AsMemory(start, length), 1, count, Hop),
                ],
                [new OnnxOutput("coefficients", output, 1, count, Hop)]);
            var kept = Math.Min(Section, frames - first) * Hop;
            output.AsSpan((first - begin) * Hop, kept).CopyTo(refined.AsSpan(first * Hop, kept));
        }
        return refined;
    }
}
