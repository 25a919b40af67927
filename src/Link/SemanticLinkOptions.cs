using SemCom.Channels;
using SemCom.Receiver.Estimation;

namespace SemCom;

/// <summary>What a link is made of. Every method returns the options, so that calls chain; <see cref="SemanticLink.Create"/> checks them all.</summary>
public sealed class SemanticLinkOptions
{
    internal string ChannelText { get; private set; } = "awgn";

    internal double SnrDb { get; private set; } = 10;

    internal double Cbr { get; private set; } = 1.0 / 16;

    internal double? PlanSnrDb { get; private set; }

    internal double? MarginDb { get; private set; }

    internal LinkMode ModeValue { get; private set; }

    internal PictureMetrics MetricsValue { get; private set; } = PictureMetrics.Pixels;

    internal ulong SeedValue { get; private set; } = 1;

    internal ulong FirstFrame { get; private set; }

    internal string ModelId { get; private set; } = "image-base";

    internal bool UseGenie { get; private set; }

    internal EstimatorKind EstimatorValue { get; private set; } = EstimatorKind.LmmseRobust;

    internal bool UseRefinement { get; private set; }

    internal PictureFocus? FocusValue { get; private set; }

    internal Func<IPromptableSegmenter>? SegmenterFactory { get; private set; }

    internal PrivacyOptions? Privacy { get; private set; }

    internal SharedKnowledge? KnowledgeValue { get; private set; }

    internal bool ExplainValue { get; private set; }

    internal int ThreadCount { get; private set; }

    /// <summary>Channel by its text form, for example "awgn" or "rayleigh:coherence=2048" (<see cref="ChannelRegistry"/>), and its SNR. The default is awgn at 10 dB.</summary>
    /// <param name="spec">Name and parameters.</param>
    /// <param name="snrDb">Es/N0 per complex symbol at the receiver, averaged over fading [dB], −20..60.</param>
    public SemanticLinkOptions Channel(string spec, double snrDb)
    {
        (ChannelText, SnrDb) = (spec, snrDb);
        return this;
    }

    /// <summary>All channel uses / source values, above 0 and at most 1. The default is 1/16.</summary>
    public SemanticLinkOptions Bandwidth(double cbr)
    {
        Cbr = cbr;
        return this;
    }

    /// <summary>SNR that the transmitter plans for [dB]. The default is the channel's.</summary>
    public SemanticLinkOptions PlanSnr(double snrDb)
    {
        PlanSnrDb = snrDb;
        return this;
    }

    /// <summary>
    /// How far below the planned SNR header and side message still get through [dB], 0..40: more of it degrades more gracefully and costs quality at the planned
    /// SNR. The default is 1 dB, 4 dB where gains change with every symbol; in digital mode 0.1 dB, for all of the message.
    /// </summary>
    public SemanticLinkOptions Margin(double marginDb)
    {
        MarginDb = marginDb;
        return this;
    }

    /// <summary>
    /// How frames carry their meaning: as analog symbols, or as tokens in bytes over NR LDPC and QAM, which arrive whole or not at all; generative, up to a
    /// bandwidth of 1/96, has the receiver fill in what few bytes cannot tell. The default is <see cref="LinkMode.Analog"/>.
    /// </summary>
    public SemanticLinkOptions Mode(LinkMode mode)
    {
        ModeValue = mode;
        return this;
    }

    /// <summary>
    /// What is measured of received pictures; PSNR always is. The default is <see cref="PictureMetrics.Pixels"/>, which needs no network.
    /// </summary>
    public SemanticLinkOptions Metrics(PictureMetrics metrics)
    {
        MetricsValue = metrics;
        return this;
    }

    /// <summary>What shall arrive best, at the same channel uses; in analog mode. The default, null, is everything alike.</summary>
    public SemanticLinkOptions Focus(PictureFocus? focus)
    {
        FocusValue = focus;
        return this;
    }

    /// <summary>What finds things in pictures for <see cref="Focus"/>. The default is <see cref="PromptableSegmenter"/>.</summary>
    /// <param name="segmenter">Makes it when it is needed for the first time; the caller keeps what it makes.</param>
    public SemanticLinkOptions Segmenter(Func<IPromptableSegmenter> segmenter)
    {
        SegmenterFactory = segmenter;
        return this;
    }

    /// <summary>
    /// Hides the smallest rectangle around a region: it is sent sealed (<see cref="FrameSealer"/>) for receivers with the key, which see it, while others see stripes; in analog mode. Noise falls on
    /// scrambled symbols, whose order no seed knows, so PSNR within it varies by a few hundredths of a decibel from run to run.
    /// </summary>
    /// <param name="region">What is private.</param>
    /// <param name="key">The sender's key; null leaves the region out, for everybody.</param>
    /// <param name="receiverKey">The receiver's key; null for a receiver without one.</param>
    public SemanticLinkOptions Protect(PictureFocus region, PrivacyKey? key, PrivacyKey? receiverKey)
    {
        ArgumentNullException.ThrowIfNull(region);
        Privacy = new PrivacyOptions(region, key, receiverKey);
        return this;
    }

    /// <summary>What both ends know of the scenes, so that only what differs from them is sent; in analog mode. The default, null, is nothing.</summary>
    public SemanticLinkOptions Knowledge(SharedKnowledge? knowledge)
    {
        KnowledgeValue = knowledge;
        return this;
    }

    /// <summary>True: receptions also tell what became of each patch (<see cref="Reception{T}.Explanation"/>); in analog mode. The default is false.</summary>
    public SemanticLinkOptions Explain(bool explain)
    {
        ExplainValue = explain;
        return this;
    }

    /// <summary>Seed of all random streams. The default is 1.</summary>
    public SemanticLinkOptions Seed(ulong seed)
    {
        SeedValue = seed;
        return this;
    }

    /// <summary>Number of the first frame; every frame draws from streams of its own. The default is 0.</summary>
    public SemanticLinkOptions Frame(ulong number)
    {
        FirstFrame = number;
        return this;
    }

    /// <summary>Model of the catalogue. The default is "image-base".</summary>
    public SemanticLinkOptions Model(string id)
    {
        ModelId = id;
        return this;
    }

    /// <summary>Gives the receiver the true channel, for comparison with papers that do. Every record says so. Off by default.</summary>
    public SemanticLinkOptions Genie(bool on = true)
    {
        UseGenie = on;
        return this;
    }

    /// <summary>
    /// How the receiver estimates gains between the pilots of a grid; channels over a single carrier have one way. The default is
    /// <see cref="EstimatorKind.LmmseRobust"/>.
    /// </summary>
    public SemanticLinkOptions Estimator(EstimatorKind kind)
    {
        EstimatorValue = kind;
        return this;
    }

    /// <summary>
    /// Estimates the channel a second time, with the symbols of the decoded picture as pilots, and decodes again; receiving takes about four times as long. For analog symbols over OFDM with one
    /// antenna at each end; off by default.
    /// </summary>
    public SemanticLinkOptions Refine(bool on = true)
    {
        UseRefinement = on;
        return this;
    }

    /// <summary>Threads inside one inference. The default, 0, is one per processor.</summary>
    public SemanticLinkOptions Threads(int count)
    {
        ThreadCount = count;
        return this;
    }
}
