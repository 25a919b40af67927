using SemCom.Runtime.Media;
using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;

namespace SemCom.Runtime.Quality;

/// <summary>
/// What a picture shows, as MobileNetV2 sees it (M. Sandler et al., CVPR 2018; trained on ImageNet): 1280 mean features, and scores of 1001 classes.
/// The network looks at 224x224 pixels. The whole picture is brought to that size, with a triangle filter as wide as the reduction asks for; its
/// shape is not kept. Cutting out a square, as classifiers do, would leave errors at the borders unseen. Any number of threads may use it.
/// </summary>
public sealed class PictureEmbedder
{
    /// <summary>Id of its model in the catalogue.</summary>
    public const string ModelId = "embed";

    internal const int Side = 224, FeatureCount = 1280, ClassCount = 1001;

    private readonly OnnxSession _session;

    private PictureEmbedder(OnnxSession session) => _session = session;

    /// <summary>Loads the network, which is shared by the whole process.</summary>
    /// <param name="threads">Threads inside one inference; 0 for one per processor. Values do not depend on it.</param>
    /// <param name="catalogue">Where the model is looked up. The default is the one found beside the application.</param>
    /// <exception cref="SemComException">The model is missing or damaged, or ONNX Runtime is missing.</exception>
    public static PictureEmbedder Load(int threads = 0, ModelCatalogue? catalogue = null)
    {
        var model = (catalogue ?? ModelCatalogue.Default).Find(ModelId);
        return new PictureEmbedder(ModelSessions.Get(model, "network", new OnnxSessionOptions { Threads = threads, KeepMemory = true }));
    }

    /// <summary>Looks at a picture of any size.</summary>
    public PictureEmbedding Embed(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Embed(TriangleFilter.Resize(picture, Side, Side));
    }

    /// <summary>Looks at values [3, 224, 224], 0..255.</summary>
    internal PictureEmbedding Embed(float[] planes)
    {
        var (features, scores) = (new float[FeatureCount], new float[ClassCount]);
        _session.Run(
            [new OnnxInput("picture", planes, 1, 3, Side, Side)],
            [new OnnxOutput("embedding", features, 1, FeatureCount), new OnnxOutput("scores", scores, 1, ClassCount)]);
        return new PictureEmbedding(features, scores);
    }
}
