namespace SemCom;

/// <summary>Always does the same.</summary>
/// <param name="action">Number of the plan.</param>
/// <param name="name">Name in tables.</param>
public sealed class FixedPlan(int action, string name = "fixed") : IPolicy
{
    /// <inheritdoc/>
    public string Name => name;

    /// <summary>Number of the plan.</summary>
    public int Action => action;

    /// <inheritdoc/>
    public void Reset() { }

    /// <inheritdoc/>
    public int Decide(ReadOnlySpan<float> observation) => action;
}
