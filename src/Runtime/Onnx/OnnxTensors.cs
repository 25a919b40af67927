using System.Buffers;

namespace SemCom.Runtime.Onnx;

/// <summary>Pinned memory of one run and the values that ONNX Runtime sees in it.</summary>
internal sealed unsafe class OnnxTensors(OrtApi api, int capacity) : IDisposable
{
    private readonly MemoryHandle[] _pins = new MemoryHandle[capacity];
    private readonly OrtHandle?[] _owned = new OrtHandle?[capacity];
    private readonly nint[] _values = new nint[capacity];
    private int _count;

    /// <summary>The values, in the order in which they were added.</summary>
    public Span<nint> Values => _values;

    public void Add(in OnnxInput input)
    {
        if (input.ElementType == OnnxElementType.Float)
            Add(input.Floats.Pin(), (nuint)input.Floats.Length * sizeof(float), input.Shape, OnnxElementType.Float);
        else
            Add(input.Integers.Pin(), (nuint)input.Integers.Length * sizeof(long), input.Shape, OnnxElementType.Int64);
    }

    public void Add(Memory<float> output, ReadOnlySpan<long> shape) =>
        Add(output.Pin(), (nuint)output.Length * sizeof(float), shape, OnnxElementType.Float);

    public void Dispose()
    {
        for (var i = 0; i < _count; i++)
        {
            _owned[i]?.Dispose();
            _pins[i].Dispose();
        }
        _count = 0;
    }

    private void Add(MemoryHandle pin, nuint bytes, ReadOnlySpan<long> shape, OnnxElementType type)
    {
        var i = _count++;
        _pins[i] = pin;
        _values[i] = (_owned[i] = api.CreateTensor(pin.Pointer, bytes, shape, type)).Value;
    }
}
