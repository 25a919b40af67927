using SemCom.Agents;
using SemCom.Randomness;

namespace SemCom;

/// <summary>
/// A stream of pictures over a moving link, as an environment: every step one picture. Outcomes come from recorded transmissions. What is perceived and what the model of the link expects of each plan are
/// observed; the true SNR is not. Without a model there are no expectations, and frames are planned by the usual outer loop, for one lost frame in ten.
/// </summary>
public sealed class StreamEnvironment : IEnvironment
{
    private const double UsualLoss = 0.1;

    private readonly LinkScenario _scenario;
    private readonly LinkRecording _recording;
    private readonly IReadOnlyList<LinkIntent> _intents;
    private readonly PlanCatalogue _catalogue;
    private readonly LinkTwin? _twin;
    private readonly AnalystOptions? _options;
    private PlanAnalyst? _analyst;
    private readonly PlanAnalysis[] _analyses;
    private BaselineShadow _shadow;
    private LinkPerception _perception;
    private OuterLoop _loop = new();
    private StreamState _state;
    private StreamWorld? _world;
    private LinkView? _view;
    private int _frame;

    /// <param name="scenario">What can happen.</param>
    /// <param name="recording">Real transmissions.</param>
    /// <param name="twin">The agent's model of the link; null for rules that have none.</param>
    /// <param name="intents">What can be wanted; each episode draws one.</param>
    /// <param name="catalogue">What can be done; null for the default.</param>
    /// <param name="options">How plans are weighed; null for the usual values.</param>
    /// <exception cref="SemComException">The recording has other ways of sending.</exception>
    public StreamEnvironment(LinkScenario scenario, LinkRecording recording, LinkTwin? twin, IReadOnlyList<LinkIntent> intents, PlanCatalogue? catalogue = null, AnalystOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(intents);
        if (intents.Count == 0)
            throw new ArgumentException("an environment needs an intent", nameof(intents));
        (_scenario, _recording, _intents, _catalogue) = (scenario, recording, intents, catalogue ?? PlanCatalogue.Default);
        recording.Check(_catalogue);
        (_twin, _options, _perception, _shadow) = (twin, options, new LinkPerception(scenario), new BaselineShadow(scenario));
        _analyses = new PlanAnalysis[_catalogue.Actions.Count];
        Observations = twin is null ? new ObservationSpace(LinkView.Features) : LinkView.Observations;
    }

    /// <inheritdoc/>
    public ObservationSpace Observations { get; }

    /// <inheritdoc/>
    public ActionSpace Actions => _catalogue.Actions;

    /// <summary>The episode's rules and trace; null before the first <see cref="Reset"/>.</summary>
    public StreamWorld? World => _world;

    /// <summary>What is perceived now.</summary>
    public LinkView? View => _view;

    /// <summary>What the model expects of each plan now.</summary>
    public ReadOnlySpan<PlanAnalysis> Analyses => _analyses;

    /// <summary>Whether frames are planned further below the reports where more were lost than expected; the default is true.</summary>
    public bool Corrects { get; init; } = true;

    /// <summary>
    /// Whether the model of the link is corrected by what became of frames; the receiver then tells how well they arrived, for example of pictures that both know. The default is false.
    /// </summary>
    public bool Adapts { get; init; }

    /// <summary>Which of the channels that the model of the link knows is taken for the present one, as long as nothing is learned. The default is the usual one, 0.</summary>
    public int Channel { get; init; }

    /// <summary>Reward of the last frame, and what stands after it; only with a model.</summary>
    public double LastWorth { get; private set; }

    /// <summary>What became of the last frame.</summary>
    public FrameResult Last { get; private set; }

    /// <inheritdoc/>
    public float[] Reset(ulong seed)
    {
        var intent = _intents[Math.Min(_intents.Count - 1, (int)(_intents.Count * new CounterRandom(seed, RandomPurpose.Environment, 1).Uniform(0)))];
        return Begin(new StreamWorld(_scenario, _recording, LinkTrace.Draw(_scenario, _recording, seed), intent, _catalogue));
    }

    /// <summary>Begins an episode that was drawn before.</summary>
    /// <returns>The first observation.</returns>
    public float[] Begin(StreamWorld world)
    {
        (_world, _frame, _state, _perception, _loop) = (world, 0, StreamState.Begin(_scenario), new LinkPerception(_scenario), new OuterLoop());
        _shadow = new BaselineShadow(_scenario);
        if (_twin is not null && (Adapts || _analyst is null))
            _analyst = new PlanAnalyst(_twin, _catalogue, _options, Channel);
        return Observe();
    }

    /// <inheritdoc/>
    public StepResult Step(int action)
    {
        if (_world is null || _frame >= _world.Trace.Frames.Count)
            throw new InvalidOperationException("the episode has not begun, or has ended: call Reset");
        ArgumentOutOfRangeException.ThrowIfNegative(action);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(action, Actions.Count);
        var transmission = _world.Recorded(_frame, action, _view!.PlanSnrDb);
        var isLost = transmission.Outcome.LossRate > _world.Trace.Frames[_frame].LossDraw;
        Last = _world.Step(ref _state, _frame, action, transmission, isLost);
        if (Last.Fate is FrameFate.Arrived or FrameFate.Late or FrameFate.Lost)
        {
            _perception.Acknowledge(isLost);
            if (Adapts)
                _analyst?.Learn(action, isLost, isLost ? null : _catalogue.Plans[action].Way.Sampling == FrameSampling.Regions ? transmission.Outcome with { Similarity = float.NaN } : transmission.Outcome);
            if (Corrects)
                _loop.Verify(_analyst is null ? UsualLoss : _analyses[action].LossRate, isLost);
        }
        LastWorth = Last.Reward + (_analyst?.StandsAfter(_world, _state, _frame) ?? 0);
        var info = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["psnrDb"] = Last.PsnrDb,
            ["similarity"] = Last.Similarity,
            ["cbr"] = Last.Cbr,
            ["energy"] = Last.Energy,
            ["fate"] = (int)Last.Fate,
            ["snrDb"] = _world.Trace.Frames[_frame].SnrDb,
        };
        _frame++;
        var isOver = _frame >= _world.Trace.Frames.Count;
        return new StepResult(isOver ? new float[Observations.Length(Actions.Count)] : Observe(), Last.Reward, Terminated: false, Truncated: isOver, info);
    }

    /// <summary>What a baseline would earn in this frame if it had always acted, by the model of the link; call it once in every frame, before <see cref="Step"/>.</summary>
    /// <param name="action">What it would do.</param>
    /// <exception cref="InvalidOperationException">There is no model, or no episode.</exception>
    public double ForeseeBaseline(int action) => _analyst is not null && _world is not null ? _shadow.Play(_analyst, _world, _frame, action) : throw new InvalidOperationException("without a model of the link nothing is expected");

    private float[] Observe()
    {
        var now = _world!.Trace.Frames[_frame];
        _perception.Perceive(float.IsNaN(now.ReportDb) ? null : now.ReportDb, now.DopplerHertz, now.Harvest);
        var picture = _world.PictureOf(now.Place);
        _view = LinkView.Of(_perception, _loop, _world, _state, _frame, picture.Complexity, picture.Trial);
        if (_analyst is null)
            return _view.Observe([]);
        _analyst.Analyse(_view, _world, _state, _frame, _analyses);
        return _view.Observe(_analyses);
    }
}
