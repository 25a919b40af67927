namespace SemCom.Agents;

/// <summary>Memory for the passes of one batch through a network, made once. One thread at a time.</summary>
internal sealed class DenseWorkspace
{
    private readonly float[][] _sums;
    private readonly float[][] _outputs;

    /// <summary>Makes room.</summary>
    /// <param name="shape">The network's layers.</param>
    /// <param name="rows">Largest batch.</param>
    /// <param name="backward">Whether gradients are wanted as well.</param>
    public DenseWorkspace(DenseShape shape, int rows, bool backward)
    {
        Rows = rows;
        _sums = [.. Enumerable.Range(0, shape.Layers).Select(layer => new float[rows * shape.Width(layer + 1)])];
        _outputs = [.. Enumerable.Range(0, shape.Layers - 1).Select(layer => new float[rows * shape.Width(layer + 1)])];
        var gradients = backward ? rows * shape.Widest : 0;
        (Gradient, NextGradient) = (new float[gradients], new float[gradients]);
        Transposed = new float[backward ? Enumerable.Range(0, shape.Layers).Max(layer => shape.Width(layer) * shape.Width(layer + 1)) : 0];
    }

    /// <summary>Largest batch.</summary>
    public int Rows { get; }

    /// <summary>∂L by what leaves the layer that is looked at.</summary>
    public float[] Gradient { get; private set; }

    /// <summary>∂L by what comes into it.</summary>
    public float[] NextGradient { get; private set; }

    /// <summary>Weights of a layer, transposed.</summary>
    public float[] Transposed { get; }

    /// <summary>A layer's sums [rows, width], before the activation.</summary>
    public Span<float> Sums(int layer, int rows) => _sums[layer].AsSpan(0, rows * (_sums[layer].Length / Rows));

    /// <summary>What a hidden layer gives [rows, width].</summary>
    public Span<float> Outputs(int layer, int rows) => _outputs[layer].AsSpan(0, rows * (_outputs[layer].Length / Rows));

    /// <summary>The gradient of the layer before becomes the one that is looked at.</summary>
    public void GoBack() => (Gradient, NextGradient) = (NextGradient, Gradient);
}
