namespace SemCom.Studio;

/// <summary>What the agent decided about a picture.</summary>
/// <param name="Plan">Name of the plan.</param>
/// <param name="By">Who decided.</param>
/// <param name="Expected">What it expected.</param>
/// <param name="Achieved">What came of it.</param>
/// <param name="Battery">What is left of the budget, 0..1.</param>
/// <param name="Best">Plans that came next, the best first.</param>
internal sealed record DecisionFacts(string Plan, string By, double? Expected, double? Achieved, double? Battery, IReadOnlyList<PlanWorth> Best)
{
    /// <summary>Writes the map.</summary>
    public void WriteTo(MessageWriter writer) => writer.Begin(6).Field("plan", Plan).Field("by", By).Field("expected", Expected).Field("achieved", Achieved).Field("battery", Battery)
        .List("best", Best, (w, p) => w.Begin(2).Field("plan", p.Plan).Field("worth", double.IsFinite(p.Worth) ? p.Worth : 0));
}
