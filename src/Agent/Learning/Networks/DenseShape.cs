namespace SemCom.Agents;

/// <summary>Widths of a network's layers, and where their weights stand in one contiguous buffer: for each layer W [in, out], then b [out].</summary>
internal sealed class DenseShape
{
    private readonly int[] _widths;
    private readonly int[] _offsets;

    /// <summary>Lays the layers out.</summary>
    /// <param name="inputs">Numbers that go in.</param>
    /// <param name="hidden">Widths of the hidden layers.</param>
    /// <param name="outputs">Numbers that come out.</param>
    /// <param name="activation">Of the hidden layers; the last has none.</param>
    public DenseShape(int inputs, IReadOnlyList<int> hidden, int outputs, Activation activation)
    {
        _widths = [inputs, .. hidden, outputs];
        if (Array.Exists(_widths, w => w <= 0))
            throw new ArgumentOutOfRangeException(nameof(hidden), string.Join(",", _widths), "a layer must have a width");
        Activation = activation;
        _offsets = new int[_widths.Length];
        for (var layer = 0; layer < Layers; layer++)
            _offsets[layer + 1] = checked(_offsets[layer] + (_widths[layer] + 1) * _widths[layer + 1]);
    }

    /// <summary>Of the hidden layers.</summary>
    public Activation Activation { get; }

    /// <summary>Layers with weights.</summary>
    public int Layers => _widths.Length - 1;

    /// <summary>Numbers that go in.</summary>
    public int Inputs => _widths[0];

    /// <summary>Numbers that come out.</summary>
    public int Outputs => _widths[^1];

    /// <summary>Weights and biases of all layers.</summary>
    public int Parameters => _offsets[^1];

    /// <summary>The widest layer.</summary>
    public int Widest => _widths.Max();

    /// <summary>Numbers that come into a layer (its index at <see cref="Layers"/>: those that leave the last).</summary>
    public int Width(int layer) => _widths[layer];

    /// <summary>Where W and b of a layer stand.</summary>
    public (Range Weights, Range Biases) Place(int layer)
    {
        var (start, weights) = (_offsets[layer], _widths[layer] * _widths[layer + 1]);
        return (start..(start + weights), (start + weights).._offsets[layer + 1]);
    }
}
