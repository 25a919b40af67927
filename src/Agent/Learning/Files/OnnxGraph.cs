using System.Runtime.InteropServices;

namespace SemCom.Agents;

/// <summary>An ONNX graph that is built node by node (onnx.proto3, ModelProto to AttributeProto). Numbers of fields are those of that file.</summary>
internal sealed class OnnxGraph
{
    private const int IrVersion = 9, Opset = 20, Float = 1, Int64 = 7, StringAttribute = 3, IntAttribute = 2;
    private readonly ProtobufWriter _nodes = new();
    private int _next;

    /// <summary>Adds a node with one output.</summary>
    /// <param name="operation">ONNX's operator.</param>
    /// <param name="inputs">Names of values.</param>
    /// <param name="output">Name of its output; null for a new one.</param>
    /// <param name="attribute">An attribute: text or an integer.</param>
    /// <returns>The output's name.</returns>
    public string Node(string operation, IEnumerable<string> inputs, string? output = null, (string Name, object Value)? attribute = null)
    {
        output ??= $"v{_next++}";
        var node = new ProtobufWriter();
        foreach (var input in inputs)
            node.Text(1, input);
        node.Text(2, output).Text(4, operation);
        if (attribute is { } a)
        {
            var written = new ProtobufWriter().Text(1, a.Name);
            node.Message(5, a.Value is string text ? written.Text(4, text).Integer(20, StringAttribute) : written.Integer(3, (long)a.Value).Integer(20, IntAttribute));
        }
        _nodes.Message(1, node);
        return output;
    }

    /// <summary>Adds constant numbers.</summary>
    /// <param name="values">Numbers in row-major order.</param>
    /// <param name="shape">Their shape; none for a scalar.</param>
    /// <returns>Their name.</returns>
    public string Constant(ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) => Constant(Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds constant integers, a vector.</summary>
    /// <returns>Their name.</returns>
    public string Constant(ReadOnlySpan<long> values) => Constant(Int64, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>Ends the graph.</summary>
    /// <param name="input">Name of the input [rows, <paramref name="inputs"/>].</param>
    /// <param name="inputs">Columns of the input.</param>
    /// <param name="output">Name of the output [rows, <paramref name="outputs"/>].</param>
    /// <param name="outputs">Columns of the output.</param>
    /// <returns>The model's bytes.</returns>
    public byte[] Model(string input, int inputs, string output, int outputs)
    {
        _nodes.Text(2, "policy").Message(11, Value(input, inputs)).Message(12, Value(output, outputs));
        return new ProtobufWriter().Integer(1, IrVersion).Text(2, "SemCom").Message(7, _nodes)
            .Message(8, new ProtobufWriter().Text(1, "").Integer(2, Opset)).ToArray();
    }

    private string Constant(int type, ReadOnlySpan<byte> bytes, ReadOnlySpan<long> shape)
    {
        var name = $"c{_next++}";
        var tensor = new ProtobufWriter();
        foreach (var size in shape)
            tensor.Integer(1, size);
        _nodes.Message(5, tensor.Integer(2, type).Text(8, name).Bytes(9, bytes));
        return name;
    }

    private static ProtobufWriter Value(string name, int columns)
    {
        var shape = new ProtobufWriter()
            .Message(1, new ProtobufWriter().Text(2, "rows"))
            .Message(1, new ProtobufWriter().Integer(1, columns));
        var tensor = new ProtobufWriter().Integer(1, Float).Message(2, shape);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }
}
