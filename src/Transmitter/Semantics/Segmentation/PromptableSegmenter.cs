using SemCom.Runtime.Media;
using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;
using SemCom.Transmitter.Semantics;

namespace SemCom;

/// <summary>
/// A small promptable segmenter with the structure of Segment Anything (Kirillov et al., ICCV 2023): an image encoder that runs once a picture, a prompt encoder and a mask decoder that
/// gives four readings with their expected qualities. It also tells what stands out without a prompt.
/// </summary>
public sealed class PromptableSegmenter : IPromptableSegmenter
{
    /// <summary>Id of its model in the catalogue.</summary>
    public const string ModelId = "segment";

    /// <summary>Longer side of what the network sees, and the number that its sides are multiples of.</summary>
    private const int LongerSide = 320, Multiple = 16;

    private readonly OnnxSession _encoder;
    private readonly OnnxSession _decoder;

    private PromptableSegmenter(OnnxSession encoder, OnnxSession decoder) => (_encoder, _decoder) = (encoder, decoder);

    /// <summary>Loads the networks, which are shared by the whole process.</summary>
    /// <param name="threads">Threads inside one inference; 0 for one per processor. Values do not depend on it.</param>
    /// <param name="catalogue">Where the model is looked up. The default is the one found beside the application.</param>
    /// <exception cref="SemComException">The model is missing or damaged, or ONNX Runtime is missing.</exception>
    public static PromptableSegmenter Load(int threads = 0, ModelCatalogue? catalogue = null)
    {
        var model = (catalogue ?? ModelCatalogue.Default).Find(ModelId);
        var options = new OnnxSessionOptions { Threads = threads, KeepMemory = true };
        return new PromptableSegmenter(ModelSessions.Get(model, "encoder", options), ModelSessions.Get(model, "decoder", options));
    }

    /// <inheritdoc/>
    public ISegmentedPicture Look(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var scale = (double)LongerSide / Math.Max(picture.Width, picture.Height);
        var (width, height) = (Side(picture.Width * scale), Side(picture.Height * scale));
        var results = _encoder.Run(new OnnxInput("picture", TriangleFilter.Resize(picture, width, height), 1, 3, height, width));
        return new LookedAt(_decoder, picture, results.Single(r => r.Name == "embeddings"), results.Single(r => r.Name == "fine"), results.Single(r => r.Name == "importance"));
    }

    private static int Side(double pixels) => Math.Max(Multiple, (int)Math.Round(pixels / Multiple) * Multiple);

    private sealed class LookedAt(OnnxSession decoder, Picture picture, OnnxResult embeddings, OnnxResult fine, OnnxResult importance) : ISegmentedPicture
    {
        private ImportanceMap? _importance;

        public ImportanceMap Importance => _importance ??= new ImportanceMap(picture.Width, picture.Height, Array.ConvertAll(
            new LogitMap(importance.Values, (int)importance.Shape[3], (int)importance.Shape[2]).Resize(picture.Width, picture.Height), logit => 1 / (1 + MathF.Exp(-logit))));

        public IReadOnlyList<MaskCandidate> Masks(SegmentationPrompt prompt)
        {
            ArgumentNullException.ThrowIfNull(prompt);
            prompt.CheckWithin(picture);
            var (points, labels) = (new float[2 * prompt.Points.Count], new float[prompt.Points.Count]);
            for (var i = 0; i < labels.Length; i++)
            {
                var (x, y, kind) = prompt.Points[i];
                (points[2 * i], points[2 * i + 1], labels[i]) = ((float)(x / picture.Width), (float)(y / picture.Height), (int)kind);
            }
            var results = decoder.Run(
                new OnnxInput("embeddings", embeddings.Values, embeddings.Shape), new OnnxInput("fine", fine.Values, fine.Shape),
                new OnnxInput("points", points, 1, labels.Length, 2), new OnnxInput("labels", labels, 1, labels.Length));
            var (masks, qualities) = (results.Single(r => r.Name == "masks"), results.Single(r => r.Name == "qualities"));
            var (height, width) = ((int)masks.Shape[2], (int)masks.Shape[3]);
            // A clear prompt has one reading, the first; a single point may mean any of the four.
            return [.. Enumerable.Range(0, prompt.IsAmbiguous ? qualities.Values.Length : 1)
                .Select(i => new MaskCandidate(() => Mask(masks.Values.AsSpan(i * height * width, height * width), width, height), qualities.Values[i]))
                .OrderByDescending(candidate => candidate.Quality)];
        }

        private RegionMask Mask(ReadOnlySpan<float> logits, int width, int height) =>
            RegionMask.FromPixels(picture.Width, picture.Height, new LogitMap(logits, width, height).Positive(picture.Width, picture.Height));
    }
}
