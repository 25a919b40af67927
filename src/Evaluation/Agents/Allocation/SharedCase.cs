namespace SemCom.Evaluation;

/// <summary>The channel uses of a frame among users of a group.</summary>
internal sealed class SharedCase : IAllocationCase
{
    private static readonly SharedScenario Scenario = new();

    /// <inheritdoc/>
    public string Unit => "users of a frame";

    /// <inheritdoc/>
    public int UsualSteps => 200_000;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = ["equal", "proportional fair", "water-filling on reports", "PPO", "oracle"];

    /// <inheritdoc/>
    public double[] Measure(ulong seed, int steps, int episodes, CancellationToken cancellation)
    {
        // Blocks by the expected slope are best, whatever comes later: the discount is 0.
        var options = new PpoOptions
        {
            Steps = steps,
            Seed = seed,
            Horizon = 192,
            Batch = 1024,
            Discount = 0,
            Lambda = 0,
            EntropyBonus = 0,
            Network = new NetworkOptions { Hidden = [16, 16], PriorScale = 150 },
        };
        var policy = new PpoTrainer(() => new TeamOfOne(new SharedBudgetEnvironment(Scenario)), options).Train(cancellation: cancellation);
        var environment = new SharedBudgetEnvironment(Scenario);
        IPolicy[] players = [new EqualSharesPolicy(Scenario.Users), new ProportionalFairPolicy(Scenario.Users), new GreedyPolicy(environment.Observations.Features.Count), policy];
        return [.. players.Select(player => Episodes.Mean(environment, player, seed, episodes) / Scenario.Frames), Oracle(environment, seed, episodes)];
    }

    private static double Oracle(SharedBudgetEnvironment environment, ulong seed, int episodes)
    {
        var oracle = new SharedOracle(Scenario);
        return Episodes.SeedsOf(seed, episodes).Average(episode =>
        {
            environment.Reset(episode);
            var (total, isOver) = (0.0, false);
            while (!isOver)
            {
                if (environment.Granted.All(blocks => blocks == 0))
                    total += oracle.Utility(environment.Users);
                isOver = environment.Step(0).Truncated;
            }
            return total / Scenario.Frames;
        });
    }
}
