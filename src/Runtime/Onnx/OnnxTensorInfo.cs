namespace SemCom.Runtime.Onnx;

/// <summary>What a model says about one of its inputs or outputs.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="ElementType">The type of its values.</param>
/// <param name="Shape">Its dimensions, −1 where any size is allowed; empty for a scalar or where the model leaves the shape open.</param>
public sealed record OnnxTensorInfo(string Name, OnnxElementType ElementType, IReadOnlyList<long> Shape)
{
    /// <summary>True when <paramref name="shape"/> has the same number of dimensions and equals every fixed one.</summary>
    public bool Accepts(ReadOnlySpan<long> shape)
    {
        if (Shape.Count == 0)
            return true;
        if (shape.Length != Shape.Count)
            return false;
        for (var i = 0; i < shape.Length; i++)
        {
            if (Shape[i] >= 0 && Shape[i] != shape[i])
                return false;
        }
        return true;
    }

    /// <summary>For example <c>x: Float [?, 3, 256, 256]</c>.</summary>
    public override string ToString() => $"{Name}: {ElementType} {OnnxShape.Format(Shape)}";
}
