namespace SemCom;

/// <summary>All cells in one slot. Immutable.</summary>
/// <param name="Gains">SNR at the user of a cell (first) of what the site of a cell (second) sends at full power; a ratio.</param>
/// <param name="GradientDb">Gradient of each cell's picture [dB].</param>
/// <param name="Importance">What each cell's picture counts.</param>
public sealed record CellSlot(double[][] Gains, double[] GradientDb, double[] Importance)
{
    /// <summary>Cells.</summary>
    public int Cells => Gains.Length;

    /// <summary>Signal to interference and noise at a user: S = g_ii·p_i / (1 + Σ_j g_ij·p_j·a_j), interference averaged over the slot, with a_j the share of it that cell j is on the air.</summary>
    /// <param name="scenario">What actions mean.</param>
    /// <param name="cell">The user's cell.</param>
    /// <param name="actions">Action of each cell.</param>
    public double Sinr(CellScenario scenario, int cell, ReadOnlySpan<int> actions)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return Gains[cell][cell] * scenario.Choice(actions[cell]).Power / (1 + Interference(scenario, cell, actions));
    }

    /// <summary>Interference at a user relative to noise.</summary>
    /// <param name="scenario">What actions mean.</param>
    /// <param name="cell">The user's cell.</param>
    /// <param name="actions">Action of each cell.</param>
    public double Interference(CellScenario scenario, int cell, ReadOnlySpan<int> actions)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var sum = 0.0;
        for (var other = 0; other < Cells; other++)
        {
            var (power, share, _) = scenario.Choice(actions[other]);
            sum += other == cell ? 0 : Gains[cell][other] * power * share;
        }
        return sum;
    }

    /// <summary>Utility of a cell: importance · q − price · energy.</summary>
    /// <param name="scenario">What actions mean.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="actions">Action of each cell.</param>
    public double Utility(CellScenario scenario, int cell, ReadOnlySpan<int> actions)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var (power, share, cbr) = scenario.Choice(actions[cell]);
        return power == 0 ? 0 : Importance[cell] * scenario.Curve.Quality(cbr, Sinr(scenario, cell, actions), GradientDb[cell]) - scenario.EnergyPrice * power * share;
    }

    /// <summary>Sum over the cells.</summary>
    /// <param name="scenario">What actions mean.</param>
    /// <param name="actions">Action of each cell.</param>
    public double Utility(CellScenario scenario, ReadOnlySpan<int> actions)
    {
        var sum = 0.0;
        for (var cell = 0; cell < Cells; cell++)
            sum += Utility(scenario, cell, actions);
        return sum;
    }
}
