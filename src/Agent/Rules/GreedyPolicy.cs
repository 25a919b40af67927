using System.Numerics.Tensors;

namespace SemCom;

/// <summary>Does what the model of the link expects most of for this one picture.</summary>
/// <param name="features">Numbers of an observation before the priors.</param>
/// <param name="name">Name in tables.</param>
public sealed class GreedyPolicy(int features, string name = "greedy") : IPolicy
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public void Reset() { }

    /// <inheritdoc/>
    public int Decide(ReadOnlySpan<float> observation) => TensorPrimitives.IndexOfMax(observation[features..]);
}
