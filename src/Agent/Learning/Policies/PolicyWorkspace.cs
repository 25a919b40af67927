namespace SemCom.Agents;

/// <summary>Memory for the passes of one batch through a <see cref="PolicyNetwork"/>. One thread at a time.</summary>
/// <param name="network">The network.</param>
/// <param name="rows">Largest batch.</param>
/// <param name="backward">Whether gradients are wanted as well.</param>
internal sealed class PolicyWorkspace(PolicyNetwork network, int rows, bool backward)
{
    /// <summary>Of the layers.</summary>
    public DenseWorkspace Dense { get; } = new(network.Shape, rows, backward);

    /// <summary>Scaled features [rows, features].</summary>
    public float[] Inputs { get; } = new float[rows * network.Shape.Inputs];

    /// <summary>ln p of one row's actions.</summary>
    public float[] Logs { get; } = new float[network.Shape.Outputs];

    /// <summary>p of one row's actions.</summary>
    public float[] Probabilities { get; } = new float[network.Shape.Outputs];

    /// <summary>∂L by the scores [rows, actions].</summary>
    public float[] ScoreGradient { get; } = new float[backward ? rows * network.Shape.Outputs : 0];
}
