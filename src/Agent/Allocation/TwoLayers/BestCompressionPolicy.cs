using SemCom.Agents;

namespace SemCom;

/// <summary>The lower layer that knows the curve and takes the compression that earns most; what it takes does not change what comes later, so that nothing is better.</summary>
/// <param name="scenario">What can happen.</param>
public sealed class BestCompressionPolicy(TwoLayerScenario scenario) : IPolicy
{
    private readonly TwoLayerRules _rules = new(scenario);

    /// <inheritdoc/>
    public string Name => "best compression";

    /// <inheritdoc/>
    public void Reset() { }

    /// <inheritdoc/>
    public int Decide(ReadOnlySpan<float> observation) => _rules.BestCompression(observation[3], observation[1], observation[2], (int)observation[0]);
}
