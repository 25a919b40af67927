namespace SemCom;

/// <summary>The network of a policy.</summary>
public sealed record NetworkOptions
{
    /// <summary>Widths of the hidden layers, 0 to 8 of them, 1 to 4096 each. <value>The default value is 64, 64.</value></summary>
    public IReadOnlyList<int> Hidden { get; init; } = [64, 64];

    /// <summary>Activation of the hidden layers. <value>The default value is <see cref="Activation.Tanh"/>.</value></summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>
    /// Where the observation has priors: what they are multiplied with at first, 1e-3 to 1e6. The larger, the greedier the policy begins; with 20, an action whose prior is 0.1 lower
    /// than the best is chosen 7 times more rarely. It is learned on. A Q network begins with 1 instead, for its outputs are in reward. <value>The default value is 20.</value>
    /// </summary>
    public double PriorScale { get; init; } = 20;

    internal void Check()
    {
        Guard.InRange(Hidden.Count, 0, 8, "hidden layers of a policy", "use two");
        foreach (var width in Hidden)
            Guard.InRange(width, 1, 4096, "width of a hidden layer", "use 64");
        Guard.InRange((int)Activation, 0, 2, "activation", "use Tanh, Relu or Gelu");
        Guard.InRange(PriorScale, 1e-3, 1e6, "scale of the priors", "use 20");
    }
}
