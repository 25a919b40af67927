using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;

namespace SemCom.Runtime.Quality;

/// <summary>
/// How different two pictures look to a network: at nine depths of SqueezeNet 1.0 the features of every place are scaled to unit length, and their
/// squared distance is averaged over the places and summed over the depths. R. Zhang, P. Isola, A. Efros, E. Shechtman, O. Wang, "The unreasonable
/// effectiveness of deep features as a perceptual metric", CVPR 2018, equation 1 with all weights 1. Any number of threads may use it.
/// </summary>
public sealed class PerceptualDistance
{
    /// <summary>Id of its model in the catalogue.</summary>
    public const string ModelId = "perceptual";

    /// <summary>Shortest side for which every pooling of the network has a whole window.</summary>
    public const int MinSide = 29;

    private readonly FeatureNetwork _network;

    private PerceptualDistance(OnnxSession session) => _network = new FeatureNetwork(session);

    /// <summary>Loads the network, which is shared by the whole process.</summary>
    /// <param name="threads">Threads inside one inference; 0 for one per processor. Values do not depend on it.</param>
    /// <param name="catalogue">Where the model is looked up. The default is the one found beside the application.</param>
    /// <exception cref="SemComException">The model is missing or damaged, or ONNX Runtime is missing.</exception>
    public static PerceptualDistance Load(int threads = 0, ModelCatalogue? catalogue = null)
    {
        var model = (catalogue ?? ModelCatalogue.Default).Find(ModelId);
        return new PerceptualDistance(ModelSessions.Get(model, "features", new OnnxSessionOptions { Threads = threads, KeepMemory = true }));
    }

    /// <summary>The distance, 0..18: 0 for equal pictures, symmetric.</summary>
    /// <returns>Null when a side is shorter than <see cref="MinSide"/>.</returns>
    /// <exception cref="SemComException">The sizes differ.</exception>
    public double? Between(Picture reference, Picture received) => Prepare(reference).DistanceTo(received);

    /// <summary>Computes what is needed of an original that many receptions are compared with.</summary>
    public PerceptualReference Prepare(Picture reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return new PerceptualReference(_network, reference);
    }
}
