using SemCom.Agents;

namespace SemCom;

/// <summary>
/// The loop of decisions at a sender: perceive, analyse, decide, then — after somebody has executed the plan — verify and learn. For each picture: <see cref="Decide"/>, <see cref="Foresee"/>,
/// <see cref="Settle"/>, <see cref="Learn"/>. It knows what a sender knows: reports, acknowledgements, its own queue and battery; never a true SNR or a received picture. One stream at a time.
/// </summary>
public sealed class AgentLoop
{
    private readonly LinkScenario _scenario;
    private readonly IPolicy _policy;
    private readonly PlanCatalogue _catalogue;
    private readonly PlanAnalyst _analyst;
    private readonly PlanAnalysis[] _analyses;
    private readonly LinkPerception _perception;
    private readonly BaselineShadow _shadow;
    private readonly OuterLoop _loop = new();
    private StreamState _state;
    private StreamWorld? _world;
    private LinkView? _view;
    private LoopDecision? _decision;
    private FrameFate? _fate;

    /// <param name="scenario">Times, capacity and battery.</param>
    /// <param name="intent">What is wanted.</param>
    /// <param name="policy">Who decides; begins anew.</param>
    /// <param name="twin">The model of the link.</param>
    /// <param name="catalogue">What can be done; null for the default.</param>
    public AgentLoop(LinkScenario scenario, LinkIntent intent, IPolicy policy, LinkTwin twin, PlanCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(policy);
        (_scenario, Intent, _policy, _catalogue) = (scenario, intent, policy, catalogue ?? PlanCatalogue.Default);
        (_analyst, _analyses) = (new PlanAnalyst(twin, _catalogue), new PlanAnalysis[_catalogue.Actions.Count]);
        (_state, _perception, _shadow) = (StreamState.Begin(scenario), new LinkPerception(scenario), new BaselineShadow(scenario));
        policy.Reset();
    }

    /// <summary>What is wanted, from the next decision on.</summary>
    public LinkIntent Intent { get; set; }

    /// <summary>What was perceived last.</summary>
    public LinkView View => _view ?? throw NothingDecided();

    /// <summary>What the model expected of each plan.</summary>
    public IReadOnlyList<PlanAnalysis> Analyses => _analyses;

    /// <summary>How far below the reports frames are planned [dB].</summary>
    public double CorrectionDb => _loop.CorrectionDb;

    /// <summary>Charge of the battery, 0 to 1.</summary>
    public double Battery => _state.Battery / _scenario.Battery;

    /// <summary>What both ends have, as far as the sender knows.</summary>
    public StreamState State => _state;

    /// <summary>What was late has arrived; call it before looking at a picture.</summary>
    public void Arrive() => _state.Arrive();

    /// <summary>What the baseline of a learner was expected to earn in the last frame if it had always acted; null where nobody learns.</summary>
    public double? Baseline { get; private set; }

    /// <summary>Both ends drop what they have of a place.</summary>
    public void Forget(int place)
    {
        _shadow.Forget(place);
        _state.Forget(place);
    }

    /// <summary>Perceives, analyses and decides.</summary>
    /// <param name="now">What is reported to the sender; of this the true SNR, place, clock and draw are not looked at.</param>
    /// <param name="sight">What is seen of the picture.</param>
    /// <exception cref="SemComException">A number is not finite, or the policy chose no plan.</exception>
    public LoopDecision Decide(TraceFrame now, SceneSight sight)
    {
        ArgumentNullException.ThrowIfNull(sight);
        _perception.Perceive(float.IsNaN(now.ReportDb) ? null : now.ReportDb, now.DopplerHertz, now.Harvest);
        _world = StreamWorld.Present(_scenario, now with { SnrDb = float.NaN, Place = sight.Place, Clock = sight.Clock, LossDraw = double.NaN }, sight.Motion, Intent, _catalogue, sight.SourceValues);
        _view = LinkView.Of(_perception, _loop, _world, _state, 0, sight.Complexity, sight.Trial);
        _analyst.Analyse(_view, _world, _state, 0, _analyses);
        var observation = _view.Observe(_analyses);
        LinkView.Observations.Check(observation, _analyses.Length);
        var action = _policy.Decide(observation);
        if (action < 0 || action >= _analyses.Length)
            throw new SemComException($"policy '{_policy.Name}': it must choose one of {_analyses.Length} plans (chose number {action}); use a policy that was made for this catalogue");
        Baseline = _policy is OnlineLearner learner ? _shadow.Play(_analyst, _world, 0, learner.BaselineAction) : null;
        return _decision = new LoopDecision(action, _catalogue.Plans[action], DecidedBy(_policy), observation, _analyst.Expected(action));
    }

    /// <summary>What the rules make of the plan that was decided.</summary>
    /// <param name="cbr">Channel uses of what is sent / source values.</param>
    /// <param name="isLost">Whether it cannot be read.</param>
    public FrameFate Foresee(double cbr, bool isLost = false) => Decided().World.Foresee(_state, 0, Decided().Decision.Action, cbr, isLost);

