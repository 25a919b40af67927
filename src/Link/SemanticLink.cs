using System.Diagnostics;
using SemCom.Channels;
using SemCom.Framing;

namespace SemCom;

/// <summary>
/// A transmitter, a simulated channel and a receiver in a row: the shortest way to send something and see what arrives.
/// Sends one after another; for parallel work make one link for each thread, they share the networks.
/// </summary>
public sealed class SemanticLink : IAsyncDisposable
{
    /// <summary>With more than this, a faithful picture looks better.</summary>
    private const double MaxGenerativeCbr = 1.0 / 96;

    private readonly SemanticLinkOptions _options;
    private readonly ChannelSpec _spec;
    private readonly IChannel _channel;
    private readonly SemanticTransmitter _transmitter;
    private readonly SemanticReceiver _receiver;
    private readonly ChannelPlanning _planning;
    private readonly double _planSnrDb;
    private readonly TokenLink? _tokens;
    private readonly FocusFinder _focus;
    private readonly PrivateSending? _private;
    private readonly KnowledgeSending? _knowledge;
    private ulong _frame;

    private SemanticLink(SemanticLinkOptions options)
    {
        _options = options;
        _spec = ChannelSpec.Parse(options.ChannelText);
        Guard.InRange(options.SnrDb, LinkPlan.MinSnrDb, LinkPlan.MaxSnrDb, "SNR in dB", "choose a value in that range");
        _channel = _spec.Create(options.SnrDb);
        _frame = options.FirstFrame;
        _planSnrDb = options.PlanSnrDb ?? options.SnrDb;
        _planning = new ChannelPlanning(_spec, _channel, options.UseGenie);
        if (options.UseRefinement)
            CheckRefinement(options, _planning.Layout);
        if (options.MarginDb is { } marginDb)
            Guard.InRange(marginDb, 0, LinkPlan.MaxMarginDb, "margin in dB", "1 dB is usual");
        if (options.FocusValue is not null && options.ModeValue != LinkMode.Analog)
            throw new SemComException($"focus: the mode must be analog (was {options.ModeValue.Name()}); leave the focus or the mode out");
        if (options.ExplainValue && options.ModeValue != LinkMode.Analog)
            throw new SemComException($"explanation: the mode must be analog (was {options.ModeValue.Name()}); leave the explanation or the mode out");
        if (options.Privacy is not null && (options.ModeValue != LinkMode.Analog || options.FocusValue is not null || options.UseRefinement || options.ExplainValue))
            throw new SemComException("private region: the mode must be analog, without focus, refinement and explanation (one was asked for); leave it out, or the region");
        if (options.KnowledgeValue is not null && (options.ModeValue != LinkMode.Analog || options.Privacy is not null || options.FocusValue is not null || options.UseRefinement || options.ExplainValue))
            throw new SemComException("knowledge: the mode must be analog, without private region, focus, refinement and explanation (one was asked for); leave it out, or the knowledge");
        options.KnowledgeValue?.Check();
        _focus = new FocusFinder(options.SegmenterFactory ?? (() => PromptableSegmenter.Load(options.ThreadCount)));
        _ = new LinkPlan(options.Cbr, _planSnrDb); // refuses wrong values before a model is loaded
        if (options.ModeValue == LinkMode.Generative)
            Guard.InRange(options.Cbr, 0, MaxGenerativeCbr, "channel bandwidth ratio in generative mode", "choose at most 1/96, or mode digital, which is faithful");
        _transmitter = SemanticTransmitter.Load(options.ModelId, options.ThreadCount);
        _receiver = SemanticReceiver.Load(options.ModelId, options.ThreadCount, layout: _planning.Layout, estimator: options.EstimatorValue);
        if (options.ModeValue == LinkMode.Generative && !_receiver.CanGenerate)
            throw new SemComException($"generative mode: the model must have a generative decoder (was '{options.ModelId}'); choose image-base");
        if (options.Privacy is { } privacy)
            _private = new PrivateSending(_transmitter, _receiver, privacy);
        if (options.KnowledgeValue is { } knowledge)
            _knowledge = new KnowledgeSending(_transmitter, _receiver, DigitalLink.Create(options.ChannelText, options.SnrDb, options.UseGenie, options.EstimatorValue), knowledge);
        if (options.ModeValue != LinkMode.Analog)
            _tokens = new TokenLink(DigitalLink.Create(options.ChannelText, options.SnrDb, options.UseGenie, options.EstimatorValue), _transmitter, _receiver, options.ModeValue == LinkMode.Generative);
    }

