namespace SemCom;

/// <summary>The plans that the agent chooses from: skip, and every way with every power. Immutable.</summary>
public sealed class PlanCatalogue
{
    private static readonly double[] UsualPowersDb = [-3, 0, 3];

    private PlanCatalogue(IReadOnlyList<SendingWay> ways, IReadOnlyList<double> powersDb)
    {
        Ways = ways;
        Plans = [AgentPlan.Skip, .. ways.SelectMany(way => powersDb.Select(power => new AgentPlan(way, power)))];
        WayOf = [-1, .. Enumerable.Range(0, ways.Count).SelectMany(way => powersDb.Select(_ => way))];
        Actions = new ActionSpace([.. Plans.Select(plan => plan.Name)]);
    }

    /// <summary>Whole pictures as analog symbols at four rates with two margins, at three with a focus, as tokens at three rates with two margins, with made-up details, and changed tiles at three rates; at half, nominal and double power.</summary>
    public static PlanCatalogue Default { get; } = new(
        [
            .. Each(FrameSampling.Whole, LinkMode.Analog, [96, 48, 24, 12], [1, 5]),
            .. Each(FrameSampling.Whole, LinkMode.Analog, [96, 48, 24], [3], focused: true),
            .. Each(FrameSampling.Whole, LinkMode.Digital, [48, 24, 12], [1, 5]),
            .. Each(FrameSampling.Whole, LinkMode.Generative, [128], [3]),
            .. Each(FrameSampling.Regions, LinkMode.Analog, [48, 24, 12], [3]),
        ],
        UsualPowersDb);

    /// <summary>Ways of sending, but for nothing.</summary>
    public IReadOnlyList<SendingWay> Ways { get; }

    /// <summary>All plans in the order of the actions.</summary>
    public IReadOnlyList<AgentPlan> Plans { get; }

    /// <summary>The way of each plan; −1 for nothing.</summary>
    public IReadOnlyList<int> WayOf { get; }

    /// <summary>The plans as actions.</summary>
    public ActionSpace Actions { get; }

    private static IEnumerable<SendingWay> Each(FrameSampling sampling, LinkMode mode, int[] shares, double[] marginsDb, bool focused = false) =>
        shares.SelectMany(share => marginsDb.Select(margin => new SendingWay(sampling, mode, share, margin, focused)));
}
