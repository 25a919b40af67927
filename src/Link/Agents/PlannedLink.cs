using SemCom.Channels;

namespace SemCom;

/// <summary>
/// A link on which every picture goes by a plan of its own: nothing, changed tiles or all of it; as analog symbols, tokens or with made-up details. What the agent decides is carried out here.
/// Not safe for several threads; networks are shared with other links.
/// </summary>
public sealed class PlannedLink : IDisposable
{
    private const string DefaultModel = "image-live", GenerativeModel = "image-base";

    /// <summary>A mosaic is about as large as what changed; CBRs above this cannot be planned.</summary>
    private const double MaxCbr = 1;

    private readonly ChannelSpec _spec;
    private readonly SemanticTransmitter _transmitter;
    private readonly SemanticReceiver _receiver;
    private readonly Lazy<(SemanticTransmitter Transmitter, SemanticReceiver Receiver)> _generative;
    private readonly Dictionary<double, (IChannel Channel, DigitalLink Digital)> _air = [];
    private readonly ChannelPlanning _planning;
    private (Picture Picture, bool Generative, PictureTokens Tokens)? _tokens;

    private PlannedLink(string channel, string modelId, int threads)
    {
        _spec = ChannelSpec.Parse(channel);
        _planning = new ChannelPlanning(_spec, _spec.Create(0), genie: false);
        _transmitter = SemanticTransmitter.Load(modelId, threads);
        _receiver = SemanticReceiver.Load(modelId, threads, layout: _planning.Layout);
        _generative = new(() => (SemanticTransmitter.Load(GenerativeModel, threads), SemanticReceiver.Load(GenerativeModel, threads, layout: _planning.Layout)));
    }

    /// <summary>Canonical text form of the channel.</summary>
    public string Channel => _spec.Text;

    /// <summary>Builds a link and loads its model; the generative one when a plan first needs it.</summary>
    /// <param name="channel">Channel with its parameters.</param>
    /// <param name="modelId">Id of the model; null for <c>image-live</c>.</param>
    /// <param name="threads">Threads inside the models; 0 for one per processor.</param>
    /// <exception cref="SemComException">The channel or the model is unknown, or a file damaged.</exception>
    public static PlannedLink Create(string channel, string? modelId = null, int threads = 0) => new(channel, modelId ?? DefaultModel, threads);

    /// <summary>Makes a frame; it can be sent at several SNRs, one after another.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="way">What is sent of it and how.</param>
    /// <param name="planSnrDb">Planned SNR, the power included [dB].</param>
    /// <param name="focus">What matters in it; needed where the way is focused.</param>
    /// <param name="before">The picture against which tiles have changed; needed where only those are sent.</param>
    /// <exception cref="SemComException">Something that is needed is missing, or the way sends nothing.</exception>
    public PreparedPicture Prepare(Picture picture, SendingWay way, double planSnrDb, RegionWeights? focus = null, Picture? before = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(way);
        if (way.Focused && focus is null)
            throw new SemComException($"plan '{way.Name}': it needs to know what matters in the picture (was told nothing); find a focus, or plan without it");
        if (way.Sampling == FrameSampling.Regions && (before is null || (before.Width, before.Height) != (picture.Width, picture.Height)))
            throw new SemComException($"plan '{way.Name}': it needs a picture of the same size that the receiver has (was told {(before is null ? "none" : $"one of {before.Width}x{before.Height}")}); send a whole picture first");
        return way.Sampling switch
        {
            FrameSampling.Whole when way.Mode == LinkMode.Analog => new PreparedSymbols(this, _transmitter.Encode(picture, Plan(picture, way, planSnrDb) with { Weights = way.Focused ? focus : null }), picture),
            FrameSampling.Whole => new PreparedTokens(this, Tokenize(picture, way.Mode == LinkMode.Generative), picture, way, planSnrDb),
            FrameSampling.Regions => PreparedTiles.Create(this, picture, before!, way, planSnrDb),
            _ => throw new SemComException($"plan '{way.Name}': it sends nothing, so there is no frame; leave the picture out"),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _transmitter.Dispose();
        _receiver.Dispose();
        if (_generative.IsValueCreated)
        {
            _generative.Value.Transmitter.Dispose();
            _generative.Value.Receiver.Dispose();
        }
    }

    internal LinkPlan Plan(Picture picture, SendingWay way, double planSnrDb) =>
        _planning.Plan(Math.Min(MaxCbr, way.Cbr), planSnrDb, Uses(picture, way)) with { MarginDb = way.MarginDb };

    internal static int Uses(Picture picture, SendingWay way) => (int)Math.Max(1, way.Cbr * picture.ValueCount);

    internal TransmitFrame Encode(Picture picture, LinkPlan plan) => _transmitter.Encode(picture, plan);

    internal Reception<Picture> Receive(TransmitFrame frame, double snrDb, ChannelRealization realization, bool acceptDifference = false) =>
        _receiver.Decode(Air(snrDb).Channel.Transmit(frame.Symbols, realization).ToReceivedFrame(genie: false), acceptDifference: acceptDifference);

    internal TokenLink Tokens(double snrDb, bool generative)
    {
        var (transmitter, receiver) = generative ? _generative.Value : (_transmitter, _receiver);
        return new TokenLink(Air(snrDb).Digital, transmitter, receiver, generative);
    }

    internal KnowledgeMessages Messages(double snrDb) => new(Air(snrDb).Digital);

    /// <summary>Tokens of a picture; those of the last one are kept for the next plan.</summary>
    private PictureTokens Tokenize(Picture picture, bool generative)
    {
        if (_tokens is { } last && ReferenceEquals(last.Picture, picture) && last.Generative == generative)
            return last.Tokens;
        var tokens = (generative ? _generative.Value.Transmitter : _transmitter).Tokenize(picture, generative);
        _tokens = (picture, generative, tokens);
        return tokens;
    }

    private (IChannel Channel, DigitalLink Digital) Air(double snrDb)
    {
        snrDb = Math.Clamp(Math.Round(snrDb, 1), LinkPlan.MinSnrDb, LinkPlan.MaxSnrDb);
        if (!_air.TryGetValue(snrDb, out var air))
            _air[snrDb] = air = (_spec.Create(snrDb), DigitalLink.Create(_spec.Text, snrDb));
        return air;
    }
}
