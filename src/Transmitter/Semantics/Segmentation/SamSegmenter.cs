using SemCom.Runtime.Media;
using SemCom.Runtime.Onnx;

namespace SemCom;

/// <summary>
/// Segment Anything itself, from two ONNX files of the user: an image encoder (picture [1, 3, S, S], normalised, padded behind; embeddings [1, C, s, s]) and the mask decoder with the
/// signature of the official export (<c>image_embeddings, point_coords, point_labels, mask_input, has_mask_input, orig_im_size</c>; <c>masks, iou_predictions, low_res_masks</c>).
/// Kirillov et al., ICCV 2023; facebookresearch/segment-anything, <c>scripts/export_onnx_model.py</c>.
/// </summary>
public sealed class SamSegmenter : IPromptableSegmenter, IDisposable
{
    private const int UsualSide = 1024, NoPoint = -1;

    private static readonly float[] Mean = [123.675f, 116.28f, 103.53f];
    private static readonly float[] Deviation = [58.395f, 57.12f, 57.375f];
    private static readonly string[] DecoderInputs = ["image_embeddings", "point_coords", "point_labels", "mask_input", "has_mask_input", "orig_im_size"];

    private readonly OnnxSession _encoder;
    private readonly OnnxSession _decoder;
    private readonly int _side;

    private SamSegmenter(OnnxSession encoder, OnnxSession decoder, int side) => (_encoder, _decoder, _side) = (encoder, decoder, side);

    /// <summary>Loads two files.</summary>
    /// <param name="encoderPath">The image encoder, with one input and one output.</param>
    /// <param name="decoderPath">The mask decoder.</param>
    /// <param name="threads">Threads inside one inference; 0 for one per processor.</param>
    /// <exception cref="SemComException">A file is missing or no network of that signature, or ONNX Runtime is missing.</exception>
    public static SamSegmenter Load(string encoderPath, string decoderPath, int threads = 0)
    {
        var options = new OnnxSessionOptions { Threads = threads, KeepMemory = true };
        var encoder = OnnxSession.Open(encoderPath, options);
        try
        {
            var decoder = OnnxSession.Open(decoderPath, options);
            try
            {
                if (encoder.Inputs is not [{ Shape: [_, 3, _, var side] }] || encoder.Outputs.Count != 1)
                    throw new SemComException($"{encoderPath}: an image encoder must have one input [1, 3, S, S] and one output (has {Names(encoder.Inputs)}; {Names(encoder.Outputs)}); name the encoder's file first");
                if (DecoderInputs.Except(decoder.Inputs.Select(i => i.Name), StringComparer.Ordinal).ToArray() is { Length: > 0 } missing)
                    throw new SemComException($"{decoderPath}: a mask decoder must have the inputs {string.Join(", ", DecoderInputs)} (lacks {string.Join(", ", missing)}); export it with Segment Anything's export_onnx_model.py");
                return new SamSegmenter(encoder, decoder, side > 0 ? (int)side : UsualSide);
            }
            catch
            {
                decoder.Dispose();
                throw;
            }
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ISegmentedPicture Look(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var scale = (double)_side / Math.Max(picture.Width, picture.Height);
        var (width, height) = (Math.Max(1, (int)(picture.Width * scale + 0.5)), Math.Max(1, (int)(picture.Height * scale + 0.5)));
        var resized = TriangleFilter.Resize(picture, width, height);
        var input = new float[3 * _side * _side];
        for (var row = 0; row < 3 * height; row++)
        {
            var (channel, y) = (row / height, row % height);
            var to = input.AsSpan((channel * _side + y) * _side, width);
            for (var x = 0; x < width; x++)
                to[x] = (resized[row * width + x] - Mean[channel]) / Deviation[channel];
        }
        var embeddings = _encoder.Run(new OnnxInput(_encoder.Inputs[0].Name, input, 1, 3, _side, _side))[0];
        return new LookedAt(_decoder, picture, embeddings, (double)width / picture.Width, (double)height / picture.Height);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
    }

    private static string Names(IEnumerable<OnnxTensorInfo> tensors) => string.Join(", ", tensors.Select(t => t.ToString()));

    private sealed class LookedAt(OnnxSession decoder, Picture picture, OnnxResult embeddings, double scaleX, double scaleY) : ISegmentedPicture
    {
        /// <summary>Segment Anything knows no importance.</summary>
        public ImportanceMap? Importance => null;

        public IReadOnlyList<MaskCandidate> Masks(SegmentationPrompt prompt)
        {
            ArgumentNullException.ThrowIfNull(prompt);
            prompt.CheckWithin(picture);
            var hasBox = prompt.Points.Any(p => p.Kind == PromptKind.TopLeft);
            var count = prompt.Points.Count + (hasBox ? 0 : 1);     // without a box the decoder wants one point that says nothing
            var (points, labels) = (new float[2 * count], new float[count]);
            labels[^1] = NoPoint;
            for (var i = 0; i < prompt.Points.Count; i++)
            {
                var (x, y, kind) = prompt.Points[i];
                (points[2 * i], points[2 * i + 1], labels[i]) = ((float)(x * scaleX), (float)(y * scaleY), (int)kind);
            }
            var side = 4 * embeddings.Shape[^1];
            var results = decoder.Run(
                new OnnxInput("image_embeddings", embeddings.Values, embeddings.Shape),
                new OnnxInput("point_coords", points, 1, count, 2), new OnnxInput("point_labels", labels, 1, count),
                new OnnxInput("mask_input", new float[side * side], 1, 1, side, side), new OnnxInput("has_mask_input", new float[1], 1),
                new OnnxInput("orig_im_size", (float[])[picture.Height, picture.Width], 2));
            var (masks, qualities) = (Named(results, "masks"), Named(results, "iou_predictions"));
            var pixels = picture.Width * picture.Height;
            if (masks.Values.Length != qualities.Values.Length * pixels)
                throw new SemComException($"mask decoder: masks must have the picture's size, {picture.Width}x{picture.Height} (have {string.Join('x', masks.Shape)}); export it without cropping");
            return [.. Enumerable.Range(0, qualities.Values.Length)
                .Select(i => new MaskCandidate(RegionMask.FromPixels(picture.Width, picture.Height, Array.ConvertAll(masks.Values[(i * pixels)..((i + 1) * pixels)], logit => logit > 0)), qualities.Values[i]))
                .OrderByDescending(candidate => candidate.Quality)];
        }

        private static OnnxResult Named(OnnxResult[] results, string name) => results.FirstOrDefault(r => r.Name == name) ?? throw new SemComException(
            $"mask decoder: there must be an output '{name}' (has {string.Join(", ", results.Select(r => r.Name))}); export it with Segment Anything's export_onnx_model.py");
    }
}
