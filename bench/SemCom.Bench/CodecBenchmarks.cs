using BenchmarkDotNet.Attributes;
using SemCom.Channels;

namespace SemCom.Bench;

/// <summary>Both ends on the rendered harbour, 768x512, over AWGN at 7 dB and CBR 1/16.</summary>
public class CodecBenchmarks
{
    private readonly LinkPlan _plan = new(channelBandwidthRatio: 1.0 / 16, snrDb: 7);
    private SemanticTransmitter _transmitter = null!;
    private SemanticReceiver _receiver = null!;
    private Picture _picture = null!;
    private ReceivedFrame _received = null!;

    /// <summary>The model.</summary>
    [Params("image-base", "image-live", "image-linear")]
    public string Model { get; set; } = "";

    /// <summary>Threads inside one inference.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _picture = Picture.Load(SamplePicture.Path);
        _transmitter = SemanticTransmitter.Load(Model, Threads);
        _receiver = SemanticReceiver.Load(Model, Threads);
        var channel = ChannelSpec.Parse("awgn").Create(_plan.SnrDb);
        _received = channel.Transmit(Encode().Symbols, new ChannelRealization(Seed: 1, Frame: 0)).ToReceivedFrame();
        if (Decode().IsLost)
            throw new InvalidOperationException("the frame was lost, so decoding would not be measured");
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _transmitter.Dispose();
        _receiver.Dispose();
    }

    [Benchmark]
    public TransmitFrame Encode() => _transmitter.Encode(_picture, _plan);

    [Benchmark]
    public Reception<Picture> Decode() => _receiver.Decode(_received);
}
