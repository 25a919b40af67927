namespace SemCom.Evaluation;

/// <summary>Power and compression in cells that disturb each other.</summary>
internal sealed class CellsCase : IAllocationCase
{
    private static readonly CellScenario Scenario = new();

    /// <inheritdoc/>
    public string Unit => "cells of a slot";

    /// <inheritdoc/>
    public int UsualSteps => 80_000;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = ["random", "full power", "WMMSE", "PPO, shared policy", "exhaustive"];

    /// <inheritdoc/>
    public double[] Measure(ulong seed, int steps, int episodes, CancellationToken cancellation)
    {
        var options = new PpoOptions { Steps = steps, Seed = seed, Horizon = 40, Discount = 0, Lambda = 0, LearningRate = 2e-3, EntropyBonus = 0.003, Network = new NetworkOptions { Hidden = [64, 64] } };
        var policy = new PpoTrainer(() => new CellEnvironment(Scenario), options).Train(cancellation: cancellation);
        ICellRule[] rules = [new RandomCellRule(Scenario, seed), new FullPowerRule(), new WmmseRule()];
        return
        [
            .. rules.Select(rule => Mean((environment, _) => rule.Decide(Scenario, environment.Slot), seed, episodes)),
            Mean((_, seen) => Array.ConvertAll(seen, own => policy.Decide(own)), seed, episodes),
            Mean((environment, _) => new ExhaustiveCellRule().Decide(Scenario, environment.Slot), seed, episodes),
        ];
    }

    private static double Mean(Func<CellEnvironment, float[][], int[]> decide, ulong seed, int episodes)
    {
        var environment = new CellEnvironment(Scenario);
        return Episodes.SeedsOf(seed, episodes).Average(episode =>
        {
            var (seen, total, isOver) = (environment.Reset(episode), 0.0, false);
            while (!isOver)
            {
                var result = environment.Step(decide(environment, seen));
                (seen, total, isOver) = (result.Observations, total + result.Rewards.Sum(), result.Truncated);
            }
            return total / Scenario.Slots;
        });
    }
}
