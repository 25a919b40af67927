namespace SemCom.Runtime.Onnx;

/// <summary>Is shown one output of a run in ONNX Runtime's own memory, which is there only during the call.</summary>
/// <param name="index">Place among the session's outputs.</param>
/// <param name="values">Values in row-major order.</param>
public delegate void OnnxOutputReader(int index, ReadOnlySpan<float> values);
