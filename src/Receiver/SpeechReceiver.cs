using SemCom.Framing;
using SemCom.Receiver;
using SemCom.Receiver.Equalization;
using SemCom.Receiver.Estimation;
using SemCom.Receiver.Speech;
using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;
using SemCom.Speech;

namespace SemCom;

/// <summary>
/// The receiving end for speech: symbols from the channel become a sound, or the frame is declared lost. It knows the model, the layout of frames and nothing else of the transmitter. Loaded once; any number of
/// threads may decode at the same time.
/// </summary>
public sealed class SpeechReceiver
{
    private readonly ModelEntry _model;
    private readonly SpeechTables _tables;
    private readonly SpeechRefiner _refiner;
    private readonly FrameReader _reader;

    private SpeechReceiver(ModelEntry model, SpeechTables tables, SpeechRefiner refiner, FrameReader reader) =>
        (_model, _tables, _refiner, _reader) = (model, tables, refiner, reader);

    /// <summary>Id of the model.</summary>
    public string ModelId => _model.Id;

    /// <summary>Loads a speech model of the catalogue; its network is shared by all receivers of the process.</summary>
    /// <param name="modelId">For example "speech".</param>
    /// <param name="threads">Threads inside one inference; 0 for one per processor.</param>
    /// <param name="catalogue">Where models are looked up. The default is the one found beside the application.</param>
    /// <param name="layout">Where known symbols stand; must be the transmitter's. The default is one preamble a frame.</param>
    /// <param name="estimator">How gains between the pilots of a grid are estimated.</param>
    /// <exception cref="SemComException">The model is unknown or carries no speech, or its files are damaged, or ONNX Runtime is missing.</exception>
    public static SpeechReceiver Load(
        string modelId = "speech", int threads = 0, ModelCatalogue? catalogue = null, FrameLayout? layout = null, EstimatorKind estimator = EstimatorKind.LmmseRobust)
    {
        var model = (catalogue ?? ModelCatalogue.Default).FindCodec(modelId, ModelEntry.Speech);
        var network = ModelSessions.Get(model, "refiner", new OnnxSessionOptions { Threads = threads, KeepMemory = true });
        return new SpeechReceiver(model, SpeechTables.Parse(model.OpenFile("tables")), new SpeechRefiner(network), new FrameReader(layout ?? FrameLayout.WholeFrame, estimator));
    }

    /// <summary>Decodes one frame. A frame that cannot be read is lost, never guessed.</summary>
    /// <param name="frame">What was received.</param>
    /// <param name="refine">False leaves out the network: the linear estimate alone, for comparisons.</param>
    public Reception<Sound> Decode(ReceivedFrame frame, bool refine = true)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_reader.Read(frame, bits => SpeechHeader.FromBits(bits) is not null) is not { } reading)
            return new Reception<Sound> { Loss = "the header could not be read" };
        var header = SpeechHeader.FromBits(reading.HeaderBits)!;
        if (header.ModelWireId != _model.WireId)
            return Lost($"the speech was encoded by model {header.ModelWireId}, this receiver holds {_model.Id} ({_model.WireId})");
        if (header.PayloadSymbols > (long)header.Frames * SpeechTransform.Hop / 2)
            return Lost("the header asks for more than a sound of its length can hold");
        var (bits, content, loss) = FrameContent.Read(reading, header.SideBits, header.SideProtection, header.PayloadSymbols, "the description (classes and harmonics) could not be read");
        if (content is null)
            return Lost(loss!);
        if (SpeechDescription.FromBits(bits, _tables, header.Frames, header.Depth, header.HasPitch) is not { } description)
            return Lost("the description (classes and harmonics) says nothing sensible");
        var estimate = SpeechDemodulator.Demodulate(_tables, description, header, content.Payload, content.PayloadNoise);
        return new Reception<Sound>
        {
            Value = ToSound(header, header.LevelStep > 0 && refine ? _refiner.Refine(estimate) : estimate.Values),
            Confidence = estimate.Confidence,
            EffectiveSnrDb = EffectiveSnr.Db(content.PayloadNoise),
            Sequence = header.Sequence,
        };

        Reception<Sound> Lost(string reason) => new() { Loss = reason, Sequence = header.Sequence };
    }

    private static Sound ToSound(SpeechHeader header, float[] coefficients)
    {
        var samples = SpeechTransform.Inverse(coefficients, header.Samples);
        var level = (float)header.Level;
        for (var i = 0; i < samples.Length; i++)
            samples[i] *= level;
        return new Sound(SpeechTransform.SampleRate, samples);
    }
}
