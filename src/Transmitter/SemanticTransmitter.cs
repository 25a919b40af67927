using SemCom.Coding;
using SemCom.Framing;
using SemCom.Latents;
using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;
using SemCom.Transmitter;
using SemCom.Transmitter.Coding;
using SemCom.Transmitter.Image;
using SemCom.Transmitter.Planning;

namespace SemCom;

/// <summary>
/// The transmitting end: a picture and a plan become a frame of complex symbols. Loaded once; any number of threads may encode at the same time.
/// </summary>
public sealed class SemanticTransmitter : IDisposable
{
    /// <summary>Bits of a sealed message beside rate map and base layer.</summary>
    private const int SealedBits = 8 * (FrameHeader.ByteCount + FrameSealer.Overhead);

    private readonly ModelEntry _model;
    private readonly LatentTables _tables;
    private readonly ImageEncoder _encoder;
    private readonly Lazy<ImageEncoder> _tokenEncoder;
    private readonly SideInformationPlanner _planner;

    private SemanticTransmitter(ModelEntry model, LatentTables tables, OnnxSessionOptions options)
    {
        (_model, _tables) = (model, tables);
        _encoder = Network("encoder");
        // Few transmitters send tokens; models that have nothing of their own for them use what serves analog symbols.
        _tokenEncoder = new Lazy<ImageEncoder>(() => model.Has("token-encoder") ? Network("token-encoder") : _encoder);
        _planner = new SideInformationPlanner(tables);

        ImageEncoder Network(string role) => new(ModelSessions.Get(model, role, options), tables);
    }

    /// <summary>Id of the model.</summary>
    public string ModelId => _model.Id;

    /// <summary>The model.</summary>
    internal ModelEntry Model => _model;

    /// <summary>Its statistics.</summary>
    internal LatentTables Tables => _tables;

    /// <summary>Its network.</summary>
    internal ImageEncoder Encoder => _encoder;

    /// <summary>Loads an image model of the catalogue; its network is shared by all transmitters of the process.</summary>
    /// <param name="modelId">For example "image-base".</param>
    /// <param name="threads">Threads inside one inference; 0 for one per processor.</param>
    /// <param name="catalogue">Where models are looked up. The default is the one found beside the application.</param>
    /// <exception cref="SemComException">The model is unknown or no codec, or its files are damaged, or ONNX Runtime is missing.</exception>
    public static SemanticTransmitter Load(string modelId, int threads = 0, ModelCatalogue? catalogue = null)
    {
        var model = (catalogue ?? ModelCatalogue.Default).FindCodec(modelId);
        var tables = LatentTables.Parse(model.OpenFile("tables"));
        return new SemanticTransmitter(model, tables, new OnnxSessionOptions { Threads = threads, KeepMemory = true });
    }

