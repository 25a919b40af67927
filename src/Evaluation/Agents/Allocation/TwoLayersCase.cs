namespace SemCom.Evaluation;

/// <summary>Slots and energy above, compression below.</summary>
internal sealed class TwoLayersCase : IAllocationCase
{
    private static readonly TwoLayerScenario Scenario = new();
    private static readonly Lazy<TwoLayerOptimum> Optimum = new(() => new TwoLayerOptimum(Scenario));

    /// <inheritdoc/>
    public string Unit => "pictures of an episode";

    /// <inheritdoc/>
    public int UsualSteps => 200_000;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = ["random", "greedy", "energy-neutral", "PPO, both layers", "backward induction"];

    /// <inheritdoc/>
    public double[] Measure(ulong seed, int steps, int episodes, CancellationToken cancellation)
    {
        var options = new PpoOptions
        {
            Steps = steps,
            Seed = seed,
            Horizon = 80,
            Batch = 128,
            Discount = 0.97,
            Lambda = 0.9,
            LearningRate = 3e-3,
            EntropyBonus = 0.004,
        };
        var (upper, lower) = new TwoLayerTrainer(Scenario, options).Train(cancellation);
        var best = new BestCompressionPolicy(Scenario);
        var actions = upper.Actions.Count;
        (IPolicy Upper, IPolicy Lower)[] players =
            [(new RandomPolicy(actions, seed), best), (new GreedyUpperPolicy(Scenario), best), (new EnergyNeutralPolicy(Scenario), best), (upper, lower), (Optimum.Value, best)];
        return [.. players.Select(player => Episodes.Mean(new UpperLayerEnvironment(Scenario, player.Lower), player.Upper, seed, episodes))];
    }
}
