namespace SemCom.Runtime.Onnx;

/// <summary>An output that a run allocated, copied once out of ONNX Runtime's memory.</summary>
/// <param name="Name">The output's name in the model.</param>
/// <param name="Values">Values in row-major order [product of <paramref name="Shape"/>].</param>
/// <param name="Shape">Dimensions of the values.</param>
public sealed record OnnxResult(string Name, float[] Values, long[] Shape);