    /// <summary>Builds a link and loads its model.</summary>
    /// <exception cref="SemComException">An option is out of range, the channel or model unknown, or a model file damaged.</exception>
    public static SemanticLink Create(Action<SemanticLinkOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new SemanticLinkOptions();
        configure(options);
        return new SemanticLink(options);
    }

    /// <summary>Sends a picture and judges what arrives.</summary>
    public async ValueTask<SendResult> SendAsync(Picture picture, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return await Task.Run(() => Send(picture, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _transmitter.Dispose();
        _receiver.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void CheckRefinement(SemanticLinkOptions options, FrameLayout layout)
    {
        if (options.ModeValue != LinkMode.Analog)
            throw new SemComException($"refinement: the mode must be analog (was {options.ModeValue.Name()}); leave refinement out");
        if (layout.Grid is null || layout.Antennas != AntennaScheme.OneByOne)
            throw new SemComException($"refinement: the channel must be one over OFDM with one antenna at each end (was '{options.ChannelText}'); choose for example tdl-c:ds=300ns,fd=50Hz");
        if (options.UseGenie)
            throw new SemComException("refinement: the receiver must estimate the channel itself (was given the true one); leave the genie or refinement out");
    }

    private SendResult Send(Picture picture, CancellationToken cancellationToken)
    {
        var judge = PictureJudge.For(picture, _options.MetricsValue, _options.ThreadCount);
        var realization = new ChannelRealization(_options.SeedValue, _frame++);
        var uses = (int)Math.Clamp(_options.Cbr * picture.ValueCount, 1, int.MaxValue);
        var (interest, looked) = Look(picture);
        var passage = _private is not null ? _private.Send(picture, interest!.Region, uses, Plan, sending => Send(sending, realization, cancellationToken))
            : _knowledge is not null ? _knowledge.Send(picture, uses, _planSnrDb, Plan, sending => Send(sending, realization, cancellationToken), realization)
            : _tokens is null ? SendSymbols(picture, interest?.Weights, uses, realization, cancellationToken)
            : _tokens.Send(picture, uses, _planSnrDb, _options.MarginDb, realization, cancellationToken);
        var reception = passage.Reception;
        var cbr = (double)passage.Ledger.Total / picture.ValueCount;
        var shown = reception.Value ?? PictureConcealment.Grey(picture.Width, picture.Height);
        var record = judge.Judge(new QualityRecord
        {
            System = "semantic",
            Model = _options.ModelId,
            Mode = _options.ModeValue.Name(),
            Source = "picture",
            Modality = "picture",
            Channel = _spec.Text,
            Genie = _options.UseGenie,
            SnrDb = _options.SnrDb,
            PlanSnrDb = _planSnrDb,
            Seed = _options.SeedValue,
            Cbr = cbr,
            Uses = UsesRecord.From(passage.Ledger),
            FocusShare = _private is null ? interest?.Region.Share : null,
            PrivateShare = _private is null ? null : interest!.Region.Share,
            PsnrInsideDb = interest is null ? null : RegionQuality.PsnrDb(picture, shown, interest.Region),
            PsnrOutsideDb = interest is null ? null : RegionQuality.PsnrDb(picture, shown, interest.Region, inside: false),
            Lost = reception.IsLost,
            Blocks = passage.Blocks?.Sent,
            BlocksLost = passage.Blocks?.Lost,
            EncodeMs = (looked + passage.Encode).TotalMilliseconds,
            ChannelMs = passage.Air.TotalMilliseconds,
            DecodeMs = passage.Decode.TotalMilliseconds,
            BytesOnWire = passage.BytesOnWire,
        }, shown);
        return new SendResult(shown, record, passage.Ledger, reception, interest, [.. judge.Notices, .. Notices(picture, passage.Ledger.Total, cbr, reception)]) { Late = passage.Late };
    }

    /// <summary>What matters in a picture, and how long it took to find out.</summary>
    private (RegionOfInterest? Interest, TimeSpan Looked) Look(Picture picture)
    {
        if ((_private?.Region ?? _options.FocusValue) is not { } focus)
            return (null, TimeSpan.Zero);
        var begin = Stopwatch.GetTimestamp();
        var interest = _focus.Find(picture, focus);
        if (_private is not null)
        {
            // What is hidden is a rectangle, and that is what is judged.
            var region = RegionMask.FromBox(picture.Width, picture.Height, interest.Region.Bounds());
            interest = interest with { Region = region };
        }
        return (interest, Stopwatch.GetElapsedTime(begin));
    }

    private LinkPlan Plan(double cbr, int uses)
    {
        var plan = _planning.Plan(cbr, _planSnrDb, uses);
        return plan with { MarginDb = _options.MarginDb ?? plan.MarginDb };
    }

    private Passage SendSymbols(Picture picture, RegionWeights? weights, int uses, ChannelRealization realization, CancellationToken cancellationToken) => Send(
        new FrameSending(plan => _transmitter.Encode(picture, plan), frame => _receiver.Decode(frame, _options.UseRefinement ? _transmitter.Reproduce : null, _options.ExplainValue),
            Plan(_options.Cbr, uses) with { Weights = weights }, FrameOffset: 0),
        realization, cancellationToken);

    private Passage Send(FrameSending sending, ChannelRealization realization, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        var frame = sending.Encode(sending.Plan with { Sequence = (int)(realization.Frame & 255) });
        var encode = Stopwatch.GetElapsedTime(begin);
        cancellationToken.ThrowIfCancellationRequested();

        begin = Stopwatch.GetTimestamp();
        var received = _channel.Transmit(frame.Symbols, realization with { Frame = realization.Frame + sending.FrameOffset }).ToReceivedFrame(_options.UseGenie);
        var air = Stopwatch.GetElapsedTime(begin);
        cancellationToken.ThrowIfCancellationRequested();

        begin = Stopwatch.GetTimestamp();
        var reception = sending.Decode(received);
        return new Passage(reception, frame.Ledger, frame.MessagePackLength, encode, air, Stopwatch.GetElapsedTime(begin));
    }

    private IEnumerable<string> Notices(Picture picture, int uses, double cbr, Reception<Picture> reception)
    {
        if (uses > _options.Cbr * picture.ValueCount + 1)
            yield return $"the smallest frame for {picture.Width}x{picture.Height} that the planned SNR allows takes {uses} channel uses, CBR {cbr:G4} instead of {_options.Cbr:G4}";
        if (cbr < 0.9 * _options.Cbr && picture.ValueCount * _options.Cbr > 10_000)
            yield return $"the model uses at most CBR {cbr:G4} of the {_options.Cbr:G4} allowed";
        if (reception.IsGenerated)
            yield return "the receiver filled in details that it was not told: judge by perceptual distance and semantic similarity, not by PSNR";
        if (reception.PrivateLoss is { } hidden)
            yield return $"the private part is not shown, stripes stand in its place: {hidden}";
        if (reception.Loss is { } loss)
            yield return $"the frame was lost: {loss}; the picture shown is a grey stand-in";
    }
}
