namespace SemCom.Agents;

/// <summary>Memory for the passes of one batch through a <see cref="ValueNetwork"/>. One thread at a time.</summary>
/// <param name="network">The network.</param>
/// <param name="rows">Largest batch.</param>
/// <param name="backward">Whether gradients are wanted as well.</param>
internal sealed class ValueWorkspace(ValueNetwork network, int rows, bool backward)
{
    /// <summary>Of the layers.</summary>
    public DenseWorkspace Dense { get; } = new(network.Shape, rows, backward);

    /// <summary>Inputs of the network [rows, inputs].</summary>
    public float[] Inputs { get; } = new float[rows * network.Shape.Inputs];

    /// <summary>∂L by the outputs [rows].</summary>
    public float[] OutputGradient { get; } = new float[backward ? rows : 0];
}
