using System.Runtime.CompilerServices;
using SemCom.Agents;
using SemCom.Channels;
using SemCom.Runtime.Quality;

namespace SemCom;

/// <summary>
/// A stream of pictures over the real link, each sent as an agent decides: perceived, analysed and decided by an <see cref="AgentLoop"/>, executed by a <see cref="PlannedLink"/>, judged, verified and learned
/// from. Both ends keep the last picture that arrived; the sender is told whether one did. Not safe for several threads.
/// </summary>
public sealed class LinkAgent : IDisposable
{
    private readonly LinkAgentOptions _options;
    private readonly AgentLoop _loop;
    private readonly PlannedLink _link, _home;
    private readonly PictureEmbedder _embedder;
    private readonly SceneTracker _scenes;
    private readonly HomeTrial _trial;
    private readonly FocusFinder _focus;
    private readonly StreamReceiver _receiver = new();
    private (int Place, Picture Picture, PictureEmbedding Seen)? _common;
    private int _frame;

    /// <summary>Loads models and networks.</summary>
    /// <exception cref="SemComException">The channel is unknown, or a model missing or damaged.</exception>
    public LinkAgent(LinkAgentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _loop = new AgentLoop(options.Scenario, options.Intent, options.Policy, options.Twin);
        _link = PlannedLink.Create(options.Channel, threads: options.Threads);
        _home = PlannedLink.Create(options.Channel, threads: options.Threads);
        _embedder = PictureEmbedder.Load(options.Threads);
        _scenes = new SceneTracker(_embedder);
        _trial = new HomeTrial(_home, _embedder, options.Seed);
        _focus = new FocusFinder(() => PromptableSegmenter.Load(options.Threads));
        Header = new RunHeader
        {
            Policy = options.Policy.Name,
            Intent = IntentSentences.Write(options.Intent),
            Weights = options.Intent.Weights,
            Channel = _link.Channel,
            Seed = options.Seed,
            FrameSeconds = options.Scenario.FrameSeconds,
            Plans = PlanCatalogue.Default.Actions.Names,
        };
    }

    /// <summary>The first line of the run's file.</summary>
    public RunHeader Header { get; }

    /// <summary>What the receiver shows; null before anything has arrived.</summary>
    public Picture? Shown => _receiver.Shown;

