using SemCom.Coding;
using SemCom.Framing;
using SemCom.Latents;
using SemCom.Receiver;
using SemCom.Receiver.Estimation;
using SemCom.Receiver.Image;
using SemCom.Receiver.Latents;
using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;

namespace SemCom;

/// <summary>
/// The receiving end: symbols from the channel become a picture, or the frame is declared lost. It knows the model, the
/// layout of frames and nothing else of the transmitter. Loaded once; any number of threads may decode at the same time.
/// </summary>
public sealed class SemanticReceiver : IDisposable
{
    private const string GenerativeRole = "generative-decoder";

    private readonly ModelEntry _model;
    private readonly LatentTables _tables;
    private readonly ImageDecoder _decoder;
    private readonly Lazy<ImageDecoder> _tokenDecoder;
    private readonly Lazy<ImageDecoder> _generativeDecoder;
    private readonly FrameReader _reader;

    private SemanticReceiver(ModelEntry model, LatentTables tables, OnnxSessionOptions options, FrameReader reader)
    {
        (_model, _tables, _reader) = (model, tables, reader);
        _decoder = Network("decoder");
        // Few receivers get tokens; models that have nothing of their own for them use what serves analog symbols.
        _tokenDecoder = new Lazy<ImageDecoder>(() => model.Has("token-decoder") ? Network("token-decoder") : _decoder);
        _generativeDecoder = new Lazy<ImageDecoder>(() => Network(GenerativeRole));

        ImageDecoder Network(string role) => new(ModelSessions.Get(model, role, options), tables);
    }

    /// <summary>Id of the model.</summary>
    public string ModelId => _model.Id;

    /// <summary>True when the model can fill in what messages of very few bytes do not tell (<see cref="LinkMode.Generative"/>).</summary>
    public bool CanGenerate => _model.Has(GenerativeRole);

    /// <summary>Where known symbols stand, on which grid and antennas.</summary>
    public FrameLayout Layout => _reader.Layout;

    /// <summary>Loads an image model of the catalogue; its network is shared by all receivers of the process.</summary>
    /// <param name="modelId">For example "image-base".</param>
    /// <param name="threads">Threads inside one inference; 0 for one per processor.</param>
    /// <param name="catalogue">Where models are looked up. The default is the one found beside the application.</param>
    /// <param name="layout">Where known symbols stand, on which grid and antennas; must be the transmitter's. The default is one preamble a frame.</param>
    /// <param name="estimator">How gains between the pilots of a grid are estimated. The default is <see cref="EstimatorKind.LmmseRobust"/>.</param>
    /// <exception cref="SemComException">The model is unknown or no codec, or its files are damaged, or ONNX Runtime is missing.</exception>
    public static SemanticReceiver Load(
        string modelId, int threads = 0, ModelCatalogue? catalogue = null, FrameLayout? layout = null, EstimatorKind estimator = EstimatorKind.LmmseRobust)
    {
        var model = (catalogue ?? ModelCatalogue.Default).FindCodec(modelId);
        var tables = LatentTables.Parse(model.OpenFile("tables"));
        return new SemanticReceiver(model, tables, new OnnxSessionOptions { Threads = threads, KeepMemory = true }, new FrameReader(layout ?? FrameLayout.WholeFrame, estimator));
    }

