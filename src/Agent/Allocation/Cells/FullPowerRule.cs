namespace SemCom;

/// <summary>Every cell fills the slot at full power.</summary>
public sealed class FullPowerRule : ICellRule
{
    /// <inheritdoc/>
    public string Name => "full power";

    /// <inheritdoc/>
    public int[] Decide(CellScenario scenario, CellSlot slot)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(slot);
        return [.. Enumerable.Repeat(scenario.Choices - 1, slot.Cells)];
    }
}