    /// <summary>Encodes one picture.</summary>
    /// <remarks>A budget too small for header and a few payload symbols is exceeded; the ledger tells what was used.</remarks>
    /// <param name="picture">Any size.</param>
    /// <param name="plan">Bandwidth, planned SNR, assumptions about the channel, what matters in the picture.</param>
    /// <exception cref="SemComException">The plan's weights are for a picture of another size, or stand beside a difference.</exception>
    public TransmitFrame Encode(Picture picture, LinkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Weights is { } weights && (weights.Width, weights.Height) != (picture.Width, picture.Height))
            throw new SemComException($"weights must have the picture's size, {picture.Width}x{picture.Height} (was {weights.Width}x{weights.Height}); give one for each pixel");
        if (plan is { IsDifference: true, Weights: not null })
            throw new SemComException("a difference from a known picture takes no weights (were some); leave the focus or the knowledge out");
        return EncodeWhole(picture, plan, mayRotate: !plan.IsDifference).Frame;
    }

    /// <summary>Encodes one picture, and tells what the frame says.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="plan">As for <see cref="Encode"/>.</param>
    /// <param name="mayRotate">Rotates the latents of patches where that is better.</param>
    internal WholePicture EncodeWhole(Picture picture, LinkPlan plan, bool mayRotate = false)
    {
        var (analysis, side) = Choose(picture, plan, 0);
        var latents = Latents(picture, side.Message.Map, plan.SnrDb, side.PayloadSymbols);
        if (mayRotate && SideInformationPlanner.MayRotate(plan) && ModelRotations.Of(_model, _tables)?.Analog is { } rotations)
            // The rotations' bits leave a few symbols less than the encoder was told: its condition may be that much off.
            (side, latents) = Rotated(picture, plan, analysis, side, latents, rotations);
        var payload = new Complex32[side.PayloadSymbols];
        var header = Header(picture, plan, side, LatentModulator.Modulate(latents, analysis.Grid.Count, side.Allocation, payload));
        return new WholePicture(Compose(picture, plan, side, header.ToBits(), side.Bits, payload), header, side, latents);
    }

    /// <summary>
    /// Encodes a private part of a picture. Everybody may read where it lies; header, side message and symbols are for holders of the key. The rest of the picture goes in a frame of its own,
    /// from which the part must have been taken out.
    /// </summary>
    /// <param name="part">The part.</param>
    /// <param name="x">Its first column in the picture, 0..16383.</param>
    /// <param name="y">Its first row.</param>
    /// <param name="plan">Bandwidth (of the part), planned SNR, assumptions about the channel.</param>
    /// <param name="sealer">Holds the key and counts the nonces.</param>
    public TransmitFrame EncodeSealed(Picture part, int x, int y, LinkPlan plan, FrameSealer sealer)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(sealer);
        var (analysis, side) = Choose(part, plan, SealedBits);
        var payload = Payload(part, plan, analysis, side, out var scaleStep);
        var plain = new byte[FrameHeader.ByteCount + side.Bits.Length / 8];
        // The open header tells the protection of the whole message; the side message alone may be too short for it.
        BitPacking.Pack((Header(part, plan, side, scaleStep) with { SideProtection = MessageProtection.All[0] }).ToBits(), plain);
        BitPacking.Pack(side.Bits, plain.AsSpan(FrameHeader.ByteCount));
        var open = new SealedHeader
        {
            Sequence = plan.Sequence & 255,
            Place = new PictureBox(x, y, part.Width, part.Height),
            MessageBytes = plain.Length + FrameSealer.Overhead,
            Protection = side.Protection,
            PayloadSymbols = side.PayloadSymbols,
        }.ToBits();
        var message = sealer.Seal(plain, BitPacking.ToBytes(open), payload);
        return Compose(part, plan, side, open, BitPacking.ToBits(message), payload);
    }

    /// <summary>What a picture's quality is expected to be, for choosing among plans: −10·log10 of the mean squared error of the linear codec.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="plan">As for <see cref="Encode"/>.</param>
    /// <param name="isSealed">As for <see cref="EncodeSealed"/>.</param>
    public double ExpectedQuality(Picture picture, LinkPlan plan, bool isSealed) => Choose(picture, plan, isSealed ? SealedBits : 0).Side.Quality;

    /// <summary>
    /// The symbols behind the header that a picture would have had in a frame whose header and side message are given: from a decoded picture, what a receiver believes was sent
    /// (a <see cref="SymbolReproduction"/>).
    /// </summary>
    /// <param name="header">The frame's header.</param>
    /// <param name="message">Its side message.</param>
    /// <param name="picture">A picture of the size that the header says.</param>
    /// <exception cref="SemComException">The picture has another size.</exception>
    public Complex32[] Reproduce(FrameHeader header, SideMessage message, Picture picture)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(picture);
        if ((picture.Width, picture.Height) != (header.Width, header.Height))
            throw new SemComException($"a picture must have the size that its header says, {header.Width}x{header.Height} (was {picture.Width}x{picture.Height}); give the decoded picture");
        var messageSymbols = header.SideBits == 0 ? 0 : header.SideProtection.SymbolCount(header.SideBits);
        var symbols = new Complex32[messageSymbols + header.PayloadSymbols];
        if (messageSymbols > 0)
            MessageEncoder.Encode(MessageFormat.For(header.SideBits, header.SideProtection), message.ToBits(_tables), symbols.AsSpan(0, messageSymbols));
        var allocation = LatentAllocation.Of(message, _tables, header.PayloadSymbols, header.PlanSnrDb);
        var latents = Latents(picture, message.Map, header.PlanSnrDb, header.PayloadSymbols);
        if (message.Rotations is { } rotations)
            RotationChoice.Rotate(_tables, rotations, latents);
        LatentModulator.Modulate(latents, message.Map.Patches.Count, allocation, header.Scale, symbols.AsSpan(messageSymbols));
        return symbols;
    }

    /// <summary>A picture's latents, to be quantised and sent as bytes by an ordinary digital modem; a receiver reads them with <c>DecodeTokens</c>.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="generative">Asks the receiver to fill in what the message does not tell; for a few hundredths of a bit per pixel and less.</param>
    public PictureTokens Tokenize(Picture picture, bool generative = false)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var analysis = PictureAnalysis.Of(picture, _tables);
        var map = ClassMap.FromActivity(_tables, analysis.Grid, 1, analysis.Activity);
        var (encoder, rotations) = generative ? (_encoder, null) : (_tokenEncoder.Value, ModelRotations.Of(_model, _tables)?.Tokens);
        return new PictureTokens(_tables, _model.WireId, generative, picture, analysis, new TokenLatents(encoder, _tables, rotations, picture, map));
    }

    /// <summary>Does nothing now; networks stay loaded for the next transmitter.</summary>
    public void Dispose() { }

    private (PictureAnalysis Analysis, SideInformation Side) Choose(Picture picture, LinkPlan plan, int extraBits)
    {
        var analysis = PictureAnalysis.Of(picture, _tables);
        return (analysis, _planner.Choose(analysis, plan, DataSymbols(picture, plan), extraBits));
    }

    /// <summary>Channel uses for header, side message and payload together.</summary>
    private static int DataSymbols(Picture picture, LinkPlan plan) =>
        Math.Max(0, plan.Layout.DataFor((int)Math.Min(plan.ChannelBandwidthRatio * picture.ValueCount, int.MaxValue)));

    /// <summary>Plan and latents with patches rotated, where that is expected to be better; else as they are.</summary>
    private (SideInformation, float[]) Rotated(Picture picture, LinkPlan plan, PictureAnalysis analysis, SideInformation side, float[] latents, LatentRotations rotations)
    {
        var (fine, rotated) = (ClassMap.FromActivity(_tables, analysis.Grid, 1, analysis.Activity), (float[])latents.Clone());
        var map = RotationChoice.Rotate(_tables, rotations, fine, rotated, RotationChoice.StepFor(side.Quality));
        return _planner.Rotated(side, analysis, latents, map, rotated, plan, DataSymbols(picture, plan)) is { } better ? (better, rotated) : (side, latents);
    }

    private Complex32[] Payload(Picture picture, LinkPlan plan, PictureAnalysis analysis, SideInformation side, out int scaleStep)
    {
        var latents = Latents(picture, side.Message.Map, plan.SnrDb, side.PayloadSymbols);
        var payload = new Complex32[side.PayloadSymbols];
        scaleStep = LatentModulator.Modulate(latents, analysis.Grid.Count, side.Allocation, payload);
        return payload;
    }

    private TransmitFrame Compose(Picture picture, LinkPlan plan, SideInformation side, byte[] header, byte[] message, Complex32[] payload)
    {
        var assembled = FrameAssembly.Of(plan.Layout, side.HeaderProtection, header, side.Protection, message, payload);
        var antennas = plan.Layout.Antennas.Transmit;
        var ledger = Ledger(plan.Layout, side, assembled.HeaderSymbols, assembled.DataSymbols, assembled.Symbols.Length / antennas);
        return new TransmitFrame(new SymbolBlock(assembled.Symbols), ledger, picture.ValueCount, antennas);
    }

    /// <summary>Planes of latents as they are modulated.</summary>
    private float[] Latents(Picture picture, ClassMap map, double planSnrDb, int payloadSymbols)
    {
        var latents = _encoder.Latents(picture, map, planSnrDb, (double)payloadSymbols / picture.ValueCount);
        for (var latent = 0; latent < _tables.LowLatents; latent++)
            LowBandTransform.Forward(latents.AsSpan(latent * map.Patches.Count, map.Patches.Count), map.Patches, _tables.LowBlock);
        return latents;
    }

    /// <summary>The message's uses are shared by bits: the base layer is part of the picture, maps are side information, nonce, tag and real header of a sealed frame are header.</summary>
    private ChannelUseLedger Ledger(FrameLayout layout, SideInformation side, int headerSymbols, int dataSymbols, int total)
    {
        var mapBits = (side.Message with { Base = null }).ToBits(_tables).Length;
        var bits = side.Bits.Length + side.ExtraBits;
        var extraSymbols = Share(side.ExtraBits);
        var mapSymbols = Share(Math.Min(mapBits, side.Bits.Length));
        var (data, header) = (layout.UsesFor(dataSymbols), layout.UsesFor(headerSymbols + extraSymbols));
        var map = mapSymbols == 0 ? 0 : layout.UsesFor(headerSymbols + extraSymbols + mapSymbols) - header;
        return new ChannelUseLedger(data - header - map, header, total - data, map, Knowledge: 0);

        int Share(int part) => bits == 0 ? 0 : (int)((long)side.MessageSymbols * part / bits);
    }

    private FrameHeader Header(Picture picture, LinkPlan plan, SideInformation side, int scaleStep) => new()
    {
        ModelWireId = _model.WireId,
        Mode = plan.Mode,
        Grey = picture.IsGrey,
        Width = picture.Width,
        Height = picture.Height,
        Sequence = plan.Sequence & 255,
        PayloadSymbols = side.PayloadSymbols,
        PlanSnrStep = FrameHeader.StepOfPlanSnr(plan.SnrDb),
        ScaleStep = scaleStep,
        Cell = side.Message.Map.Cell,
        WholePictureClass = side.Message.Map.Cell == 0 ? side.Message.Map[0, 0] : 0,
        BaseStep = side.Message.Base?.StepIndex ?? 0,
        HasFocus = side.Message.Focus is not null,
        HasRotations = side.Message.Rotations is not null,
        IsDifference = plan.IsDifference,
        SideBits = side.Bits.Length,
        SideProtection = side.Protection,
    };
}
