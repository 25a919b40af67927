using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using SemCom.Channels;
using SemCom.Randomness;

namespace SemCom.Bench;

/// <summary>
/// Time for one resource element through OFDM and multipath on one core, with fresh fading and noise: 1000 / (ns) is millions a second. The aim for
/// TDL-C with 300 ns and 50 Hz is 10 million. Nothing is allocated after the first frame.
/// </summary>
[MemoryDiagnoser]
public class OfdmBenchmarks
{
    private const int UseCount = 140 * 600;

    private readonly Complex32[] _x = new Complex32[UseCount];
    private readonly Complex32[] _y = new Complex32[UseCount];
    private ulong _frame;
    private MultipathOfdmChannel _channel = null!;

    [Params("awgn-ofdm", "tdl-a:ds=100ns", "tdl-c:ds=300ns,fd=50Hz", "tdl-c:ds=300ns,fd=500Hz", "tdl-e:ds=1us,fd=50Hz")]
    public string Channel { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        new CounterRandom(1, RandomPurpose.SourceData, 0).FillGaussian(MemoryMarshal.Cast<Complex32, float>(_x.AsSpan()));
        _channel = (MultipathOfdmChannel)ChannelSpec.Parse(Channel).Create(snrDb: 20);
    }

    [Benchmark(OperationsPerInvoke = UseCount)]
    public Complex32 Transmit()
    {
        _channel.Transmit(_x, _y, new ChannelRealization(Seed: 1, Frame: _frame++));
        return _y[^1];
    }
}
