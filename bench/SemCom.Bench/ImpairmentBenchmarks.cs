using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using SemCom.Channels;
using SemCom.Randomness;

namespace SemCom.Bench;

/// <summary>Time for one complex sample on one core: 1000 / (ns) is millions of samples a second.</summary>
public class ImpairmentBenchmarks
{
    private const int SampleCount = 1 << 18;

    private readonly Complex32[] _original = new Complex32[SampleCount];
    private readonly Complex32[] _samples = new Complex32[SampleCount];
    private ulong _frame;
    private IImpairment _impairment = null!;

    [Params("clip", "rapp", "cfo", "phase-noise", "adc", "loss")]
    public string Impairment { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        new CounterRandom(1, RandomPurpose.SourceData, 0).FillGaussian(MemoryMarshal.Cast<Complex32, float>(_original.AsSpan()));
        _impairment = ImpairmentRegistry.Default.Parse([Impairment])[0];
    }

    [Benchmark(OperationsPerInvoke = SampleCount)]
    public Complex32 Apply()
    {
        _original.CopyTo(_samples, 0);
        _impairment.Apply(_samples, new ImpairmentContext(new(Seed: 1, Frame: _frame++), SampleRateHertz: 15.36e6, MeanPower: 2));
        return _samples[^1];
    }
}
