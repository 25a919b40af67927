using System.Diagnostics.CodeAnalysis;

namespace SemCom.Runtime.Onnx;

/// <summary>Element types of tensors, with ONNX's numbers (onnx.proto3, TensorProto.DataType).</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "These are ONNX's own names.")]
public enum OnnxElementType
{
    /// <summary>Not a tensor.</summary>
    Undefined = 0,
    /// <summary>32-bit float: the only type of outputs that SemCom reads.</summary>
    Float = 1,
    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8 = 2,
    /// <summary>Signed 8-bit integer.</summary>
    Int8 = 3,
    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16 = 4,
    /// <summary>Signed 16-bit integer.</summary>
    Int16 = 5,
    /// <summary>Signed 32-bit integer.</summary>
    Int32 = 6,
    /// <summary>Signed 64-bit integer: indices, accepted as input.</summary>
    Int64 = 7,
    /// <summary>Text.</summary>
    Text = 8,
    /// <summary>Truth values.</summary>
    Bool = 9,
    /// <summary>16-bit float.</summary>
    Float16 = 10,
    /// <summary>64-bit float.</summary>
    Double = 11,
}