    /// <summary>Sends pictures, one for each frame of a trace, as long as there are both.</summary>
    /// <param name="pictures">Names and pictures, all of one size.</param>
    /// <param name="trace">True SNRs, reports, loads and energy; its places are not looked at.</param>
    /// <exception cref="SemComException">A picture has another size, or a number is not finite.</exception>
    public IEnumerable<AgentFrame> Run(IEnumerable<(string Name, Picture Picture)> pictures, LinkTrace trace)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(trace);
        return pictures.Zip(trace.Frames, (picture, now) => Send(picture.Name, picture.Picture, now));
    }

    /// <summary>The same with pictures that come when they come.</summary>
    public async IAsyncEnumerable<AgentFrame> RunAsync(IAsyncEnumerable<(string Name, Picture Picture)> pictures, LinkTrace trace, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(trace);
        var at = 0;
        await foreach (var (name, picture) in pictures.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (at == trace.Frames.Count)
                yield break;
            yield return Send(name, picture, trace.Frames[at++]);
        }
    }

    /// <summary>Sends one picture.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="picture">The picture, of the same size as those before.</param>
    /// <param name="now">True SNR, report, load and energy.</param>
    /// <exception cref="SemComException">The picture has another size, or a number is not finite.</exception>
    public AgentFrame Send(string name, Picture picture, TraceFrame now)
    {
        ArgumentNullException.ThrowIfNull(picture);
        CheckSize(name, picture);
        if (!float.IsFinite(now.SnrDb))
            throw new SemComException($"true SNR of picture {_frame}: it must be finite (was {now.SnrDb}); check the trace");
        _receiver.Tick();
        _loop.Arrive();
        var sight = Look(picture, out var isNew);
        var decision = _loop.Decide(now, sight);
        var (plans, barred) = (_loop.Notable(), _loop.Barred());
        var sent = Execute(picture, decision, now);
        var settled = _loop.Settle(sent.Cbr, sent.Fate);
        var told = Received(picture, decision.Plan, sent);
        if (sent.Received is { } received)
            Keep(picture, decision.Plan, received, sent.Fate == FrameFate.Late);
        var achieved = Judge(picture, decision.Plan, settled);
        achieved = achieved with { Worth = _loop.Learn(achieved.Reward, told) };
        var record = new DecisionRecord
        {
            Frame = _frame++,
            Source = name,
            Place = sight.Place,
            IsNewScene = isNew,
            Observation = decision.Observation,
            Plans = plans,
            Barred = barred,
            Action = decision.Action,
            Plan = decision.Plan.Name,
            By = decision.By,
            Baseline = _loop.Baseline,
            Executed = new ExecutionRecord
            {
                Fate = sent.Fate,
                Uses = UsesRecord.From(sent.Uses),
                Cbr = settled.Cbr,
                Energy = settled.Energy,
                DelaySeconds = settled.DelaySeconds,
                PlanSnrDb = sent.PlanSnrDb,
                TrueSnrDb = now.SnrDb,
                EffectiveSnrDb = sent.EffectiveSnrDb,
                Loss = sent.Loss,
                Battery = _loop.Battery,
            },
            Achieved = achieved,
            CorrectionDb = _loop.CorrectionDb,
        };
        return new AgentFrame(record, Visible(picture));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _link.Dispose();
        _home.Dispose();
    }

    /// <summary>What the sender sees of a picture; a new scene is tried at home.</summary>
    private SceneSight Look(Picture picture, out bool isNew)
    {
        if (_scenes.Take(picture) is >= 0 and var forgotten)
            Forget(forgotten);
        isNew = _scenes.Facts is null;
        var facts = _scenes.Facts ??= Find(picture);
        var known = _loop.State.Known(_scenes.Place);
        var common = known.IsThere && _common is { } last && last.Place == _scenes.Place ? _common : null;
        var motion = _scenes.Motion(common?.Picture, common?.Seen, _scenes.Clock - known.Clock);
        return new SceneSight(_scenes.Place, _scenes.Clock, PictureComplexity.Of(picture, facts.Focus), facts.Trial, motion, picture.ValueCount);
    }

    private SceneFacts Find(Picture picture)
    {
        var middle = PictureComplexity.Middle(picture);
        var interest = new RegionOfInterest(RegionWeights.FromMask(middle), middle);
        try
        {
            if (_options.Intent.Focus is { } focus)
                interest = _focus.Find(picture, focus);
        }
        catch (SemComException) when (_options.Intent.Focus is AutomaticFocus or ObjectFocus)
        {
            // Nothing stands out in this scene: the middle it is.
        }
        return new SceneFacts(_trial.Try(picture, _scenes.Seen, interest.Region, interest.Weights), interest.Region, interest.Weights);
    }

    private void Forget(int place)
    {
        _loop.Forget(place);
        if (_common?.Place == place)
            _common = null;
    }

    private Sent Execute(Picture picture, LoopDecision decision, TraceFrame now)
    {
        var way = decision.Plan.Way;
        if (_loop.Foresee(0) is not (FrameFate.Arrived or FrameFate.Late) and var barred)
            return new Sent(barred);
        var (planSnrDb, snrDb) = (_loop.View.PlanSnrDb + decision.Plan.PowerDb, now.SnrDb + decision.Plan.PowerDb);
        var prepared = _link.Prepare(picture, way, planSnrDb, _scenes.Facts!.Weights, way.Sampling == FrameSampling.Regions ? _common!.Value.Picture : null);
        var cbr = (double)prepared.Ledger.Total / picture.ValueCount;
        if (_loop.Foresee(cbr) is not (FrameFate.Arrived or FrameFate.Late) and var refused)
            return new Sent(refused);
        var reception = prepared.Send(snrDb, new ChannelRealization(_options.Seed, (ulong)_frame), way.Sampling == FrameSampling.Regions ? _receiver.Latest : null);
        return new Sent(_loop.Foresee(cbr, reception.IsLost))
        {
            Received = reception.Value,
            Uses = prepared.Ledger,
            Cbr = cbr,
            PlanSnrDb = planSnrDb,
            EffectiveSnrDb = reception.EffectiveSnrDb,
            Loss = reception.Loss,
        };
    }

    /// <summary>How well a frame arrived, before it is kept; only for who learns.</summary>
    private RecordedOutcome? Received(Picture picture, AgentPlan plan, Sent sent)
    {
        if (_options.Policy is not OnlineLearner || sent.Received is not { } received)
            return null;
        if (plan.Way.Sampling == FrameSampling.Whole)
            return PictureJudgement.Of(_embedder, _scenes.Seen, picture, received, _scenes.Facts!.Focus).ToOutcome();
        return ChangedTiles.Between(picture, _common!.Value.Picture).ErrorDb(picture, received) is { } error ? new RecordedOutcome((float)error, (float)error, float.NaN, 0) : null;
    }

    /// <summary>Both ends have a picture; the sender, by the acknowledgement, what of its own pictures stands there.</summary>
    private void Keep(Picture picture, AgentPlan plan, Picture received, bool isLate)
    {
        _receiver.Take(received, isLate);
        if (plan.Way.Sampling == FrameSampling.Regions && _common is { } before)
        {
            var tiles = ChangedTiles.Between(picture, before.Picture);
            var merged = tiles.Count == 0 ? before.Picture : tiles.Place(tiles.Gather(picture), before.Picture)!;
            _common = (_scenes.Place, merged, _embedder.Embed(merged));
        }
        else
        {
            _common = (_scenes.Place, picture, _scenes.Seen);
        }
        for (var place = 0; place < StreamState.MaxPlaces; place++)
        {
            if (place != _scenes.Place)
                _loop.Forget(place);
        }
    }

    private AchievementRecord Judge(Picture picture, AgentPlan plan, FrameResult settled)
    {
        var quality = PictureJudgement.Of(_embedder, _scenes.Seen, picture, Visible(picture), _scenes.Facts!.Focus);
        var reward = _options.Intent.Utility(new LinkOutcome(quality.PsnrDb, quality.Similarity, quality.FocusPsnrDb, settled.Cbr, plan.PowerDb, settled.DelaySeconds));
        return new AchievementRecord(quality.PsnrDb, quality.FocusPsnrDb, quality.Similarity, reward, Worth: 0);
    }

    private Picture Visible(Picture picture) => _receiver.Shown ?? PictureConcealment.Grey(picture.Width, picture.Height);

    private void CheckSize(string name, Picture picture)
    {
        if (_receiver.Latest is { } shown && (shown.Width, shown.Height) != (picture.Width, picture.Height))
            throw new SemComException($"{name}: all pictures of a stream must have one size, {shown.Width}x{shown.Height} (this one has {picture.Width}x{picture.Height}); scale it, or begin another stream");
    }

    /// <summary>What was sent of a picture; nothing but its fate where nothing was.</summary>
    private sealed record Sent(FrameFate Fate)
    {
        public Picture? Received { get; init; }

        public ChannelUseLedger Uses { get; init; }

        public double Cbr { get; init; }

        public double PlanSnrDb { get; init; }

        public double? EffectiveSnrDb { get; init; }

        public string? Loss { get; init; }
    }
}
