using SemCom.Agents;

namespace SemCom;

/// <summary>
/// The upper layer that spends what comes in on average (energy-neutral operation; Kansal et al., ACM TECS 2007): its allowance grows by the mean harvest every slot, and the slot goes to whom the most earns
/// with what the allowance and the battery have.
/// </summary>
/// <param name="scenario">What can happen.</param>
public sealed class EnergyNeutralPolicy(TwoLayerScenario scenario) : IPolicy
{
    private readonly TwoLayerRules _rules = new(scenario);
    private double _allowance;

    /// <inheritdoc/>
    public string Name => "energy-neutral";

    /// <inheritdoc/>
    public void Reset() => _allowance = 0;

    /// <inheritdoc/>
    public int Decide(ReadOnlySpan<float> observation)
    {
        var (state, _) = UpperView.Read(_rules, observation);
        _allowance = Math.Min(_rules.Scenario.Battery, _allowance + _rules.Scenario.MeanHarvest);
        var spendable = state with { Battery = Math.Min(state.Battery, (int)_allowance) };
        var action = Enumerable.Range(0, _rules.Actions).MaxBy(a => _rules.ExpectedReward(spendable, a));
        _allowance -= _rules.Grant(action).Energy;
        return action;
    }
}
