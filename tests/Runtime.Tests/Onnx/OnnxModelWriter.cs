using System.Text;
using SemCom.Runtime.Onnx;

namespace SemCom.Runtime.Tests.Onnx;

/// <summary>
/// Writes small ONNX models: just enough of protobuf's wire format and of onnx.proto3 (field numbers in the calls below).
/// </summary>
internal sealed class OnnxModelWriter
{
    private readonly List<byte[]> _nodes = [];
    private readonly List<byte[]> _initializers = [];
    private readonly List<byte[]> _inputs = [];
    private readonly List<byte[]> _outputs = [];

    /// <summary>Dimensions are numbers, or names for sizes that vary.</summary>
    public OnnxModelWriter Input(string name, OnnxElementType type, params object[] shape)
    {
        _inputs.Add(ValueInfo(name, type, shape));
        return this;
    }

    public OnnxModelWriter Output(string name, OnnxElementType type, params object[] shape)
    {
        _outputs.Add(ValueInfo(name, type, shape));
        return this;
    }

    public OnnxModelWriter Constant(string name, float[] values, params long[] shape) =>
        Constant(name, OnnxElementType.Float, Raw(values.Select(BitConverter.GetBytes)), shape);

    public OnnxModelWriter Constant(string name, Half[] values, params long[] shape) =>
        Constant(name, OnnxElementType.Float16, Raw(values.Select(BitConverter.GetBytes)), shape);

    public OnnxModelWriter Node(string type, string[] inputs, string output, params (string Name, long Value)[] attributes)
    {
        var node = new Message();
        foreach (var input in inputs)
            node.Add(1, input);
        node.Add(2, output);
        node.Add(4, type);
        foreach (var (name, value) in attributes)
            node.Add(5, new Message().Add(1, name).Add(3, value).Add(20, 2).Bytes); // AttributeProto: name, i, type INT
        _nodes.Add(node.Bytes);
        return this;
    }

    public byte[] Build()
    {
        var graph = new Message();
        _nodes.ForEach(node => graph.Add(1, node));
        graph.Add(2, "test");
        _initializers.ForEach(tensor => graph.Add(5, tensor));
        _inputs.ForEach(input => graph.Add(11, input));
        _outputs.ForEach(output => graph.Add(12, output));
        var operators = new Message().Add(1, "").Add(2, 17).Bytes;  // OperatorSetIdProto: domain, version
        return new Message().Add(1, 8).Add(7, graph.Bytes).Add(8, operators).Bytes; // ModelProto: ir_version, graph, opset_import
    }

    /// <summary>The constants alone: a part of a model, not one that runs.</summary>
    public byte[] BuildConstants()
    {
        var graph = new Message();
        _initializers.ForEach(tensor => graph.Add(5, tensor));
        return new Message().Add(7, graph.Bytes).Bytes;
    }

    private OnnxModelWriter Constant(string name, OnnxElementType type, byte[] raw, long[] shape)
    {
        var tensor = new Message();
        foreach (var size in shape)
            tensor.Add(1, size);
        _initializers.Add(tensor.Add(2, (long)type).Add(8, name).Add(9, raw).Bytes); // TensorProto: dims, data_type, name, raw_data
        return this;
    }

    private static byte[] ValueInfo(string name, OnnxElementType type, object[] shape)
    {
        var dimensions = new Message();
        foreach (var size in shape)
            dimensions.Add(1, size is string symbol ? new Message().Add(2, symbol).Bytes : new Message().Add(1, Convert.ToInt64(size, null)).Bytes);
        var tensor = new Message().Add(1, (long)type).Add(2, dimensions.Bytes).Bytes; // TypeProto.Tensor: elem_type, shape
        return new Message().Add(1, name).Add(2, new Message().Add(1, tensor).Bytes).Bytes;
    }

    private static byte[] Raw(IEnumerable<byte[]> values) => [.. values.SelectMany(bytes => bytes)];

    /// <summary>A protobuf message: varints (wire type 0) and length-delimited fields (wire type 2).</summary>
    private sealed class Message
    {
        private readonly List<byte> _bytes = [];

        public byte[] Bytes => [.. _bytes];

        public Message Add(int field, long value)
        {
            Varint((ulong)field << 3);
            Varint((ulong)value);
            return this;
        }

        public Message Add(int field, string text) => Add(field, Encoding.UTF8.GetBytes(text));

        public Message Add(int field, byte[] bytes)
        {
            Varint(((ulong)field << 3) | 2);
            Varint((ulong)bytes.Length);
            _bytes.AddRange(bytes);
            return this;
        }

        private void Varint(ulong value)
        {
            for (; value >= 128; value >>= 7)
                _bytes.Add((byte)(value | 128));
            _bytes.Add((byte)value);
        }
    }
}
