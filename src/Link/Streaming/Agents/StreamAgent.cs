using SemCom.Channels;

namespace SemCom.Streaming;

/// <summary>
/// The agent of a stream: decides about every picture by what has been reported so far, and believes a frame to have arrived until the receiver says otherwise. One thread.
/// </summary>
internal sealed class StreamAgent : IDisposable
{
    /// <summary>Pictures whose plans are remembered until the receiver says what became of them.</summary>
    private const int Remembered = 256;

    private readonly StreamAgentOptions _options;
    private readonly LinkScenario _scenario;
    private readonly AgentLoop _loop;
    private readonly SceneWatcher _watcher;
    private readonly string _policy;
    private readonly Dictionary<int, (double PowerDb, double ExpectedLoss)> _sent = [];
    private (int Place, int Clock, Picture Picture)? _last;
    private LoopDecision? _decision;
    private SceneSight? _sight;
    private float _report = float.NaN;
    private double _stands;

    /// <param name="options">Policy, model of the link, rules.</param>
    /// <param name="framesPerSecond">Pictures a second.</param>
    /// <param name="threads">Threads inside the models.</param>
    /// <param name="seed">Seed of the noise at home.</param>
    /// <param name="waits">True where the stream has time to wait for answers of networks.</param>
    public StreamAgent(StreamAgentOptions options, double framesPerSecond, int threads, ulong seed, bool waits)
    {
        _options = options;
        _scenario = options.Scenario with { FrameSeconds = 1 / framesPerSecond };
        _loop = new AgentLoop(_scenario, LinkIntent.Default, options.Policy, options.Twin);
        (_watcher, _policy) = (new SceneWatcher(threads, seed, waits, options.Modes), options.Policy.Name);
    }

    /// <summary>Takes what the receiver reports.</summary>
    public void Take(ReceiverReport report)
    {
        if (!_sent.Remove(report.Number, out var sent))
            return;
        if (report.EffectiveSnrDb is { } snrDb && double.IsFinite(snrDb))
            _report = (float)(snrDb - sent.PowerDb);
        _loop.Acknowledge(sent.ExpectedLoss, !report.Arrived);
        if (report.NeedsRestart)
            Forget();
    }

    /// <summary>The receiver has nothing.</summary>
    public void Forget()
    {
        for (var place = 0; place < StreamState.MaxPlaces; place++)
            _loop.Forget(place);
        _last = null;
    }

    /// <summary>Perceives, analyses and decides.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="settings">What holds but for what is decided.</param>
    public AgentOrder Decide(Picture picture, StreamSettings settings)
    {
        _loop.Intent = _options.Restrict(settings.Intent);
        _loop.Arrive();
        var age = _last is { } before && before.Place == _watcher.Place ? (before.Picture, Math.Max(1, _watcher.Clock + 1 - before.Clock)) : ((Picture, int)?)null;
        var sight = _watcher.Look(picture, age, settings.Intent.Focus ?? settings.Focus);
        if (_watcher.IsNewScene)
        {
            _loop.Forget(sight.Place);
            _last = null;
        }
        var now = new TraceFrame(float.NaN, _report, (float)Doppler(settings.Channel), 1, (float)((_scenario.Harvest.Min + _scenario.Harvest.Max) / 2), sight.Place, sight.Clock, double.NaN);
        _report = float.NaN;
        (_decision, _sight) = (_loop.Decide(now, sight), sight);
        var (way, plan) = (_decision.Plan.Way, _decision.Plan);
        if (_loop.Foresee(0) is var fate && fate is not (FrameFate.Arrived or FrameFate.Late or FrameFate.Skipped))
            return new AgentOrder(settings with { Sampling = FrameSampling.Skip }, _loop.View.PlanSnrDb, way.MarginDb, null, $"the agent's plan '{plan.Name}' cannot be carried out ({fate})");
        return new AgentOrder(
            settings with
            {
                Mode = way.Mode,
                // What of its channel uses a whole picture needs, the codec knows better: differences, where the receiver has the scene.
                Sampling = way.Sampling == FrameSampling.Whole && _last is not null ? FrameSampling.Regions : way.Sampling,
                Cbr = CbrOf(way, sight, settings),
                PowerDb = settings.PowerDb + (way.Sampling == FrameSampling.Skip ? 0 : plan.PowerDb),
            },
            _loop.View.PlanSnrDb, way.MarginDb, way.Focused ? _watcher.Interest : null, Barred: null);
    }

