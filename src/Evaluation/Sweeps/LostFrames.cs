namespace SemCom.Evaluation;

/// <summary>Frames of one point of comparison that were lost for one reason.</summary>
/// <param name="System">The system.</param>
/// <param name="Channel">Channel specification.</param>
/// <param name="SnrDb">Es/N0 [dB].</param>
/// <param name="Cbr">The CBR that was asked for.</param>
/// <param name="Reason">Why, in one line.</param>
/// <param name="Frames">Number of lost frames.</param>
/// <param name="Of">Number of all frames at this point.</param>
/// <param name="Sources">Whose frames they were.</param>
public sealed record LostFrames(
    string System, string Channel, double SnrDb, double Cbr, string Reason, int Frames, int Of, IReadOnlyList<string> Sources)
{
    private const string Unknown = "the frame could not be read";

    /// <summary>The lost frames among outcomes, in the order of the plan.</summary>
    internal static IReadOnlyList<LostFrames> Among(SweepPlan plan, IReadOnlyList<SweepOutcome> outcomes)
    {
        var found = new List<LostFrames>();
        var everyday = outcomes.Where(o => !o.Record.Lost).SelectMany(o => o.Notices ?? []).ToHashSet(StringComparer.Ordinal);
        foreach (var point in outcomes.GroupBy(o => plan.Job(o.Job).Cell).OrderBy(g => g.Key))
        {
            var cell = plan.Cells[point.Key];
            found.AddRange(point.Where(o => o.Record.Lost).GroupBy(o => ReasonOf(o, everyday), StringComparer.Ordinal).Select(lost => new LostFrames(
                cell.System.Name, cell.Channel, cell.SnrDb, Rounding.Cbr(cell.Cbr), lost.Key, lost.Count(), point.Count(),
                [.. lost.Select(o => o.Record.Source).Distinct(StringComparer.Ordinal)])));
        }
        return found;
    }

    /// <summary>What was remarked on this frame and on none that arrived.</summary>
    private static string ReasonOf(SweepOutcome outcome, HashSet<string> everyday)
    {
        var reasons = (outcome.Notices ?? []).Where(n => !everyday.Contains(n)).ToList();
        return reasons.Count > 0 ? string.Join("; ", reasons) : Unknown;
    }
}
