using SemCom.Framing;
using SemCom.Receiver.Estimation;
using SemCom.Runtime.Models;

namespace SemCom;

/// <summary>
/// The receiving end for video. It knows the model, the layout of frames, what it received before, and nothing else of the transmitter. Not for several threads at the same time.
/// </summary>
public sealed class VideoReceiver : IDisposable
{
    private readonly SemanticReceiver _pictures;

    private VideoReceiver(SemanticReceiver pictures) => _pictures = pictures;

    /// <summary>Id of the model.</summary>
    public string ModelId => _pictures.ModelId;

    /// <summary>What stands on the screen; null before anything arrived.</summary>
    public Picture? Shown { get; private set; }

    /// <summary>Loads an image model of the catalogue; its network is shared by all receivers of the process.</summary>
    /// <param name="modelId">For example "image-live".</param>
    /// <param name="threads">Threads inside one inference; 0 for one per processor.</param>
    /// <param name="catalogue">Where models are looked up. The default is the one found beside the application.</param>
    /// <param name="layout">Where known symbols stand, on which grid and antennas; must be the transmitter's. The default is one preamble a frame.</param>
    /// <param name="estimator">How gains between the pilots of a grid are estimated. The default is <see cref="EstimatorKind.LmmseRobust"/>.</param>
    /// <exception cref="SemComException">The model is unknown or no codec, or its files are damaged, or ONNX Runtime is missing.</exception>
    public static VideoReceiver Load(
        string modelId = "image-live", int threads = 0, ModelCatalogue? catalogue = null, FrameLayout? layout = null, EstimatorKind estimator = EstimatorKind.LmmseRobust) =>
        new(SemanticReceiver.Load(modelId, threads, catalogue, layout, estimator));

    /// <summary>Decodes one frame. A frame that cannot be read is lost, never guessed, and changes nothing of what is shown.</summary>
    /// <param name="frame">What was received.</param>
    public VideoReception Decode(ReceivedFrame frame)
    {
        var reception = _pictures.Decode(frame);
        Shown = reception.Value ?? Shown;
        return new VideoReception(Shown, reception) { NeedsRestart = Shown is null };
    }

    /// <summary>Does nothing now; networks stay loaded for the next receiver.</summary>
    public void Dispose() => _pictures.Dispose();
}
