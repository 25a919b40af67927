using SemCom.Framing;
using SemCom.Latents;
using SemCom.Runtime.Models;
using SemCom.Transmitter;
using SemCom.Transmitter.Image;
using SemCom.Transmitter.Video;
using SemCom.Video;

namespace SemCom;

/// <summary>
/// The transmitting end for video: pictures in their order become frames of complex symbols. It keeps what the receiver is expected to hold and sends what differs, where it is worth it. Not for
/// several threads at the same time.
/// </summary>
public sealed class VideoTransmitter : IDisposable
{
    private const int SequenceCount = 256;

    private readonly SemanticTransmitter _pictures;
    private readonly UpdateTables _tables;
    private readonly UpdatePlanner _planner;
    private readonly SentFrames _sent = new();
    private RefreshSchedule _schedule = new(0, 1);
    private HeldPicture? _held;
    private (int Width, int Height, bool Grey) _format;
    private int _number;

    private VideoTransmitter(SemanticTransmitter pictures, UpdateTables tables, VideoOptions options)
    {
        (_pictures, _tables, Options) = (pictures, tables, options);
        _planner = new UpdatePlanner(tables);
    }

    /// <summary>Id of the model.</summary>
    public string ModelId => _pictures.ModelId;

    /// <summary>How the video is sent.</summary>
    public VideoOptions Options { get; }

    /// <summary>True when the next picture is sent whole, whatever the receiver holds.</summary>
    public bool BeginsAnew { get; private set; } = true;

    /// <summary>Loads an image model of the catalogue that knows differences of pictures; its network is shared by all transmitters of the process.</summary>
    /// <param name="modelId">For example "image-live".</param>
    /// <param name="threads">Threads inside one inference; 0 for one per processor.</param>
    /// <param name="catalogue">Where models are looked up. The default is the one found beside the application.</param>
    /// <param name="options">How the video is sent. The default is <see cref="VideoOptions"/> as it is.</param>
    /// <exception cref="SemComException">The model is unknown or not for video, or its files are damaged, or ONNX Runtime is missing.</exception>
    public static VideoTransmitter Load(string modelId = "image-live", int threads = 0, ModelCatalogue? catalogue = null, VideoOptions? options = null)
    {
        var pictures = SemanticTransmitter.Load(modelId, threads, catalogue);
        if (!pictures.Model.Has("differences"))
            throw new SemComException($"video: the model must know differences of pictures (was '{modelId}'); choose image-live");
        return new VideoTransmitter(pictures, UpdateTables.Parse(pictures.Model.OpenFile("differences"), pictures.Tables), options ?? new VideoOptions());
    }

