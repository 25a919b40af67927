using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using SemCom.Coding;
using SemCom.Randomness;
using SemCom.Receiver.Decoding;

namespace SemCom.Bench;

/// <summary>Time for the LLRs of one symbol on one core: 1000 / (ns) is millions of symbols a second.</summary>
public class DemapperBenchmarks
{
    private const int SymbolCount = 1 << 14;

    private readonly Complex32[] _y = new Complex32[SymbolCount];
    private readonly float[] _noisePower = new float[SymbolCount];
    private float[] _llrs = null!;
    private QamDemapper _demapper = null!;

    [Params(2, 4, 6, 8)]
    public int BitsPerSymbol { get; set; }

    [Params(DemapperRule.MaxLog, DemapperRule.Exact)]
    public DemapperRule Rule { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        new CounterRandom(1, RandomPurpose.SourceData, 0).FillGaussian(MemoryMarshal.Cast<Complex32, float>(_y.AsSpan()));
        Array.Fill(_noisePower, 0.1f);
        _llrs = new float[SymbolCount * BitsPerSymbol];
        _demapper = new QamDemapper(Constellation.OfBitsPerSymbol(BitsPerSymbol), Rule);
    }

    [Benchmark(OperationsPerInvoke = SymbolCount)]
    public void Demap() => _demapper.Demap(_y, _noisePower, _llrs);
}
