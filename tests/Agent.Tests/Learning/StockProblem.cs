using SemCom.Randomness;

namespace SemCom.Agents.Tests;

/// <summary>
/// A shop with 0 to 4 pieces in stock orders 0 to 4 more every day, at a cost for each order and piece; demand is random. Small enough for value iteration. Seen is the stock alone.
/// With a chance the shop burns down, which ends the episode.
/// </summary>
internal sealed class StockProblem(double fire = 0, int days = 40) : IEnvironment
{
    public const int States = 5, Choices = 5;
    public const double Discount = 0.9;
    private static readonly double[] Demand = [0.2, 0.4, 0.3, 0.1];
    private CounterRandom _random;
    private int _stock, _day;

    public ObservationSpace Observations { get; } = new([.. Enumerable.Range(0, States).Select(s => new Feature($"stock {s}", 0, 1))]);

    public ActionSpace Actions { get; } = new([.. Enumerable.Range(0, Choices).Select(a => $"order {a}")]);

    public float[] Reset(ulong seed)
    {
        _random = new CounterRandom(seed, RandomPurpose.Environment, 0);
        (_stock, _day) = ((int)(_random.Uniform(0) * States), 0);
        return See(_stock);
    }

    public StepResult Step(int action)
    {
        _day++;
        var (uniform, demand) = (_random.Uniform(2 * (ulong)_day), 0);
        while (demand < Demand.Length - 1 && uniform >= Demand[demand])
            uniform -= Demand[demand++];
        var reward = Earn(_stock, action, demand);
        _stock = Next(_stock, action, demand);
        var burns = _random.Uniform(2 * (ulong)_day + 1) < fire;
        return new StepResult(See(_stock), reward, burns, !burns && _day == days, new Dictionary<string, double>(StringComparer.Ordinal));
    }

    public static float[] See(int stock) => [.. Enumerable.Range(0, States).Select(s => s == stock ? 1f : 0f)];

    /// <summary>Values of the best policy, by value iteration.</summary>
    public double[] Best() => Iterate((values, s) => Enumerable.Range(0, Choices).Max(a => Worth(values, s, a)));

    /// <summary>Values of a policy.</summary>
    public double[] Of(IPolicy policy) => Iterate((values, s) => Worth(values, s, policy.Decide(See(s))));

    /// <summary>Asserts that a policy's value is within a share of the best, from each state on average.</summary>
    public void AssertSolvedBy(IPolicy policy, double share)
    {
        var (best, own) = (Best().Average(), Of(policy).Average());
        Assert.True(own >= best - share * Math.Abs(best), $"value {own}, best {best}");
    }

    private static double[] Iterate(Func<double[], int, double> update)
    {
        var values = new double[States];
        for (var i = 0; i < 400; i++)
            values = [.. Enumerable.Range(0, States).Select(s => update(values, s))];
        return values;
    }

    private double Worth(double[] values, int stock, int action) => Demand.Select((p, demand) =>
        p * (Earn(stock, action, demand) + Discount * (1 - fire) * values[Next(stock, action, demand)])).Sum();

    private static int Full(int stock, int action) => Math.Min(stock + action, States - 1);

    private static int Next(int stock, int action, int demand) => Math.Max(0, Full(stock, action) - demand);

    private static double Earn(int stock, int action, int demand) =>
        5 * Math.Min(Full(stock, action), demand) - 2 * (Full(stock, action) - stock) - (action > 0 ? 2 : 0) - 0.5 * Next(stock, action, demand);
}
