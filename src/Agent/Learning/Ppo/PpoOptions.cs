namespace SemCom;

/// <summary>How proximal policy optimisation learns (Schulman et al., arXiv 1707.06347).</summary>
public sealed record PpoOptions
{
    /// <summary>Steps of environments in total, all environments together, 1 to 10⁹. <value>The default value is 200,000.</value></summary>
    public int Steps { get; init; } = 200_000;

    /// <summary>Draws weights, episodes, actions and batches. <value>The default value is 1.</value></summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Environments that are played at the same time, 1 to 1024. <value>The default value is 8.</value></summary>
    public int Environments { get; init; } = 8;

    /// <summary>Steps of each environment between two updates, 1 to 65,536. <value>The default value is 128.</value></summary>
    public int Horizon { get; init; } = 128;

    /// <summary>Times that an update goes through the steps, 1 to 100. <value>The default value is 4.</value></summary>
    public int Epochs { get; init; } = 4;

    /// <summary>Steps of members in one batch, 1 to 65,536. <value>The default value is 256.</value></summary>
    public int Batch { get; init; } = 256;

    /// <summary>γ: what a reward is worth one step earlier, 0 to 1. <value>The default value is 0.99.</value></summary>
    public double Discount { get; init; } = 0.99;

    /// <summary>λ of the generalised advantage estimate, 0 to 1. <value>The default value is 0.95.</value></summary>
    public double Lambda { get; init; } = 0.95;

    /// <summary>ε: how far the ratio of probabilities may leave 1, 0.01 to 1. <value>The default value is 0.2.</value></summary>
    public double Clip { get; init; } = 0.2;

    /// <summary>How far a value may move in one update, in deviations of the returns; 0 for any distance. <value>The default value is 0.</value></summary>
    public double ValueClip { get; init; }

    /// <summary>Weight of the entropy, 0 to 1. <value>The default value is 0.01.</value></summary>
    public double EntropyBonus { get; init; } = 0.01;

    /// <summary>Whether advantages of a batch are brought to mean 0 and variance 1. <value>The default value is true.</value></summary>
    public bool NormaliseAdvantages { get; init; } = true;

    /// <summary>Adam's rate at first, 1e-7 to 1. <value>The default value is 1e-3.</value></summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Share of the rate that is left at the end, 0 to 1; it falls linearly. <value>The default value is 0.1.</value></summary>
    public double FinalRate { get; init; } = 0.1;

    /// <summary>Largest norm of a gradient, 0.001 to 1e6. <value>The default value is 0.5.</value></summary>
    public double MaxGradientNorm { get; init; } = 0.5;

    /// <summary>An update ends after the epoch in which the policy moved farther than this, in nats; 0 for never. <value>The default value is 0.03.</value></summary>
    public double MaxDivergence { get; init; } = 0.03;

    /// <summary>Threads, 1 to 256; the policy does not depend on it. <value>The default value is 1.</value></summary>
    public int Threads { get; init; } = 1;

    /// <summary>The networks of policy and value.</summary>
    public NetworkOptions Network { get; init; } = new();

    internal void Check()
    {
        Network.Check();
        Guard.InRange(Steps, 1, 1_000_000_000, "PPO: steps", "use 200000");
        Guard.InRange(Environments, 1, 1024, "PPO: environments", "use 8");
        Guard.InRange(Horizon, 1, 65_536, "PPO: horizon", "use 128");
        Guard.InRange(Epochs, 1, 100, "PPO: epochs", "use 4");
        Guard.InRange(Batch, 1, 65_536, "PPO: batch", "use 256");
        Guard.InRange(Discount, 0, 1, "PPO: discount", "use 0.99");
        Guard.InRange(Lambda, 0, 1, "PPO: lambda", "use 0.95");
        Guard.InRange(Clip, 0.01, 1, "PPO: clip", "use 0.2");
        Guard.InRange(ValueClip, 0, 1e6, "PPO: value clip", "use 0 for none");
        Guard.InRange(EntropyBonus, 0, 1, "PPO: entropy bonus", "use 0.01");
        Guard.InRange(LearningRate, 1e-7, 1, "PPO: learning rate", "use 1e-3");
        Guard.InRange(FinalRate, 0, 1, "PPO: final rate", "use 0.1");
        Guard.InRange(MaxGradientNorm, 1e-3, 1e6, "PPO: largest gradient norm", "use 0.5");
        Guard.InRange(MaxDivergence, 0, 1e6, "PPO: largest divergence", "use 0.03");
        Guard.InRange(Threads, 1, 256, "PPO: threads", "use one for each processor");
    }
}
