namespace SemCom.Agents.Tests;

/// <summary>Plays environments of allocation.</summary>
internal static class AllocationPlay
{
    private const ulong FirstSeed = 90_000;

    /// <summary>Total rewards of some episodes.</summary>
    public static double[] Totals(IEnvironment environment, IPolicy policy, int episodes) => [.. Enumerable.Range(0, episodes).Select(episode =>
    {
        var (seen, total, isOver) = (environment.Reset(FirstSeed + (ulong)episode), 0.0, false);
        policy.Reset();
        while (!isOver)
        {
            var result = environment.Step(policy.Decide(seen));
            (seen, total, isOver) = (result.Observation, total + result.Reward, result.Terminated || result.Truncated);
        }
        return total;
    })];

    /// <summary>Mean utility of a slot of cells.</summary>
    public static double Cells(CellScenario scenario, Func<CellEnvironment, float[][], int[]> decide, int episodes)
    {
        var (environment, total) = (new CellEnvironment(scenario), 0.0);
        for (var episode = 0; episode < episodes; episode++)
        {
            var (seen, isOver) = (environment.Reset(FirstSeed + (ulong)episode), false);
            while (!isOver)
            {
                var result = environment.Step(decide(environment, seen));
                (seen, total, isOver) = (result.Observations, total + result.Rewards.Sum(), result.Truncated);
            }
        }
        return total / episodes / scenario.Slots;
    }

    /// <summary>Mean total of episodes in which every frame is divided by the oracle.</summary>
    public static double Oracle(SharedScenario scenario, int episodes)
    {
        var (environment, oracle, total) = (new SharedBudgetEnvironment(scenario), new SharedOracle(scenario), 0.0);
        for (var episode = 0; episode < episodes; episode++)
        {
            environment.Reset(FirstSeed + (ulong)episode);
            for (var frame = 0; frame < scenario.Frames; frame++)
            {
                total += oracle.Utility(environment.Users);
                for (var block = 0; block < scenario.Blocks; block++)
                    environment.Step(0);
            }
        }
        return total / episodes;
    }
}
