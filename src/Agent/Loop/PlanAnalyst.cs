using System.Runtime.CompilerServices;
using SemCom.Agents;

namespace SemCom;

/// <summary>
/// Analyses: what every plan is expected to bring, by the model of the link, averaged over how far off the SNR may be (Gauss and Hermite's three points): the reward of this frame, and what is then shown
/// while it stands, the scene going on to change as it did since the last frame. Energy costs the more the emptier the battery is, as in Lyapunov optimisation of energy harvesting
/// (Gatzianas, Georgiadis and Tassiulas, IEEE Trans. Wireless Communications 2010). One thread at a time.
/// </summary>
public sealed class PlanAnalyst
{
    private const int Points = 3;

    private static readonly double[] Nodes = [-Math.Sqrt(3), 0, Math.Sqrt(3)], Weights = [1.0 / 6, 2.0 / 3, 1.0 / 6];

    private readonly AnalystOptions _options;
    private readonly LinkTwin _twin;
    private readonly PlanCatalogue _catalogue;
    private readonly double[] _powersDb;
    private readonly int[] _powerOf;
    private readonly Transmission[] _predictions;
    private readonly (double SnrDb, double Weight)[] _snrs = new (double, double)[Points];
    private readonly TwinCorrection _correction;
    private readonly ChannelBelief _belief;
    private readonly double[] _planned;
    private readonly ConditionalWeakTable<PictureTrial, SceneTiles> _tilesOf = [];
    private SceneTiles? _tiles;
    private PictureForecast? _forecast;
    private double _deviationDb;
    private readonly PictureForecast.Corner[] _corners = new PictureForecast.Corner[PictureForecast.MostCorners(Points)];

    /// <param name="twin">The model of the link.</param>
    /// <param name="catalogue">What can be done.</param>
    /// <param name="options">How it weighs; null for the usual values.</param>
    /// <param name="channel">Which of the model's channels is the present one, as long as nothing is learned.</param>
    public PlanAnalyst(LinkTwin twin, PlanCatalogue catalogue, AnalystOptions? options = null, int channel = 0)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        _options = options ?? new AnalystOptions();
        (_twin, _catalogue) = (twin, catalogue);
        _powersDb = [.. catalogue.Plans.Skip(1).Select(plan => plan.PowerDb).Distinct().Order()];
        _powerOf = [.. catalogue.Plans.Select(plan => Math.Max(0, Array.IndexOf(_powersDb, plan.PowerDb)))];
        (_correction, _belief, _planned) = (new TwinCorrection(catalogue), new ChannelBelief(twin.Channels.Count, channel), new double[_powersDb.Length]);
        _predictions = new Transmission[_powersDb.Length * catalogue.Ways.Count];
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
        Predict(view);
        var energyPrice = _options.EnergyPrice * (view.Weights.Fidelity + view.Weights.Meaning + view.Weights.Sharpness) * (1 - view.Battery) * (1 - view.Battery);
        var outlook = new FrameOutlook(world, state, frame);
        for (var action = 0; action < analyses.Length; action++)
        {
            var prospect = outlook.Of(action, Expected(action));
            var (loss, reward) = (prospect.LossRate, prospect.ExpectedReward);
            var stands = (1 - loss) * prospect.Stands + loss * outlook.UnchangedStands;
            analyses[action] = new PlanAnalysis(reward + _options.Patience * stands - energyPrice * prospect.Energy, reward, loss, prospect.PsnrDb, prospect.Cbr)
            {
                Similarity = prospect.Similarity,
                Energy = prospect.Energy,
                DelaySeconds = prospect.DelaySeconds,
                Fate = prospect.Fate,
            };
        }
    }

    /// <summary>What stands after a frame, in reward.</summary>
    internal double StandsAfter(StreamWorld world, in StreamState state, int frame) => _options.Patience * FrameOutlook.StandsAfter(world, state, frame);

    /// <summary>What a plan was expected to cost and bring, if it arrives, when plans were last analysed.</summary>
    public Transmission Expected(int action) => _catalogue.WayOf[action] < 0 ? default : _predictions[_powerOf[action] * _catalogue.Ways.Count + _catalogue.WayOf[action]];

    /// <summary>Learns how wrong the model is at present; without it, it is believed.</summary>
    /// <param name="action">What was sent, of the plans that were last analysed.</param>
    /// <param name="isLost">Whether it was lost.</param>
    /// <param name="received">How well it was received, of changed tiles the error within them alone, without a similarity (not a number); null where nobody can tell.</param>
    public void Learn(int action, bool isLost, RecordedOutcome? received)
    {
        if (_catalogue.WayOf[action] is not (>= 0 and var way))
            return;
        Span<float> only = stackalloc float[_belief.Weights.Length];
        Span<RecordedOutcome> expected = stackalloc RecordedOutcome[_belief.Weights.Length];
        var corners = Corners(_planned[_powerOf[action]]);
        for (var channel = 0; channel < only.Length; channel++)
        {
            only.Clear();
            only[channel] = 1;
            expected[channel] = _forecast!.Predict(way, corners, only);
        }
        _belief.Learn(expected, isLost, received);
        _correction.Learn(way, Expected(action).Outcome, isLost, received);
        if (received is { } got && _catalogue.Ways[way].Sampling == FrameSampling.Regions)
            _tiles!.Learn(got.ErrorDb - Expected(action).Outcome.ErrorDb);
    }

    /// <summary>What every way brings at every power.</summary>
    private void Predict(LinkView view)
    {
        _tiles = _tilesOf.GetValue(view.Trial, _ => new SceneTiles());
        (_forecast, _deviationDb) = (_twin.Foresee(view.Trial), view.SnrDeviationDb);
        for (var power = 0; power < _powersDb.Length; power++)
        {
            var plan = _planned[power] = view.PlanSnrDb + _powersDb[power];
            var corners = Corners(plan);
            for (var way = 0; way < _catalogue.Ways.Count; way++)
            {
                var outcome = _correction.Apply(way, _forecast.Predict(way, corners, _belief.Weights));
                _predictions[power * _catalogue.Ways.Count + way] = new Transmission(_forecast.Cbr(way, plan, _belief.Weights), _catalogue.Ways[way].Sampling == FrameSampling.Regions ? _tiles.Apply(outcome) : outcome);
            }
        }
    }

    private ReadOnlySpan<PictureForecast.Corner> Corners(double planSnrDb)
    {
        for (var point = 0; point < Points; point++)
            _snrs[point] = (planSnrDb + Nodes[point] * _options.Caution * _deviationDb, Weights[point]);
        return _corners.AsSpan(0, _forecast!.Corners(_snrs, planSnrDb, _corners));
    }
}
