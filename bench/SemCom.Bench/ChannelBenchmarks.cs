using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using SemCom.Channels;
using SemCom.Randomness;

namespace SemCom.Bench;

/// <summary>Time for one complex symbol on one core, with fresh noise and fading: 1000 / (ns) is millions of symbols a second.</summary>
public class ChannelBenchmarks
{
    private const int SymbolCount = 1 << 18;

    private readonly Complex32[] _x = new Complex32[SymbolCount];
    private readonly Complex32[] _y = new Complex32[SymbolCount];
    private ulong _frame;
    private FlatChannel _channel = null!;

    [Params("awgn", "rayleigh", "rayleigh-fast")]
    public string Channel { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        new CounterRandom(1, RandomPurpose.SourceData, 0).FillGaussian(MemoryMarshal.Cast<Complex32, float>(_x.AsSpan()));
        _channel = (FlatChannel)ChannelSpec.Parse(Channel).Create(snrDb: 7);
    }

    [Benchmark(OperationsPerInvoke = SymbolCount)]
    public Complex32 Transmit()
    {
        _channel.Transmit(_x, _y, new ChannelRealization(Seed: 1, Frame: _frame++));
        return _y[^1];
    }
}
