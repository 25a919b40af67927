namespace SemCom;

/// <summary>Tries everything that the cells can do together and takes the best: choices^cells, so for few cells only. The oracle.</summary>
public sealed class ExhaustiveCellRule : ICellRule
{
    private const double MaxTries = 1e6;

    /// <inheritdoc/>
    public string Name => "exhaustive";

    /// <inheritdoc/>
    /// <exception cref="SemComException">There are too many possibilities.</exception>
    public int[] Decide(CellScenario scenario, CellSlot slot)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(slot);
        Guard.InRange(Math.Pow(scenario.Choices, slot.Cells), 1, MaxTries, "possibilities of all cells", "use fewer cells or powers");
        var (tried, best, highest) = (new int[slot.Cells], new int[slot.Cells], double.NegativeInfinity);
        do
        {
            var utility = slot.Utility(scenario, tried);
            if (utility > highest)
            {
                highest = utility;
                tried.CopyTo(best, 0);
            }
        }
        while (Next(tried, scenario.Choices));
        return best;
    }

    /// <summary>Counts on; false after the last.</summary>
    private static bool Next(int[] actions, int choices)
    {
        for (var cell = 0; cell < actions.Length; cell++)
        {
            if (++actions[cell] < choices)
                return true;
            actions[cell] = 0;
        }
        return false;
    }
}
