namespace SemCom.Runtime.Onnx;

/// <summary>A named input of a run. Its memory is pinned and read in place, so it must not change until the run has ended.</summary>
public readonly struct OnnxInput
{
    /// <summary>Names float values.</summary>
    /// <param name="name">The input's name in the model.</param>
    /// <param name="values">Values in row-major order [product of <paramref name="shape"/>].</param>
    /// <param name="shape">Dimensions, each at least 1.</param>
    public OnnxInput(string name, ReadOnlyMemory<float> values, params long[] shape) =>
        (Name, Floats, Shape, ElementType) = (name, values, shape, OnnxElementType.Float);

    /// <summary>Names integer values, for example indices.</summary>
    /// <inheritdoc cref="OnnxInput(string, ReadOnlyMemory{float}, long[])"/>
    public OnnxInput(string name, ReadOnlyMemory<long> values, params long[] shape) =>
        (Name, Integers, Shape, ElementType) = (name, values, shape, OnnxElementType.Int64);

    /// <summary>The input's name in the model.</summary>
    public string Name { get; }

    /// <summary>Dimensions of the values.</summary>
    public long[] Shape { get; }

    /// <summary><see cref="OnnxElementType.Float"/> or <see cref="OnnxElementType.Int64"/>.</summary>
    public OnnxElementType ElementType { get; }

    internal ReadOnlyMemory<float> Floats { get; }

    internal ReadOnlyMemory<long> Integers { get; }

    internal int Length => ElementType == OnnxElementType.Float ? Floats.Length : Integers.Length;
}