    /// <summary>Decodes one frame. A frame that cannot be read is lost, never guessed.</summary>
    /// <param name="frame">What was received.</param>
    /// <param name="reproduce">
    /// Gives the symbols that a decoded picture would have had (<c>SemanticTransmitter.Reproduce</c>), to estimate the channel once more with them and to decode again; over a grid, with one
    /// antenna at each end. Null to decode once.
    /// </param>
    /// <param name="explain">Also tells what became of each patch (<see cref="Reception{T}.Explanation"/>).</param>
    /// <param name="opener">Opens private parts; null where there is no key, and they stay closed.</param>
    /// <param name="acceptDifference">Also decodes a picture that is what differs from a known one; without it such a frame is lost, for it shows nothing by itself.</param>
    public Reception<Picture> Decode(ReceivedFrame frame, SymbolReproduction? reproduce = null, bool explain = false, FrameOpener? opener = null, bool acceptDifference = false)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_reader.Read(frame, bits => FrameHeader.FromBits(bits) is not null || SealedHeader.FromBits(bits) is not null) is not { } reading)
            return new Reception<Picture> { Loss = "the header could not be read" };
        if (SealedHeader.FromBits(reading.HeaderBits) is { } closed)
            return DecodeSealed(closed, reading, opener, explain) with { Place = closed.Place };
        var header = FrameHeader.FromBits(reading.HeaderBits)!;
        if (header.ModelWireId != _model.WireId)
            return Lost(header, PictureFrame.WrongModel(header, _model));
        if (header.IsUpdate)
            return Lost(header, "the frame updates a picture of a video, and this receiver holds none");
        if (header.IsDifference && !acceptDifference)
            return Lost(header, "the frame is what differs from a picture that both ends know, and this receiver was not told which");
        var (messageBits, content, loss) = PictureFrame.Read(reading, header, _tables);
        if (content is null)
            return Lost(header, loss!);
        if (PictureFrame.SideMessageOf(header, messageBits!, _tables, header.HasRotations ? ModelRotations.Of(_model, _tables)?.Analog : null) is not { } message)
            return Lost(header, PictureFrame.Unreadable);

        var reception = Decode(header, message, content, explain);
        if (reproduce is null || !_reader.CanRefine(frame))
            return reception;
        var likely = content.Explain(reproduce(header, message, reception.Value!));
        return Decode(header, message, FrameContent.Of(_reader.Refine(frame, reading, likely), content.MessageSymbols, header.PayloadSymbols), explain);
    }

    /// <summary>Decodes a picture that was sent as quantised latents in bytes (<c>PictureTokens</c>). A message that is not intact is lost, never guessed.</summary>
    /// <param name="message">The bytes, as an ordinary digital modem delivered them.</param>
    public Reception<Picture> DecodeTokens(ReadOnlySpan<byte> message)
    {
        if (TokenMessage.ReadHeader(message) is not { } header)
            return new Reception<Picture> { Loss = "the message is damaged, or of a version that this receiver does not know" };
        if (header.ModelWireId != _model.WireId)
            return new Reception<Picture> { Loss = WrongModel(header.ModelWireId) };
        if (header.IsGenerative && !CanGenerate)
            return new Reception<Picture> { Loss = $"the message asks for a decoder that fills in details, which {_model.Id} lacks" };
        var rotations = header.IsGenerative ? null : ModelRotations.Of(_model, _tables)?.Tokens;
        if (TokenMessage.FromBytes(header, message, _tables, header.IsRotated ? rotations : null) is not { } tokens)
            return new Reception<Picture> { Loss = "the message is damaged" };
        var latents = LatentDequantizer.Dequantize(_tables, tokens);
        var rate = rotations is null ? CodecCondition.TokenRate : CodecCondition.TokenRateOf(header.Step);
        return new Reception<Picture>
        {
            Value = (header.IsGenerative ? _generativeDecoder : _tokenDecoder).Value.Decode(latents, header.Width, header.Height, header.Grey, rate),
            IsGenerated = header.IsGenerative,
            Confidence = latents.Confidence,
        };
    }

    /// <summary>Does nothing now; networks stay loaded for the next receiver.</summary>
    public void Dispose() { }

    private string WrongModel(int wireId) => $"the picture was encoded by model {wireId}, this receiver holds {_model.Id} ({_model.WireId})";

    private static Reception<Picture> Lost(FrameHeader header, string reason) => new() { Loss = reason, Sequence = header.Sequence };

    private Reception<Picture> DecodeSealed(SealedHeader closed, FrameReading reading, FrameOpener? opener, bool explain)
    {
        if (opener is null)
            return Lost("this part is private, and there is no key");
        var (bits, content, loss) = FrameContent.Read(reading, 8 * closed.MessageBytes, closed.Protection, closed.PayloadSymbols, "the sealed message could not be read");
        if (content is null)
            return Lost(loss!);
        var message = BitPacking.ToBytes(bits);
        if (opener.Open(message, BitPacking.ToBytes(reading.HeaderBits)) is not { } plain)
            return Lost("the key is not the sender's, or the frame was altered");
        if (plain.Length < FrameHeader.ByteCount || FrameHeader.FromBits(BitPacking.ToBits(plain).AsSpan(0, FrameHeader.BitCount)) is not { IsUpdate: false } header)
            return Lost("the sealed header speaks of something that this receiver does not know");
        if (header.ModelWireId != _model.WireId)
            return Lost(PictureFrame.WrongModel(header, _model));
        var side = BitPacking.ToBits(plain.AsSpan(FrameHeader.ByteCount));
        if (!PictureFrame.IsPossible(header, _tables) || (header.Width, header.Height, header.PayloadSymbols, header.SideBits) != (closed.Place.Width, closed.Place.Height, closed.PayloadSymbols, side.Length))
            return Lost("the sealed header disagrees with the frame");
        if (PictureFrame.SideMessageOf(header, side, _tables) is not { } sideMessage)
            return Lost(PictureFrame.Unreadable);
        opener.Restore(message, content.Symbols.AsSpan(content.MessageSymbols), content.Noise.AsSpan(content.MessageSymbols));
        return Decode(header, sideMessage, content, explain);

        Reception<Picture> Lost(string reason) => new() { Loss = reason, Sequence = closed.Sequence };
    }

    private Reception<Picture> Decode(FrameHeader header, SideMessage message, FrameContent content, bool explain)
    {
        var tally = explain ? new PatchTally(_tables, message, Decibels.ToNoisePower(header.PlanSnrDb)) : null;
        var latents = LatentDemodulator.Demodulate(_tables, message, header, content.Payload, content.PayloadNoise, tally);
        var rate = header.PayloadSymbols / (3.0 * header.Width * header.Height);
        return new Reception<Picture>
        {
            Value = _decoder.Decode(latents, header.Width, header.Height, header.Grey, rate),
            Confidence = latents.Confidence,
            EffectiveSnrDb = latents.EffectiveSnrDb,
            Explanation = tally?.ToExplanation(),
            Sequence = header.Sequence,
        };
    }
}
