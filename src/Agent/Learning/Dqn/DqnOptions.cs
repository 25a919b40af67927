namespace SemCom;

/// <summary>How a deep Q network learns (Mnih et al., Nature 518, 2015) with double estimates (van Hasselt et al., arXiv 1509.06461) and returns over several steps.</summary>
public sealed record DqnOptions
{
    /// <summary>Steps of the environment, 1 to 10⁹. <value>The default value is 100,000.</value></summary>
    public int Steps { get; init; } = 100_000;

    /// <summary>Draws weights, episodes, actions and batches. <value>The default value is 1.</value></summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Steps of members that are remembered, 1 to 10⁷. <value>The default value is 50,000.</value></summary>
    public int Memory { get; init; } = 50_000;

    /// <summary>Remembered steps before learning begins, 1 to <see cref="Memory"/>. <value>The default value is 1000.</value></summary>
    public int WarmUp { get; init; } = 1000;

    /// <summary>Steps in one batch, 1 to 65,536. <value>The default value is 64.</value></summary>
    public int Batch { get; init; } = 64;

    /// <summary>Steps of the environment between two batches, 1 to 10⁶. <value>The default value is 2.</value></summary>
    public int UpdateEvery { get; init; } = 2;

    /// <summary>Batches after which the target network takes over the weights, 1 to 10⁶. <value>The default value is 250.</value></summary>
    public int TargetEvery { get; init; } = 250;

    /// <summary>γ: what a reward is worth one step earlier, 0 to 1. <value>The default value is 0.99.</value></summary>
    public double Discount { get; init; } = 0.99;

    /// <summary>Rewards that are summed before a value is relied on, 1 to 100. <value>The default value is 3.</value></summary>
    public int RewardSteps { get; init; } = 3;

    /// <summary>Whether the network that learns chooses the action whose value the target network gives. <value>The default value is true.</value></summary>
    public bool DoubleEstimates { get; init; } = true;

    /// <summary>Error beyond which the loss is linear (Huber), 1e-3 to 1e9, in reward. <value>The default value is 10.</value></summary>
    public double HuberWidth { get; init; } = 10;

    /// <summary>Share of random actions at the end, 0 to 1; it falls linearly from 1. <value>The default value is 0.05.</value></summary>
    public double Exploration { get; init; } = 0.05;

    /// <summary>Share of the steps after which <see cref="Exploration"/> is reached, 0 to 1. <value>The default value is 0.3.</value></summary>
    public double ExplorationShare { get; init; } = 0.3;

    /// <summary>Adam's rate at first, 1e-7 to 1. <value>The default value is 1e-3.</value></summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Share of the rate that is left at the end, 0 to 1; it falls linearly. <value>The default value is 0.1.</value></summary>
    public double FinalRate { get; init; } = 0.1;

    /// <summary>Largest norm of a gradient, 0.001 to 1e6. <value>The default value is 10.</value></summary>
    public double MaxGradientNorm { get; init; } = 10;

    /// <summary>The network. The priors, in reward, are added as they are at first.</summary>
    public NetworkOptions Network { get; init; } = new() { PriorScale = 1 };

    internal void Check()
    {
        Network.Check();
        Guard.InRange(Steps, 1, 1_000_000_000, "DQN: steps", "use 100000");
        Guard.InRange(Memory, 1, 10_000_000, "DQN: memory", "use 50000");
        Guard.InRange(WarmUp, 1, Memory, "DQN: warm-up", "use 1000, and no more than the memory");
        Guard.InRange(Batch, 1, 65_536, "DQN: batch", "use 64");
        Guard.InRange(UpdateEvery, 1, 1_000_000, "DQN: steps between batches", "use 2");
        Guard.InRange(TargetEvery, 1, 1_000_000, "DQN: batches of a target network", "use 250");
        Guard.InRange(Discount, 0, 1, "DQN: discount", "use 0.99");
        Guard.InRange(RewardSteps, 1, 100, "DQN: rewards that are summed", "use 3");
        Guard.InRange(HuberWidth, 1e-3, 1e9, "DQN: Huber width", "use 10");
        Guard.InRange(Exploration, 0, 1, "DQN: exploration", "use 0.05");
        Guard.InRange(ExplorationShare, 0, 1, "DQN: share of exploration", "use 0.3");
        Guard.InRange(LearningRate, 1e-7, 1, "DQN: learning rate", "use 1e-3");
        Guard.InRange(FinalRate, 0, 1, "DQN: final rate", "use 0.1");
        Guard.InRange(MaxGradientNorm, 1e-3, 1e6, "DQN: largest gradient norm", "use 10");
    }
}
