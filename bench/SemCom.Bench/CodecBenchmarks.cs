using BenchmarkDotNet.Attributes;

namespace SemCom.Bench;

/// <summary>The rendered harbour, 768x512, at CBR 1/16 and 7 dB.</summary>
public class CodecBenchmarks
{
    private readonly LinkPlan _plan = new(channelBandwidthRatio: 1.0 / 16, snrDb: 7);
    private SemanticTransmitter _transmitter = null!;
    private Picture _picture = null!;

    /// <summary>Threads inside one inference.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _picture = Picture.Load(SamplePicture.Path);
        _transmitter = SemanticTransmitter.Load("image-base", Threads);
    }

    [GlobalCleanup]
    public void Cleanup() => _transmitter.Dispose();

    [Benchmark]
    public TransmitFrame Encode() => _transmitter.Encode(_picture, _plan);
}
