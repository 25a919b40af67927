using System.Runtime.InteropServices;
using SemCom.Framing;
using SemCom.Latents;
using SemCom.Receiver;
using SemCom.Receiver.Equalization;
using SemCom.Receiver.Estimation;
using SemCom.Receiver.Image;
using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;
using SemCom.Video;

namespace SemCom;

/// <summary>
/// The receiving end for video. It knows the model, the layout of frames, what it received before, and nothing else of the transmitter. Equal frames in equal order give equal pictures. Not for several threads at the same time.
/// </summary>
public sealed class VideoReceiver : IDisposable
{
    private const int SequenceCount = 256;

    /// <summary>Frames that come later than this many others are refused; older numbers are taken for new ones after a long silence.</summary>
    private const int OldFrames = 16;

    private readonly ModelEntry _model;
    private readonly UpdateTables _tables;
    private readonly ImageDecoder _decoder;
    private readonly FrameReader _reader;
    private readonly HeldLatents _latents = new();
    private HeldPicture? _held;
    private (int Width, int Height) _size;
    private int? _last;

    private VideoReceiver(ModelEntry model, UpdateTables tables, ImageDecoder decoder, FrameReader reader) => (_model, _tables, _decoder, _reader) = (model, tables, decoder, reader);

    /// <summary>Id of the model.</summary>
    public string ModelId => _model.Id;

    /// <summary>What stands on the screen; null before anything arrived.</summary>
    public Picture? Shown { get; private set; }

    /// <summary>Loads an image model of the catalogue that knows differences of pictures; its network is shared by all receivers of the process.</summary>
    /// <param name="modelId">For example "image-live".</param>
    /// <param name="threads">Threads inside one inference; 0 for one per processor.</param>
    /// <param name="catalogue">Where models are looked up. The default is the one found beside the application.</param>
    /// <param name="layout">Where known symbols stand, on which grid and antennas; must be the transmitter's. The default is one preamble a frame.</param>
    /// <param name="estimator">How gains between the pilots of a grid are estimated. The default is <see cref="EstimatorKind.LmmseRobust"/>.</param>
    /// <exception cref="SemComException">The model is unknown or not for video, or its files are damaged, or ONNX Runtime is missing.</exception>
    public static VideoReceiver Load(
        string modelId = "image-live", int threads = 0, ModelCatalogue? catalogue = null, FrameLayout? layout = null, EstimatorKind estimator = EstimatorKind.LmmseRobust)
    {
        var model = (catalogue ?? ModelCatalogue.Default).FindCodec(modelId);
        if (!model.Has("differences"))
            throw new SemComException($"video: the model must know differences of pictures (was '{modelId}'); choose image-live");
        var tables = UpdateTables.Parse(model.OpenFile("differences"), LatentTables.Parse(model.OpenFile("tables")));
        var decoder = new ImageDecoder(ModelSessions.Get(model, "decoder", new OnnxSessionOptions { Threads = threads, KeepMemory = true }), tables.Latents);
        return new VideoReceiver(model, tables, decoder, new FrameReader(layout ?? FrameLayout.WholeFrame, estimator));
    }

    /// <summary>Decodes one frame. A frame that cannot be read is lost, never guessed, and changes nothing of what is shown.</summary>
    /// <param name="frame">What was received.</param>
    public VideoReception Decode(ReceivedFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var reception = Receive(frame);
        Shown = reception.Value ?? Shown;
        return new VideoReception(Shown, reception) { NeedsRestart = _held is null || _held.ShareUnknown > 0 };
    }

    /// <summary>Does nothing now; networks stay loaded for the next receiver.</summary>
    public void Dispose() { }

    private static Reception<Picture> Lost(string reason, FrameHeader? header = null) => new() { Loss = reason, Sequence = header?.Sequence };

    private Reception<Picture> Receive(ReceivedFrame frame)
    {
        if (_reader.Read(frame, bits => FrameHeader.FromBits(bits) is not null) is not { } reading)
            return Lost("the header could not be read");
        var header = FrameHeader.FromBits(reading.HeaderBits)!;
        if (header.ModelWireId != _model.WireId)
            return Lost(PictureFrame.WrongModel(header, _model), header);
        if (header.IsDifference)
            return Lost("the frame is what differs from a picture that both ends know, and is none of a video", header);
        var (bits, content, loss) = PictureFrame.Read(reading, header, _tables.Latents);
        if (content is null)
            return Lost(loss!, header);
        return header.IsUpdate ? Update(header, bits!, content) : Begin(header, bits!, content);
    }

    private Reception<Picture> Begin(FrameHeader header, byte[] bits, FrameContent content)
    {
        if (PictureFrame.SideMessageOf(header, bits, _tables.Latents) is not { } message)
            return Lost(PictureFrame.Unreadable, header);
        var held = Hold(header);
        var allocation = LatentAllocation.Of(message, _tables.Latents, header.PayloadSymbols, header.PlanSnrDb);
        held.Begin(message, allocation, Observe(header, content));
        return Show(header, content, held);
    }

    private Reception<Picture> Update(FrameHeader header, byte[] bits, FrameContent content)
    {
        var grid = PatchGrid.Covering(header.Width, header.Height, _tables.Latents.Patch);
        if (UpdateMessage.FromBits(bits, _tables, grid, header.BaseStep) is not { } message)
            return Lost("the message (what changed) could not be read", header);
        var groups = UpdateGroups.InOrder(_tables, message);
        if (2L * header.PayloadSymbols > groups.Sum(group => (long)group.Members.Length))
            return Lost("the header asks for more than its message tells of", header);
        if (_last is { } last && _size == (header.Width, header.Height) && (last - header.Sequence + SequenceCount) % SequenceCount < OldFrames)
            return Lost("the frame is older than what is shown", header);
        var held = Hold(header);
        if (_last is null || message.Gap == 0 || (header.Sequence - _last.Value + SequenceCount) % SequenceCount != message.Gap)
            held.Doubt();
        var allocation = LatentAllocation.Create(groups, 2 * header.PayloadSymbols, Decibels.ToNoisePower(header.PlanSnrDb));
        held.Update(message, allocation, Observe(header, content), isGuarded: true);
        return Show(header, content, held);
    }

    /// <summary>What is held of pictures of the header's size; nothing where the size is a new one.</summary>
    private HeldPicture Hold(FrameHeader header)
    {
        var grid = PatchGrid.Covering(header.Width, header.Height, _tables.Latents.Patch);
        if (_held is null || _size != (header.Width, header.Height))
            (_held, _size, _last) = (new HeldPicture(_tables, grid), (header.Width, header.Height), null);
        return _held;
    }

    private static Observation Observe(FrameHeader header, FrameContent content) =>
        new(MemoryMarshal.Cast<Complex32, float>(content.Payload), content.PayloadNoise, header.Scale, Decibels.ToNoisePower(header.PlanSnrDb));

    private Reception<Picture> Show(FrameHeader header, FrameContent content, HeldPicture held)
    {
        _last = header.Sequence;
        var snrDb = EffectiveSnr.Db(content.PayloadNoise);
        var latents = _latents.Of(held, snrDb);
        var rate = HeldLatents.RateOf(held, _tables.Latents);
        return new Reception<Picture>
        {
            Value = _decoder.Decode(latents, header.Width, header.Height, header.Grey, rate),
            Confidence = latents.Confidence,
            EffectiveSnrDb = snrDb,
            Sequence = header.Sequence,
        };
    }
}
