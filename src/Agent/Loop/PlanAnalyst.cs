namespace SemCom;

/// <summary>
/// Analyses: what every plan is expected to bring, by the model of the link, averaged over how far off the SNR may be (Gauss and Hermite's three points): the reward of this frame, and what is then shown
/// while it stands, the scene going on to change as it did since the last frame. Energy costs the more the emptier the battery is, as in Lyapunov optimisation of energy harvesting
/// (Gatzianas, Georgiadis and Tassiulas, IEEE Trans. Wireless Communications 2010). Allocates nothing in steady state; one thread at a time.
/// </summary>
public sealed class PlanAnalyst
{
    private const int Points = 3;

    private static readonly double[] Nodes = [-Math.Sqrt(3), 0, Math.Sqrt(3)], Weights = [1.0 / 6, 2.0 / 3, 1.0 / 6];

    /// <summary>Ages at which what stands is looked at, and how many frames each stands for: those that follow, each less likely than the one before to come before the next picture.</summary>
    private static readonly (int Age, double Frames)[] Standing = [(1, 1.7), (4, 2.2), (10, 2.1)];

    private readonly AnalystOptions _options;
    private readonly LinkTwin _twin;
    private readonly PlanCatalogue _catalogue;
    private readonly double[] _powersDb;
    private readonly int[] _powerOf;
    private readonly TwinWorkspace _workspace;
    private readonly Transmission[] _predictions;
    private readonly (double, double)[] _snrs;

    /// <param name="twin">The model of the link.</param>
    /// <param name="catalogue">What can be done.</param>
    /// <param name="options">How it weighs; null for the usual values.</param>
    public PlanAnalyst(LinkTwin twin, PlanCatalogue catalogue, AnalystOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        _options = options ?? new AnalystOptions();
        (_twin, _catalogue) = (twin, catalogue);
        _powersDb = [.. catalogue.Plans.Skip(1).Select(plan => plan.PowerDb).Distinct().Order()];
        _powerOf = [.. catalogue.Plans.Select(plan => Math.Max(0, Array.IndexOf(_powersDb, plan.PowerDb)))];
        _snrs = new (double, double)[Points * _powersDb.Length];
        _workspace = new TwinWorkspace(twin, _snrs.Length);
        _predictions = new Transmission[_snrs.Length * catalogue.Ways.Count];
    }

    /// <summary>Analyses all plans.</summary>
    /// <param name="view">What is perceived.</param>
    /// <param name="world">The rules; only of the present frame.</param>
    /// <param name="state">What was sent before.</param>
    /// <param name="frame">Number of the frame.</param>
    /// <param name="analyses">Receives one for each plan.</param>
    public void Analyse(LinkView view, StreamWorld world, in StreamState state, int frame, Span<PlanAnalysis> analyses)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(world);
        for (var i = 0; i < _snrs.Length; i++)
        {
            var plan = view.PlanSnrDb + _powersDb[i / Points];
            _snrs[i] = (plan, plan + Nodes[i % Points] * _options.Caution * view.SnrDeviationDb);
        }
        _twin.Predict(view.Complexity, view.Trial, _snrs, _workspace, _predictions);
        var energyPrice = _options.EnergyPrice * (view.Weights.Fidelity + view.Weights.Meaning + view.Weights.Sharpness) * (1 - view.Battery);
        var unchanged = Stands(world, state, frame);
        for (var action = 0; action < analyses.Length; action++)
        {
            var transmission = _catalogue.WayOf[action] < 0 ? default : Mean(action);
            var (arrived, lost) = (state, state);
            var best = world.Step(ref arrived, frame, action, transmission, isLost: false);
            var loss = best.Fate is FrameFate.Arrived or FrameFate.Late ? transmission.Outcome.LossRate : 0;
            var worst = loss > 0 ? world.Step(ref lost, frame, action, transmission, isLost: true).Reward : 0;
            var reward = (1 - loss) * best.Reward + loss * worst;
            var stands = (1 - loss) * Stands(world, arrived, frame) + loss * unchanged;
            analyses[action] = new PlanAnalysis(reward + _options.Patience * stands - energyPrice * best.Energy, reward, loss, best.PsnrDb, best.Cbr) { Similarity = best.Similarity, Energy = best.Energy, DelaySeconds = best.DelaySeconds, Fate = best.Fate };
        }
    }

    /// <summary>What stands after a frame, in reward.</summary>
    internal double StandsAfter(StreamWorld world, in StreamState state, int frame) => _options.Patience * Stands(world, state, frame);

    /// <summary>What a plan was expected to cost and bring, if it arrives, when plans were last analysed.</summary>
    public Transmission Expected(int action) => _catalogue.WayOf[action] < 0 ? default : Mean(action);

    private static double Stands(StreamWorld world, in StreamState state, int frame)
    {
        var sum = 0.0;
        foreach (var (age, frames) in Standing)
            sum += frames * world.WorthLater(state, frame, age);
        return sum;
    }

    /// <summary>A plan's mean over the points; errors of those that arrive.</summary>
    private Transmission Mean(int action)
    {
        float error = 0, focus = 0, similarity = 0, arrived = 0;
        double cbr = 0;
        for (var point = 0; point < Points; point++)
        {
            ref readonly var one = ref _predictions[(_powerOf[action] * Points + point) * _catalogue.Ways.Count + _catalogue.WayOf[action]];
            var weight = (float)Weights[point] * Math.Max(1e-4f, 1 - one.Outcome.LossRate);
            (error, focus, similarity, arrived) = (error + weight * one.Outcome.ErrorDb, focus + weight * one.Outcome.FocusErrorDb, similarity + weight * one.Outcome.Similarity, arrived + weight);
            cbr += Weights[point] * one.Cbr;
        }
        return new Transmission(cbr, new RecordedOutcome(error / arrived, focus / arrived, similarity / arrived, Math.Clamp(1 - arrived, 0, 1)));
    }
}