    /// <summary>Whether a frame of this size may be sent; it is otherwise left out.</summary>
    public bool Allows(double cbr) => _loop.Foresee(cbr) is FrameFate.Arrived or FrameFate.Late;

    /// <summary>Takes what was done, and tells it.</summary>
    /// <param name="number">Number of the picture.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="sent">What was made of it.</param>
    public DecisionRecord Settle(int number, Picture picture, SentPicture sent)
    {
        var (decision, sight) = (_decision!, _sight!);
        var (plans, barred) = (_loop.Notable(), _loop.Barred());
        var cbr = sent.Frame?.Cbr ?? 0;
        var fate = sent.Frame is null ? (_loop.Foresee(0) is FrameFate.Arrived or FrameFate.Late ? FrameFate.Dropped : _loop.Foresee(0)) : _loop.Foresee(cbr);
        var loss = _loop.ExpectedLoss;
        var settled = _loop.Believe(cbr, fate);
        _stands = _loop.Learn(0);
        if (sent.Frame is not null)
        {
            _sent[number] = (decision.Plan.PowerDb, loss);
            _sent.Remove(number - Remembered);
            _last = (sight.Place, sight.Clock, picture);
        }
        return Record(number, decision, sight, sent, settled, fate) with { Plans = plans, Barred = barred };
    }

    /// <summary>Completes a record when it is known what is shown.</summary>
    public static DecisionRecord Complete(DecisionRecord record, LinkIntent intent, StreamedFrame frame)
    {
        var psnr = frame.PsnrDb ?? 68;
        var focus = frame.FocusPsnrDb ?? psnr;
        var similarity = record.Achieved.Similarity;
        var reward = intent.Utility(new LinkOutcome(psnr, similarity, focus, record.Executed.Cbr, record.Executed.PlanSnrDb == 0 ? 0 : PowerOf(record), record.Executed.DelaySeconds));
        return record with
        {
            Executed = record.Executed with
            {
                TrueSnrDb = frame.SnrDb,
                EffectiveSnrDb = frame.EffectiveSnrDb,
                Loss = frame.Loss,
                Fate = frame.Outcome switch { FrameOutcome.Lost => FrameFate.Lost, FrameOutcome.Late => FrameFate.Late, _ => record.Executed.Fate },
            },
            Achieved = new AchievementRecord(psnr, focus, similarity, reward, reward + record.Achieved.Worth),
        };
    }

    /// <summary>Ends when nothing goes on beside the stream.</summary>
    public Task SettleAsync() => _watcher.SettleAsync();

    public void Dispose() => _watcher.Dispose();

    private static double PowerOf(DecisionRecord record) => PlanCatalogue.Default.Plans[record.Action].PowerDb;

    /// <summary>Rates of plans count what is sent: of changed tiles their share.</summary>
    private static double CbrOf(SendingWay way, SceneSight sight, StreamSettings settings)
    {
        if (way.Sampling != FrameSampling.Regions)
            return way.Sampling == FrameSampling.Skip ? settings.Cbr : way.Cbr;
        return way.Cbr * Math.Clamp(sight.Motion.ChangedShare[^1], 0.1, 1);
    }

    private static double Doppler(string channel)
    {
        var spec = ChannelSpec.Parse(channel);
        return spec.Channel.Parameters.Any(parameter => parameter.Name == "fd") ? (double)(spec.Value("fd") ?? 0) : 0;
    }

    private DecisionRecord Record(int number, LoopDecision decision, SceneSight sight, SentPicture sent, FrameResult settled, FrameFate fate) => new()
    {
        Frame = number,
        Source = "stream",
        Place = sight.Place,
        IsNewScene = _watcher.IsNewScene,
        Observation = decision.Observation,
        Plans = [],
        Barred = new Dictionary<string, int>(StringComparer.Ordinal),
        Action = decision.Action,
        Plan = decision.Plan.Name,
        By = _policy,
        Executed = new ExecutionRecord
        {
            Fate = fate,
            Uses = UsesRecord.From(sent.Frame?.Ledger ?? default),
            Cbr = settled.Cbr,
            Energy = settled.Energy,
            DelaySeconds = settled.DelaySeconds,
            PlanSnrDb = sent.Frame is null ? 0 : sent.PlanSnrDb,
            TrueSnrDb = double.NaN,
            Battery = _loop.Battery,
        },
        Achieved = new AchievementRecord(settled.PsnrDb, settled.FocusPsnrDb, settled.Similarity, settled.Reward, _stands),
        CorrectionDb = _loop.CorrectionDb,
    };
}
