using BenchmarkDotNet.Attributes;
using SemCom.Channels;

namespace SemCom.Bench;

/// <summary>One picture of 640x360 through both ends and AWGN at 7 dB and CBR 1/24, where two pictures are on their way at a time, each on one thread.</summary>
public class StreamBenchmarks
{
    private const int Pictures = 16;

    private readonly LinkPlan _plan = new(channelBandwidthRatio: 1.0 / 24, snrDb: 7);
    private readonly ParallelOptions _two = new() { MaxDegreeOfParallelism = 2 };
    private SemanticTransmitter _transmitter = null!;
    private SemanticReceiver _receiver = null!;
    private IChannel _channel = null!;
    private Picture _picture = null!;

    /// <summary>The model.</summary>
    [Params("image-base", "image-live", "image-linear")]
    public string Model { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _picture = Crop(Picture.Load(SamplePicture.Path), 640, 360);
        _transmitter = SemanticTransmitter.Load(Model, threads: 1);
        _receiver = SemanticReceiver.Load(Model, threads: 1);
        _channel = ChannelSpec.Parse("awgn").Create(_plan.SnrDb);
        if (Send(0).IsLost)
            throw new InvalidOperationException("the frame was lost, so decoding would not be measured");
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _transmitter.Dispose();
        _receiver.Dispose();
    }

    [Benchmark(OperationsPerInvoke = Pictures)]
    public void SendPictures() => Parallel.For(0, Pictures, _two, frame => Send((ulong)frame));

    private Reception<Picture> Send(ulong frame)
    {
        var symbols = _transmitter.Encode(_picture, _plan).Symbols;
        return _receiver.Decode(_channel.Transmit(symbols, new ChannelRealization(Seed: 1, frame)).ToReceivedFrame());
    }

    private static Picture Crop(Picture picture, int width, int height)
    {
        var rgb = new byte[3 * width * height];
        for (var row = 0; row < height; row++)
            picture.Rgb.Slice(3 * row * picture.Width, 3 * width).CopyTo(rgb.AsSpan(3 * row * width));
        return new Picture(width, height, rgb);
    }
}
