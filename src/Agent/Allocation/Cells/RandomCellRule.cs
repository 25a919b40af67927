namespace SemCom;

/// <summary>Every cell does anything.</summary>
/// <param name="scenario">What can be done.</param>
/// <param name="seed">Draws the actions.</param>
public sealed class RandomCellRule(CellScenario scenario, ulong seed) : ICellRule
{
    private readonly RandomPolicy _policy = new(scenario.Choices, seed);

    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public int[] Decide(CellScenario scenario, CellSlot slot)
    {
        ArgumentNullException.ThrowIfNull(slot);
        return [.. Enumerable.Range(0, slot.Cells).Select(_ => _policy.Decide([]))];
    }
}
