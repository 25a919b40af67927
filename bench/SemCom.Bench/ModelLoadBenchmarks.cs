using BenchmarkDotNet.Attributes;
using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;

namespace SemCom.Bench;

/// <summary>From file to ready session: reading, checking SHA-256, optimising the graph. A process does this once for each file.</summary>
public class ModelLoadBenchmarks
{
    [Params("encoder", "decoder")]
    public string Role { get; set; } = "";

    [Benchmark]
    public void Load()
    {
        using var session = ModelCatalogue.Default.Find("image-base").CreateSession(Role, new OnnxSessionOptions());
    }
}
