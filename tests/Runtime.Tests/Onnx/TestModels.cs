using SemCom.Runtime.Onnx;

namespace SemCom.Runtime.Tests.Onnx;

/// <summary>The models of the tests, small enough to compute by hand.</summary>
internal static class TestModels
{
    private const OnnxElementType Float = OnnxElementType.Float;

    /// <summary>y [n, 2] = max(0, x [n, 3] · W + b).</summary>
    public static byte[] Dense { get; } = new OnnxModelWriter()
        .Input("x", Float, "n", 3)
        .Constant("W", [1f, -1f, 2f, 0.5f, 0f, 3f], 3, 2)
        .Constant("b", [0.25f, -0.5f], 2)
        .Node("MatMul", ["x", "W"], "product")
        .Node("Add", ["product", "b"], "sum")
        .Node("Relu", ["sum"], "y")
        .Output("y", Float, "n", 2)
        .Build();

    /// <summary><see cref="Dense"/> without its matrix W.</summary>
    public static byte[] DenseWithoutWeights { get; } = new OnnxModelWriter()
        .Input("x", Float, "n", 3)
        .Constant("b", [0.25f, -0.5f], 2)
        .Node("MatMul", ["x", "W"], "product")
        .Node("Add", ["product", "b"], "sum")
        .Node("Relu", ["sum"], "y")
        .Output("y", Float, "n", 2)
        .Build();

    /// <summary>The matrix W of <see cref="Dense"/>, or <paramref name="factor"/> times it, alone.</summary>
    public static byte[] DenseWeights(float factor = 1) => new OnnxModelWriter()
        .Constant("W", [.. new[] { 1f, -1f, 2f, 0.5f, 0f, 3f }.Select(w => factor * w)], 3, 2)
        .BuildConstants();

    /// <summary>rows [k, 3]: the rows of x [n, 3] that index [k] names.</summary>
    public static byte[] Gather { get; } = new OnnxModelWriter()
        .Input("x", Float, "n", 3)
        .Input("index", OnnxElementType.Int64, "k")
        .Node("Gather", ["x", "index"], "rows", ("axis", 0))
        .Output("rows", Float, "k", 3)
        .Build();

    /// <summary>y = x reshaped to a shape that arrives as an input, and a second output, 2·y.</summary>
    public static byte[] Reshape { get; } = new OnnxModelWriter()
        .Input("x", Float, "n")
        .Input("shape", OnnxElementType.Int64, 2)
        .Node("Reshape", ["x", "shape"], "y")
        .Node("Add", ["y", "y"], "twice")
        .Output("y", Float, "a", "b")
        .Output("twice", Float, "a", "b")
        .Build();

    /// <summary>y [n, 2] = x [n, 2] · W with W stored as 16-bit floats.</summary>
    public static byte[] Half { get; } = new OnnxModelWriter()
        .Input("x", Float, "n", 2)
        .Constant("W16", [(Half)0.1f, (Half)2f, (Half)(-3f), (Half)0.5f], 2, 2)
        .Node("Cast", ["W16"], "W", ("to", 1))
        .Node("MatMul", ["x", "W"], "y")
        .Output("y", Float, "n", 2)
        .Build();

    /// <summary>indices [1, k] of the values of x [n] that are not 0: an output that is not Float.</summary>
    public static byte[] NonZero { get; } = new OnnxModelWriter()
        .Input("x", Float, "n")
        .Node("NonZero", ["x"], "indices")
        .Output("indices", OnnxElementType.Int64, 1, "k")
        .Build();

    /// <summary>y [n, 4] = tanh(x [n, size] · common) · own: a matrix that several models have in common, and one of its own.</summary>
    public static byte[] Two(int size, float own, float common = 1) => new OnnxModelWriter()
        .Input("x", Float, "n", size)
        .Constant("common", [.. Enumerable.Range(0, size * size).Select(i => common * MathF.Sin(i * 0.7f) / size)], size, size)
        .Constant("own", [.. Enumerable.Range(0, size * 4).Select(i => own * MathF.Cos(i * 0.3f))], size, 4)
        .Node("MatMul", ["x", "common"], "a")
        .Node("Tanh", ["a"], "b")
        .Node("MatMul", ["b", "own"], "y")
        .Output("y", Float, "n", 4)
        .Build();

    /// <summary>Two layers of <paramref name="size"/> x <paramref name="size"/> with a softmax: enough work to be shared by threads.</summary>
    public static byte[] Wide(int size)
    {
        var weights = Enumerable.Range(0, size * size).Select(i => MathF.Sin(i * 0.7f) / size).ToArray();
        return new OnnxModelWriter()
            .Input("x", Float, "n", size)
            .Constant("W", weights, size, size)
            .Node("MatMul", ["x", "W"], "a")
            .Node("Tanh", ["a"], "b")
            .Node("MatMul", ["b", "W"], "c")
            .Node("Softmax", ["c"], "y", ("axis", 1))
            .Output("y", Float, "n", size)
            .Build();
    }
}
