using SemCom.Agents;

namespace SemCom;

/// <summary>The upper layer that earns most in this slot and does not think of the next.</summary>
/// <param name="scenario">What can happen.</param>
public sealed class GreedyUpperPolicy(TwoLayerScenario scenario) : IPolicy
{
    private readonly TwoLayerRules _rules = new(scenario);

    /// <inheritdoc/>
    public string Name => "greedy";

    /// <inheritdoc/>
    public void Reset() { }

    /// <inheritdoc/>
    public int Decide(ReadOnlySpan<float> observation)
    {
        var (state, _) = UpperView.Read(_rules, observation);
        return Enumerable.Range(0, _rules.Actions).MaxBy(action => _rules.ExpectedReward(state, action));
    }
}
