namespace SemCom;

/// <summary>Powers by <see cref="Wmmse"/> with the pictures' importance as weights, each taken to the nearest that there is, and the whole slot. It maximises rate, not meaning.</summary>
public sealed class WmmseRule : ICellRule
{
    /// <inheritdoc/>
    public string Name => "WMMSE";

    /// <inheritdoc/>
    public int[] Decide(CellScenario scenario, CellSlot slot)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(slot);
        return [.. Wmmse.Powers(slot.Gains, slot.Importance).Select(scenario.NearestFull)];
    }
}
