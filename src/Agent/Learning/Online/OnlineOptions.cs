namespace SemCom;

/// <summary>How a policy goes on learning while it is used.</summary>
public sealed record OnlineOptions
{
    /// <summary>Draws actions, controls and batches. <value>The default value is 1.</value></summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Frames between two updates, 8 to 65,536. <value>The default value is 64.</value></summary>
    public int UpdateEvery { get; init; } = 64;

    /// <summary>Times that an update goes through them, 1 to 100. <value>The default value is 4.</value></summary>
    public int Epochs { get; init; } = 4;

    /// <summary>γ: what a reward is worth one frame earlier, 0 to 1. <value>The default value is 0.9.</value></summary>
    public double Discount { get; init; } = 0.9;

    /// <summary>Adam's rate, 1e-7 to 1. <value>The default value is 3e-4.</value></summary>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>Weight of the entropy, 0 to 1. <value>The default value is 0.001.</value></summary>
    public double EntropyBonus { get; init; } = 0.001;

    /// <summary>Whether actions are drawn by their probabilities, so that others are tried. <value>The default value is true.</value></summary>
    public bool Explore { get; init; } = true;

    /// <summary>When the baseline acts.</summary>
    public SafetyOptions Safety { get; init; } = new();

    /// <summary>
    /// For agents with a model of the link that is corrected in use: rewards are told with what stands after them, so that nothing later has to be waited for; the policy does what it scores highest and changes
    /// slowly; what the baseline would earn is known from the model, so that it hardly ever acts as a control, and acts only where the policy has earned 12 less than that in sum. What the policy spends and saves takes
    /// longer to come back than frames can be compared one by one.
    /// </summary>
    public static OnlineOptions ForWorths(ulong seed) => new()
    {
        Seed = seed,
        Discount = 0,
        Explore = false,
        LearningRate = 1e-5,
        Safety = new SafetyOptions { BeginsTrusted = true, Budget = 12, ControlEvery = 1000, FirstHold = 17, Caution = 0, Belief = 100 },
    };

    internal PpoOptions Update(NetworkOptions network)
    {
        Guard.InRange(UpdateEvery, 8, 65_536, "online: frames between updates", "use 64");
        return new PpoOptions
        {
            Seed = Seed,
            Epochs = Epochs,
            Batch = UpdateEvery,
            Discount = Discount,
            LearningRate = LearningRate,
            EntropyBonus = EntropyBonus,
            Network = network,
        };
    }
}
