using SemCom.Randomness;

namespace SemCom;

/// <summary>Does anything, all actions being equally likely. Its stream goes on over episodes.</summary>
/// <param name="actions">Actions that there are.</param>
/// <param name="seed">Draws the actions.</param>
public sealed class RandomPolicy(int actions, ulong seed) : IPolicy
{
    private readonly CounterRandom _random = new(seed, RandomPurpose.PolicyActions, ulong.MaxValue);
    private ulong _next;

    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public void Reset() { }

    /// <inheritdoc/>
    public int Decide(ReadOnlySpan<float> observation) => Math.Min(actions - 1, (int)(actions * _random.Uniform(_next++)));
}
