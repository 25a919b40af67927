using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using SemCom.Channels;
using SemCom.Randomness;

namespace SemCom.Bench;

/// <summary>Time for one sent complex symbol on one core, with fresh noise and fading: 1000 / (ns) is millions of symbols a second.</summary>
public class ChannelBenchmarks
{
    private const int SymbolCount = 1 << 18;

    private readonly Complex32[] _x = new Complex32[SymbolCount];
    private Complex32[] _y = [];
    private ulong _frame;
    private FlatChannel _channel = null!;

    [Params("awgn", "rayleigh", "rayleigh-fast", "rician:coherence=1", "nakagami:m=2,coherence=1", "nakagami:m=0.7,coherence=1",
        "rayleigh:coherence=100,tx=2,rx=2", "rayleigh:coherence=100,tx=4,rx=4")]
    public string Channel { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        new CounterRandom(1, RandomPurpose.SourceData, 0).FillGaussian(MemoryMarshal.Cast<Complex32, float>(_x.AsSpan()));
        _channel = (FlatChannel)ChannelSpec.Parse(Channel).Create(snrDb: 7);
        _y = new Complex32[SymbolCount / _channel.Antennas.Transmit * _channel.Antennas.Receive];
    }

    [Benchmark(OperationsPerInvoke = SymbolCount)]
    public Complex32 Transmit()
    {
        _channel.Transmit(_x, _y, new ChannelRealization(Seed: 1, Frame: _frame++));
        return _y[^1];
    }
}
