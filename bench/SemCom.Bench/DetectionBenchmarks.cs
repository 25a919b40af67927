using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using SemCom.Randomness;
using SemCom.Receiver.Detection;

namespace SemCom.Bench;

/// <summary>Detection of one channel use on one core: 1000 / (ns) is millions of channel uses a second.</summary>
public class DetectionBenchmarks
{
    private const int Uses = 4096;

    private readonly Complex32[] _y = new Complex32[4 * Uses];
    private readonly Complex32[] _h = new Complex32[16 * Uses];
    private readonly float[] _errors = new float[16];
    private readonly Complex32[] _x = new Complex32[4];
    private readonly float[] _noise = new float[4];

    [Params(2, 4)]
    public int Antennas { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        new CounterRandom(1, RandomPurpose.ChannelNoise, 0).FillGaussian(MemoryMarshal.Cast<Complex32, float>(_y.AsSpan()));
        new CounterRandom(1, RandomPurpose.Fading, 0).FillGaussian(MemoryMarshal.Cast<Complex32, float>(_h.AsSpan()));
    }

    [Benchmark(OperationsPerInvoke = Uses)]
    public float Mmse()
    {
        var (n, gains) = (Antennas, Antennas * Antennas);
        for (var i = 0; i < Uses; i++)
        {
            MmseDetector.Detect(
                _y.AsSpan(i * n, n), _h.AsSpan(i * gains, gains), _errors.AsSpan(0, gains), 0.1, _x.AsSpan(0, n), _noise.AsSpan(0, n));
        }
        return _noise[0];
    }

    [Benchmark(OperationsPerInvoke = Uses)]
    public float MaximumRatio()
    {
        var sum = 0f;
        for (var i = 0; i < Uses; i++)
        {
            var (y, h) = (i * Antennas, i * Antennas);
            sum += MaximumRatioCombiner.Detect(_y.AsSpan(y, Antennas), _h.AsSpan(h, Antennas), _errors.AsSpan(0, Antennas), 0.1).NoisePower;
        }
        return sum;
    }
}