    /// <summary>Verifies: takes what became of the plan. What is received is believed to be as expected; only its arrival is known.</summary>
    /// <param name="cbr">Channel uses that were sent / source values.</param>
    /// <param name="fate">What became of it.</param>
    public FrameResult Settle(double cbr, FrameFate fate)
    {
        var result = Believe(cbr, fate);
        _fate = fate;
        if (fate is FrameFate.Arrived or FrameFate.Late or FrameFate.Lost)
            Acknowledge(ExpectedLoss, fate == FrameFate.Lost);
        return result;
    }

    /// <summary>How likely the frame that was decided last is lost, by the model.</summary>
    public double ExpectedLoss => _analyses[Decided().Decision.Action].LossRate;

    /// <summary>Takes what is likely to become of the plan, where an acknowledgement comes later, or never: <see cref="Settle"/> without what is verified.</summary>
    /// <param name="cbr">Channel uses that were sent / source values.</param>
    /// <param name="fate">What is supposed.</param>
    public FrameResult Believe(double cbr, FrameFate fate)
    {
        var (world, decision) = Decided();
        _fate = null;
        return world.Settle(ref _state, 0, decision.Action, decision.Expected.Outcome, cbr, fate);
    }

    /// <summary>Verifies an earlier frame, of which it is now known whether it arrived.</summary>
    /// <param name="expectedLoss">How likely its loss was (<see cref="ExpectedLoss"/>).</param>
    /// <param name="isLost">Whether it was lost.</param>
    public void Acknowledge(double expectedLoss, bool isLost)
    {
        _perception.Acknowledge(isLost);
        _loop.Verify(expectedLoss, isLost);
    }

    /// <summary>What was expected of the plans that a reader of the decision asks for: the best few, the finest that could be sent, the one that was chosen, and what a learner and its baseline wanted; by falling reward.</summary>
    /// <param name="best">How many of the best.</param>
    public IReadOnlyList<PlanRecord> Notable(int best = 4)
    {
        var order = Enumerable.Range(0, _analyses.Length).OrderByDescending(action => _analyses[action].Worth).ThenBy(action => action).ToList();
        var finest = order.Where(action => _analyses[action].Fate is FrameFate.Arrived or FrameFate.Late).OrderByDescending(action => _analyses[action].PsnrDb).Take(1);
        int[] wanted = _policy is OnlineLearner learner ? [learner.OwnAction, learner.BaselineAction] : [];
        var notable = order.Where(action => action == 0 || _analyses[action].Fate is FrameFate.Arrived or FrameFate.Late).Take(best).Concat(finest).Concat(wanted).Append(Decided().Decision.Action).ToHashSet();
        return [.. order.Where(notable.Contains).Select(Record)];
    }

    /// <summary>By how many plans could not be sent, for each reason.</summary>
    public IReadOnlyDictionary<string, int> Barred() =>
        _analyses.Where(analysis => analysis.Fate is not (FrameFate.Arrived or FrameFate.Late or FrameFate.Skipped)).GroupBy(analysis => analysis.Fate).OrderBy(group => group.Key).ToDictionary(group => group.Key.ToString(), group => group.Count(), StringComparer.Ordinal);

    private PlanRecord Record(int action)
    {
        var (plan, analysis) = (_catalogue.Plans[action], _analyses[action]);
        return new PlanRecord(action, plan.Name, analysis.Worth, analysis.Reward, analysis.PsnrDb, analysis.Similarity, analysis.LossRate, analysis.Cbr, plan.PowerDb, analysis.Energy, analysis.DelaySeconds);
    }

    /// <summary>Learns, where the policy can: corrects the model of the link and updates the policy.</summary>
    /// <param name="achieved">Reward of the frame.</param>
    /// <param name="received">How well it was received, of changed tiles the error within them alone, without a similarity (not a number); null where nothing arrived, or nobody can tell how well.</param>
    /// <returns>The reward, and what is believed to stand after it: what was learned from.</returns>
    public double Learn(double achieved, RecordedOutcome? received = null)
    {
        var worth = achieved + _analyst.StandsAfter(Decided().World, _state, 0);
        if (_policy is not OnlineLearner learner)
            return worth;
        if (_fate is FrameFate.Arrived or FrameFate.Late or FrameFate.Lost)
            _analyst.Learn(_decision!.Action, _fate == FrameFate.Lost, received);
        learner.Observe(_analyses[learner.OwnAction].Reward, Baseline!.Value, achieved, worth);
        return worth;
    }

    /// <summary>Who decided last, in words.</summary>
    internal static string DecidedBy(IPolicy policy) => policy is not OnlineLearner learner ? policy.Name
        : learner.Action == learner.OwnAction && learner.Safety.IsTrusted ? learner.Name
        : learner.Safety.IsTrusted ? "baseline, as control" : "baseline, by the safety rule";

    private (StreamWorld World, LoopDecision Decision) Decided() => _world is not null && _decision is not null ? (_world, _decision) : throw NothingDecided();

    private static InvalidOperationException NothingDecided() => new("nothing has been decided yet: call Decide");
}
