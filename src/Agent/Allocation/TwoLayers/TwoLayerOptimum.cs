using SemCom.Agents;

namespace SemCom;

/// <summary>
/// The best upper layer there is, with the best lower layer under it, by backward induction over all states (Bellman, Dynamic Programming, 1957). It knows all probabilities, not the future. Sees and does
/// what the upper layer's environment gives.
/// </summary>
public sealed class TwoLayerOptimum : IPolicy
{
    private readonly TwoLayerRules _rules;
    private readonly double[] _rewards;
    private readonly int[][] _actions;
    private readonly double[] _first;

    /// <summary>Computes it. Time and memory grow with slots × states, which are (battery + 1)·2·(SNRs·ages)^users.</summary>
    /// <exception cref="SemComException">A number of the scenario is out of its range.</exception>
    public TwoLayerOptimum(TwoLayerScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        _rules = new TwoLayerRules(scenario);
        var states = (scenario.Battery + 1) * 2 * _rules.Links * _rules.Ages;
        _rewards = new double[states * _rules.Actions];
        for (var i = 0; i < _rewards.Length; i++)
            _rewards[i] = _rules.ExpectedReward(StateOf(i / _rules.Actions), i % _rules.Actions);
        _actions = new int[scenario.Slots][];
        _first = new double[states];
        for (var slot = scenario.Slots - 1; slot >= 0; slot--)
            _first = Before(_first, _actions[slot] = new int[states]);
    }

    /// <inheritdoc/>
    public string Name => "optimum";

    /// <inheritdoc/>
    public void Reset() { }

    /// <summary>What an episode that begins in a state earns on average.</summary>
    public double Value(TwoLayerState state) => _first[IndexOf(state)];

    /// <summary>What an episode earns on average, over the states that episodes begin with.</summary>
    public double Value() =>
        Enumerable.Range(0, 2 * _rules.Links).Average(i => Value(new TwoLayerState(_rules.Scenario.Battery / 2, i % 2 == 1, i / 2, _rules.Ages - 1)));

    /// <inheritdoc/>
    public int Decide(ReadOnlySpan<float> observation)
    {
        var (state, left) = UpperView.Read(_rules, observation);
        return _actions[_rules.Scenario.Slots - left][IndexOf(state)];
    }

    private int IndexOf(TwoLayerState state) => ((state.Battery * 2 + (state.IsBright ? 1 : 0)) * _rules.Links + state.Links) * _rules.Ages + state.Ages;

    private TwoLayerState StateOf(int index)
    {
        var (ages, rest) = (index % _rules.Ages, index / _rules.Ages);
        return new TwoLayerState(rest / _rules.Links / 2, rest / _rules.Links % 2 == 1, rest % _rules.Links, ages);
    }

    /// <summary>Values one slot earlier, and the actions that bring them.</summary>
    private double[] Before(double[] later, int[] actions)
    {
        var worth = AfterHarvest(Expected(later));
        var values = new double[later.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var state = StateOf(i);
            values[i] = double.NegativeInfinity;
            for (var action = 0; action < _rules.Actions; action++)
            {
                var (user, energy) = _rules.Grant(action);
                if (energy > state.Battery)
                    continue;
                var value = _rewards[i * _rules.Actions + action] + worth[IndexOf(state with { Battery = state.Battery - energy, Ages = _rules.NextAges(state.Ages, user) })];
                if (value > values[i])
                    (values[i], actions[i]) = (value, action);
            }
        }
        return values;
    }

    /// <summary>Mean over the next sky and links, with battery and ages as they will be.</summary>
    private double[] Expected(double[] later)
    {
        var expected = new double[later.Length];
        for (var i = 0; i < later.Length; i++)
        {
            var state = StateOf(i);
            for (var links = 0; links < _rules.Links; links++)
            {
                var same = later[IndexOf(state with { Links = links })];
                var other = later[IndexOf(state with { Links = links, IsBright = !state.IsBright })];
                expected[i] += _rules.LinkChances[state.Links][links] * (_rules.Scenario.SkyStays * same + (1 - _rules.Scenario.SkyStays) * other);
            }
        }
        return expected;
    }

    /// <summary>Mean over what comes in, with the battery as it is before.</summary>
    private double[] AfterHarvest(double[] expected)
    {
        var worth = new double[expected.Length];
        for (var i = 0; i < worth.Length; i++)
        {
            var state = StateOf(i);
            var chances = _rules.Scenario.Harvest[state.IsBright ? 1 : 0];
            for (var units = 0; units < chances.Count; units++)
                worth[i] += chances[units] * expected[IndexOf(state with { Battery = Math.Min(_rules.Scenario.Battery, state.Battery + units) })];
        }
        return worth;
    }
}
