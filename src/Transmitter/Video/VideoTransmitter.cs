using SemCom.Runtime.Models;

namespace SemCom;

/// <summary>The transmitting end for video: pictures in their order become frames of complex symbols. Not for several threads at the same time.</summary>
public sealed class VideoTransmitter : IDisposable
{
    private readonly SemanticTransmitter _pictures;
    private int _number;

    private VideoTransmitter(SemanticTransmitter pictures, VideoOptions options) => (_pictures, Options) = (pictures, options);

    /// <summary>Id of the model.</summary>
    public string ModelId => _pictures.ModelId;

    /// <summary>How the video is sent.</summary>
    public VideoOptions Options { get; }

    /// <summary>True when the next picture is sent whole, whatever the receiver holds.</summary>
    public bool BeginsAnew { get; private set; } = true;

    /// <summary>Loads an image model of the catalogue; its network is shared by all transmitters of the process.</summary>
    /// <param name="modelId">For example "image-live".</param>
    /// <param name="threads">Threads inside one inference; 0 for one per processor.</param>
    /// <param name="catalogue">Where models are looked up. The default is the one found beside the application.</param>
    /// <param name="options">How the video is sent. The default is <see cref="VideoOptions"/> as it is.</param>
    /// <exception cref="SemComException">The model is unknown or no codec, or its files are damaged, or ONNX Runtime is missing.</exception>
    public static VideoTransmitter Load(string modelId = "image-live", int threads = 0, ModelCatalogue? catalogue = null, VideoOptions? options = null) =>
        new(SemanticTransmitter.Load(modelId, threads, catalogue), options ?? new VideoOptions());

    /// <summary>Encodes the next picture.</summary>
    /// <param name="picture">Any size; another size than before begins anew.</param>
    /// <param name="plan">Bandwidth, planned SNR, assumptions about the channel, what matters in the picture. Its number is not read.</param>
    /// <param name="sampling">What is needed alone, the whole picture, or nothing.</param>
    public VideoFrame Encode(Picture picture, LinkPlan plan, FrameSampling sampling = FrameSampling.Regions)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(plan);
        var number = _number++;
        if (sampling == FrameSampling.Skip)
            return new VideoFrame(number, sampling, null);
        BeginsAnew = false;
        return new VideoFrame(number, FrameSampling.Whole, _pictures.Encode(picture, plan with { Sequence = number })) { ShareNew = 1 };
    }

    /// <summary>Takes feedback: what became of a picture's frame. It may come late, or never.</summary>
    /// <param name="number">Number of the picture.</param>
    /// <param name="arrived">False when its frame was lost.</param>
    public void Acknowledge(int number, bool arrived)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, _number);
        _ = arrived;
    }

    /// <summary>The receiver has nothing: it says so, or began anew. The next picture is sent whole.</summary>
    public void Restart() => BeginsAnew = true;

    /// <summary>Does nothing now; networks stay loaded for the next transmitter.</summary>
    public void Dispose() => _pictures.Dispose();
}
