namespace SemCom.Runtime.Onnx;

/// <summary>
/// A model, loaded once and ready to run. Any number of threads may call Run at the same time. Inputs and prepared outputs
/// are used in place, without copies.
/// </summary>
public sealed class OnnxSession : IDisposable
{
    private readonly OrtApi _api;
    private readonly OrtHandle _session;
    private readonly OnnxNames _inputNames;
    private readonly OnnxNames _outputNames;

    private OnnxSession(OrtApi api, OrtHandle session, string model)
    {
        (_api, _session, Model) = (api, session, model);
        var (inputs, outputs) = (api.Describe(session, inputs: true), api.Describe(session, inputs: false));
        (Inputs, Outputs) = (inputs, outputs);
        (_inputNames, _outputNames) = (new OnnxNames(inputs), new OnnxNames(outputs));
    }

    /// <summary>What messages call the model: its path, or the name given with its bytes.</summary>
    public string Model { get; }

    /// <summary>The model's inputs.</summary>
    public IReadOnlyList<OnnxTensorInfo> Inputs { get; }

    /// <summary>The model's outputs, in the order in which <see cref="Run(ReadOnlySpan{OnnxInput})"/> returns them.</summary>
    public IReadOnlyList<OnnxTensorInfo> Outputs { get; }

    /// <summary>Loads a model from a file.</summary>
    /// <exception cref="SemComException">There is no such file, it is not a model, or ONNX Runtime is missing.</exception>
    public static OnnxSession Open(string path, OnnxSessionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
            throw new SemComException($"{path}: there is no such model file; check the path");
        return Create(path, options, (api, handle) => api.CreateSession(Path.GetFullPath(path), handle));
    }

    /// <summary>Loads a model from the bytes of its file, which are not needed afterwards.</summary>
    /// <param name="model">The model file's content.</param>
    /// <param name="name">What messages call the model.</param>
    /// <param name="options">How it runs.</param>
    /// <exception cref="SemComException">The bytes are not a model, or ONNX Runtime is missing.</exception>
    public static OnnxSession Load(byte[] model, string name, OnnxSessionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Create(name, options, (api, handle) => api.CreateSession(model, handle));
    }

    /// <summary>Runs the model and returns all outputs, for shapes that are known only afterwards.</summary>
    /// <exception cref="SemComException">An input has an unknown name, another type or shape, or the model failed.</exception>
    public OnnxResult[] Run(params ReadOnlySpan<OnnxInput> inputs)
    {
        var values = new nint[Outputs.Count];
        Execute(inputs, _outputNames.All, values);
        var owned = Array.ConvertAll(values, _api.Own);
        try
        {
            return [.. owned.Select(Copy)];
        }
        finally
        {
            foreach (var value in owned)
                value.Dispose();
        }
    }

    /// <summary>Runs the model and writes the named outputs into the caller's memory.</summary>
    /// <exception cref="SemComException">An input or output has an unknown name, another type or shape, or the model failed.</exception>
    public void Run(ReadOnlySpan<OnnxInput> inputs, ReadOnlySpan<OnnxOutput> outputs)
    {
        using var tensors = new OnnxTensors(_api, outputs.Length);
        var names = new nint[outputs.Length];
        for (var i = 0; i < outputs.Length; i++)
        {
            ref readonly var output = ref outputs[i];
            OnnxShapeCheck.Output(Model, Outputs, output);
            names[i] = _outputNames[output.Name];
            tensors.Add(output.Values, output.Shape);
        }
        Execute(inputs, names, tensors.Values);
    }

    /// <summary>Runs the model and shows every output in turn where ONNX Runtime has it, for outputs that are too large to be copied.</summary>
    /// <exception cref="SemComException">An input has an unknown name, another type or shape, or the model failed.</exception>
    public void Run(ReadOnlySpan<OnnxInput> inputs, OnnxOutputReader read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var values = new nint[Outputs.Count];
        Execute(inputs, _outputNames.All, values);
        var owned = Array.ConvertAll(values, _api.Own);
        try
        {
            for (var i = 0; i < owned.Length; i++)
            {
                read(i, Floats(owned[i], i, out _));
                owned[i].Dispose();
            }
        }
        finally
        {
            foreach (var value in owned)
                value.Dispose();
        }
    }

    /// <summary>Frees the model once the runs that still go on have ended. Further calls do nothing.</summary>
    public void Dispose() => _session.Dispose();

    private static OnnxSession Create(string model, OnnxSessionOptions? options, Func<OrtApi, OrtHandle, OrtHandle> create)
    {
        options ??= new OnnxSessionOptions();
        Guard.InRange(options.Threads, 0, 256, "threads of a model", "use 0 for one per processor");
        var api = OnnxLibrary.Load(options.LibraryPath).Api;
        try
        {
            using var handle = api.CreateSessionOptions();
            api.SetOptimization(handle, (int)options.Optimization);
            api.SetIntraOpThreads(handle, options.Threads == 0 ? Environment.ProcessorCount : options.Threads);
            api.SetInterOpThreads(handle, 1);
            api.AddConfiguration(handle, "session.intra_op.allow_spinning", options.AllowSpinning ? "1" : "0");
            if (ByteProducts.Saturate)
                api.AddConfiguration(handle, "session.x64quantprecision", "1");
            if (!options.KeepMemory)
            {
                api.DisableCpuMemoryArena(handle);
                api.DisableMemoryPattern(handle);
            }
            return new OnnxSession(api, create(api, handle), model);
        }
        catch (OrtException exception)
        {
            throw new SemComException($"{model}: ONNX Runtime cannot load this model ({exception.Reason}); restore the file or export it again", exception);
        }
    }

    private void Execute(ReadOnlySpan<OnnxInput> inputs, ReadOnlySpan<nint> outputNames, Span<nint> outputs)
    {
        OnnxShapeCheck.Inputs(Model, Inputs, inputs);
        using var tensors = new OnnxTensors(_api, inputs.Length);
        var names = new nint[inputs.Length];
        var inUse = false;
        try
        {
            _session.DangerousAddRef(ref inUse); // a Dispose during the run takes effect after it
            for (var i = 0; i < inputs.Length; i++)
            {
                names[i] = _inputNames[inputs[i].Name];
                tensors.Add(inputs[i]);
            }
            _api.Run(_session, names, tensors.Values, outputNames, outputs);
        }
        catch (OrtException exception)
        {
            throw new SemComException(
                $"{Model}: the model failed on {OnnxShapeCheck.Describe(inputs)} (expected {string.Join("; ", Inputs)}): " +
                $"{exception.Reason}; check the shapes of its inputs and outputs", exception);
        }
        finally
        {
            if (inUse)
                _session.DangerousRelease();
            GC.KeepAlive(this);
        }
    }

    private OnnxResult Copy(OrtHandle value, int index)
    {
        var values = Floats(value, index, out var shape);
        return new OnnxResult(Outputs[index].Name, values.ToArray(), shape);
    }

    private ReadOnlySpan<float> Floats(OrtHandle value, int index, out long[] shape)
    {
        var values = _api.Read(value, out var type, out shape);
        return type == OnnxElementType.Float ? values
            : throw new SemComException($"{Model}: output '{Outputs[index].Name}' must be Float (is {type}); add a Cast to the model");
    }
}
