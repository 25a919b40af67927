namespace SemCom.Runtime.Onnx;

/// <summary>A named output whose shape is known before the run; the model writes straight into the caller's memory.</summary>
public readonly struct OnnxOutput
{
    /// <summary>Names the memory that receives an output.</summary>
    /// <param name="name">The output's name in the model.</param>
    /// <param name="values">Receives the values in row-major order [product of <paramref name="shape"/>].</param>
    /// <param name="shape">Dimensions, each at least 1, exactly those that the run will give.</param>
    public OnnxOutput(string name, Memory<float> values, params long[] shape) => (Name, Values, Shape) = (name, values, shape);

    /// <summary>The output's name in the model.</summary>
    public string Name { get; }

    /// <summary>Receives the values.</summary>
    public Memory<float> Values { get; }

    /// <summary>Dimensions of the values.</summary>
    public long[] Shape { get; }
}
