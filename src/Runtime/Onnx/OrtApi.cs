using System.Runtime.InteropServices;
using System.Text;

namespace SemCom.Runtime.Onnx;

/// <summary>
/// ONNX Runtime's C API (onnxruntime_c_api.h): a table of functions of which entry n stays entry n in every later release.
/// Every call that can fail returns a status, null for success.
/// </summary>
internal sealed unsafe class OrtApi
{
    /// <summary>The oldest API that has every function used here: ONNX Runtime 1.14.</summary>
    public const uint Version = 14;

    private const int LogFatalErrors = 4; // all others arrive as a status and are thrown, so they are not printed as well
    private const int DeviceAllocator = 0;
    private const int DefaultMemory = 0;

    private readonly nint* _table;

    // These three live as long as the process.
    private readonly nint _environment;
    private readonly nint _cpuMemory;
    private readonly nint _allocator;

    public OrtApi(nint table)
    {
        _table = (nint*)table;
        fixed (byte* name = "semcom\0"u8)
        {
            nint environment, memory, allocator;
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)_table[3])(LogFatalErrors, name, &environment));
            Check(((delegate* unmanaged<int, int, nint*, nint>)_table[69])(DeviceAllocator, DefaultMemory, &memory));
            Check(((delegate* unmanaged<nint*, nint>)_table[78])(&allocator));
            (_environment, _cpuMemory, _allocator) = (environment, memory, allocator);
        }
    }

    public OrtHandle CreateSession(string path, OrtHandle options)
    {
        var encoded = OperatingSystem.IsWindows() ? Encoding.Unicode.GetBytes(path + '\0') : Encoding.UTF8.GetBytes(path + '\0');
        fixed (byte* chars = encoded)
        {
            nint session;
            Check(((delegate* unmanaged<nint, byte*, nint, nint*, nint>)_table[7])(_environment, chars, options.Value, &session));
            return new OrtHandle(session, _table[95]);
        }
    }

    public OrtHandle CreateSession(ReadOnlySpan<byte> model, OrtHandle options)
    {
        fixed (byte* bytes = model)
        {
            nint session;
            Check(((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)_table[8])(
                _environment, bytes, (nuint)model.Length, options.Value, &session));
            return new OrtHandle(session, _table[95]);
        }
    }

    public OrtHandle CreateSessionOptions()
    {
        nint options;
        Check(((delegate* unmanaged<nint*, nint>)_table[10])(&options));
        return new OrtHandle(options, _table[100]);
    }

    public void DisableMemoryPattern(OrtHandle options) => Check(((delegate* unmanaged<nint, nint>)_table[17])(options.Value));

    public void DisableCpuMemoryArena(OrtHandle options) => Check(((delegate* unmanaged<nint, nint>)_table[19])(options.Value));

    public void SetOptimization(OrtHandle options, int level) =>
        Check(((delegate* unmanaged<nint, int, nint>)_table[23])(options.Value, level));

    public void SetIntraOpThreads(OrtHandle options, int threads) =>
        Check(((delegate* unmanaged<nint, int, nint>)_table[24])(options.Value, threads));

    public void SetInterOpThreads(OrtHandle options, int threads) =>
        Check(((delegate* unmanaged<nint, int, nint>)_table[25])(options.Value, threads));

    public void AddConfiguration(OrtHandle options, string key, string value)
    {
        fixed (byte* keyBytes = Encoding.UTF8.GetBytes(key + '\0'), valueBytes = Encoding.UTF8.GetBytes(value + '\0'))
            Check(((delegate* unmanaged<nint, byte*, byte*, nint>)_table[130])(options.Value, keyBytes, valueBytes));
    }

    /// <summary>Name, element type and shape of every input (or output) of a session.</summary>
    public OnnxTensorInfo[] Describe(OrtHandle session, bool inputs)
    {
        nuint count;
        Check(((delegate* unmanaged<nint, nuint*, nint>)_table[inputs ? 30 : 31])(session.Value, &count));
        var infos = new OnnxTensorInfo[(int)count];
        for (nuint i = 0; i < count; i++)
        {
            byte* name;
            Check(((delegate* unmanaged<nint, nuint, nint, byte**, nint>)_table[inputs ? 36 : 37])(session.Value, i, _allocator, &name));
            var text = Marshal.PtrToStringUTF8((nint)name)!;
            Check(((delegate* unmanaged<nint, void*, nint>)_table[76])(_allocator, name));

            nint type, tensor;
            Check(((delegate* unmanaged<nint, nuint, nint*, nint>)_table[inputs ? 33 : 34])(session.Value, i, &type));
            using var owned = new OrtHandle(type, _table[98]);
            Check(((delegate* unmanaged<nint, nint*, nint>)_table[55])(type, &tensor)); // belongs to its type
            infos[i] = tensor == 0
                ? new OnnxTensorInfo(text, OnnxElementType.Undefined, [])
                : new OnnxTensorInfo(text, ElementType(tensor), Dimensions(tensor));
        }
        return infos;
    }

    /// <summary>Wraps memory that the caller keeps pinned as long as the value lives.</summary>
    public OrtHandle CreateTensor(void* data, nuint bytes, ReadOnlySpan<long> shape, OnnxElementType type)
    {
        fixed (long* dimensions = shape)
        {
            nint value;
            Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)_table[49])(
                _cpuMemory, data, bytes, dimensions, (nuint)shape.Length, (int)type, &value));
            return new OrtHandle(value, _table[96]);
        }
    }

    /// <summary>Takes over a value that Run made.</summary>
    public OrtHandle Own(nint value) => new(value, _table[96]);

    /// <summary>Runs a session; an entry of <paramref name="outputs"/> that is 0 receives a value that the caller then owns.</summary>
    public void Run(OrtHandle session, ReadOnlySpan<nint> inputNames, ReadOnlySpan<nint> inputs, ReadOnlySpan<nint> outputNames, Span<nint> outputs)
    {
        fixed (nint* inputNamesAt = inputNames, inputsAt = inputs, outputNamesAt = outputNames, outputsAt = outputs)
        {
            Check(((delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)_table[9])(
                session.Value, 0, inputNamesAt, inputsAt, (nuint)inputs.Length, outputNamesAt, (nuint)outputs.Length, outputsAt));
        }
    }

    /// <summary>The values of a float tensor, valid as long as it lives, and its shape.</summary>
    public ReadOnlySpan<float> Read(OrtHandle value, out OnnxElementType type, out long[] shape)
    {
        nint info;
        Check(((delegate* unmanaged<nint, nint*, nint>)_table[65])(value.Value, &info));
        using var owned = new OrtHandle(info, _table[99]);
        type = ElementType(info);
        shape = Dimensions(info);
        if (type != OnnxElementType.Float)
            return [];
        nuint count;
        float* data;
        Check(((delegate* unmanaged<nint, nuint*, nint>)_table[64])(info, &count));
        Check(((delegate* unmanaged<nint, float**, nint>)_table[51])(value.Value, &data));
        return new ReadOnlySpan<float>(data, checked((int)count));
    }

    private OnnxElementType ElementType(nint info)
    {
        int type;
        Check(((delegate* unmanaged<nint, int*, nint>)_table[60])(info, &type));
        return (OnnxElementType)type;
    }

    private long[] Dimensions(nint info)
    {
        nuint rank;
        Check(((delegate* unmanaged<nint, nuint*, nint>)_table[61])(info, &rank));
        var dimensions = new long[(int)rank];
        fixed (long* at = dimensions)
            Check(((delegate* unmanaged<nint, long*, nuint, nint>)_table[62])(info, at, rank));
        return dimensions;
    }

    private void Check(nint status)
    {
        if (status == 0)
            return;
        var message = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<nint, byte*>)_table[2])(status));
        ((delegate* unmanaged<nint, void>)_table[93])(status);
        throw new OrtException(message ?? "no reason given");
    }
}