    /// <summary>Encodes the next picture.</summary>
    /// <remarks>A budget too small for header, message and a few payload symbols is exceeded; the ledger tells what was used.</remarks>
    /// <param name="picture">Any size; another size than before begins anew.</param>
    /// <param name="plan">Bandwidth, planned SNR, assumptions about the channel, what matters in the picture. Its number is not read.</param>
    /// <param name="sampling">What is needed alone, the whole picture, or nothing.</param>
    /// <exception cref="SemComException">The plan's weights are for a picture of another size, or it asks for a difference.</exception>
    public VideoFrame Encode(Picture picture, LinkPlan plan, FrameSampling sampling = FrameSampling.Regions)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Weights is { } weights && (weights.Width, weights.Height) != (picture.Width, picture.Height))
            throw new SemComException($"weights must have the picture's size, {picture.Width}x{picture.Height} (was {weights.Width}x{weights.Height}); give one for each pixel");
        if (plan.IsDifference)
            throw new SemComException("video: a plan must not ask for a difference from a known picture (it did); leave it out");
        var number = _number++;
        _schedule.Advance();
        if (sampling == FrameSampling.Skip)
            return new VideoFrame(number, sampling, null);
        var numbered = plan with { Sequence = number };
        if (sampling == FrameSampling.Whole || BeginsAnew || _format != (picture.Width, picture.Height, picture.IsGrey))
            return EncodeWhole(picture, numbered, number);
        return EncodeUpdate(picture, numbered, number);
    }

    /// <summary>Takes feedback: what became of a picture's frame. It may come late, or never.</summary>
    /// <param name="number">Number of the picture.</param>
    /// <param name="arrived">False when its frame was lost.</param>
    public void Acknowledge(int number, bool arrived)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, _number);
        if (arrived || _sent.MapOf(number) is not { } map)
            return;
        BeginsAnew |= map.Length == 0;
        for (var patch = 0; patch < map.Length; patch++)
        {
            if (map[patch] != UpdateSymbols.Keep)
                _schedule.Demand(patch);
        }
    }

    /// <summary>The receiver has nothing: it says so, or began anew. The next picture is sent whole.</summary>
    public void Restart() => BeginsAnew = true;

    /// <summary>Does nothing now; networks stay loaded for the next transmitter.</summary>
    public void Dispose() => _pictures.Dispose();

    private VideoFrame EncodeWhole(Picture picture, LinkPlan plan, int number)
    {
        var whole = _pictures.EncodeWhole(picture, plan);
        var grid = whole.Side.Message.Map.Patches;
        if (_held?.Grid != grid)
            _held = new HeldPicture(_tables, grid);
        var noise = Decibels.ToNoisePower(whole.Header.PlanSnrDb);
        _held.Begin(whole.Side.Message, whole.Side.Allocation, new Observation(LatentModulator.Weighed(whole.Latents, grid.Count, whole.Side.Allocation), whole.Header.Scale, noise));
        _planner.Prices = UpdatePrices.Of(whole.Side.Allocation, noise);
        _planner.Begin();
        _schedule = new RefreshSchedule(grid.Count, Options.RefreshInterval);
        _sent.Clear();
        _sent.Add(number, null);
        (_format, BeginsAnew) = ((picture.Width, picture.Height, picture.IsGrey), false);
        return new VideoFrame(number, FrameSampling.Whole, whole.Frame) { ShareNew = 1 };
    }

    private VideoFrame EncodeUpdate(Picture picture, LinkPlan plan, int number)
    {
        var held = _held!;
        var activity = PictureAnalysis.Of(picture, _tables.Latents).Activity;
        var classes = ClassMap.FromActivity(_tables.Latents, held.Grid, 1, activity);
        var latents = _pictures.Encoder.Latents(picture, classes, plan.SnrDb, plan.ChannelBandwidthRatio);
        var budget = (int)Math.Min(plan.ChannelBandwidthRatio * picture.ValueCount, int.MaxValue);
        var gap = _sent.Last >= 0 && number - _sent.Last <= UpdateMessage.MaxGap ? number - _sent.Last : 0;
        var update = _planner.Plan(latents, classes, held, _schedule.Demands, plan, gap, Math.Max(0, plan.Layout.DataFor(budget)));
        if (update is null)
            return new VideoFrame(number, FrameSampling.Skip, null);
        if (_planner.IsWholeBetter)
            return EncodeWhole(picture, plan, number);
        var frame = Send(picture, plan, update, latents);
        _schedule.Done(update.Message.Map);
        _sent.Add(number, update.Message.Map);
        return new VideoFrame(number, FrameSampling.Regions, frame)
        {
            ShareNew = Share(update.Message.Map, _tables.Symbols.IsWhole),
            ShareUpdated = Share(update.Message.Map, _tables.Symbols.IsDifference),
        };
    }

    private static double Share(byte[] map, Func<int, bool> isOne) => (double)map.Count(symbol => isOne(symbol)) / map.Length;

    /// <summary>Makes the frame, and takes into account what the receiver will hold.</summary>
    private TransmitFrame Send(Picture picture, LinkPlan plan, UpdatePlan update, float[] latents)
    {
        var held = _held!;
        var reals = UpdateModulator.Weighed(_tables, latents, held, update.Allocation);
        var payload = new Complex32[update.PayloadSymbols];
        var header = Header(picture, plan, update, LatentModulator.Modulate(reals, payload));
        var assembled = FrameAssembly.Of(plan.Layout, update.HeaderProtection, header.ToBits(), update.Protection, update.Bits, payload);
        held.Update(update.Message, update.Allocation, new Observation(reals, header.Scale, Decibels.ToNoisePower(header.PlanSnrDb)), isGuarded: false);
        var antennas = plan.Layout.Antennas.Transmit;
        var (data, headerUses) = (plan.Layout.UsesFor(assembled.DataSymbols), plan.Layout.UsesFor(assembled.HeaderSymbols));
        var side = plan.Layout.UsesFor(assembled.HeaderSymbols + update.MessageSymbols) - headerUses;
        var ledger = new ChannelUseLedger(data - headerUses - side, headerUses, assembled.Symbols.Length / antennas - data, side, Knowledge: 0);
        return new TransmitFrame(new SymbolBlock(assembled.Symbols), ledger, picture.ValueCount, antennas);
    }

    private FrameHeader Header(Picture picture, LinkPlan plan, UpdatePlan update, int scaleStep) => new()
    {
        ModelWireId = _pictures.Model.WireId,
        Mode = plan.Mode,
        Grey = picture.IsGrey,
        Width = picture.Width,
        Height = picture.Height,
        Sequence = plan.Sequence % SequenceCount,
        PayloadSymbols = update.PayloadSymbols,
        PlanSnrStep = FrameHeader.StepOfPlanSnr(plan.SnrDb),
        ScaleStep = scaleStep,
        Cell = 0,
        WholePictureClass = 0,
        BaseStep = update.Message.StepIndex,
        IsUpdate = true,
        SideBits = update.Bits.Length,
        SideProtection = update.Protection,
    };
}
