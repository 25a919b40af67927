using BenchmarkDotNet.Attributes;
using SemCom.Channels;

namespace SemCom.Bench;

/// <summary>
/// Both ends of a video of 640x360 over AWGN at 7 dB and CBR 1/24, one thread each, a picture after the other; the view drifts over the rendered harbour, so that every picture is an update.
/// </summary>
public class VideoBenchmarks
{
    private const int Pictures = 32;

    private readonly LinkPlan _plan = new(channelBandwidthRatio: 1.0 / 24, snrDb: 7);
    private readonly Picture[] _pictures = new Picture[Pictures];
    private VideoTransmitter _transmitter = null!;
    private VideoReceiver _receiver = null!;
    private IChannel _channel = null!;
    private ReceivedFrame[] _received = null!;
    private int _next;

    /// <summary>Pixels from picture to picture.</summary>
    [Params(0, 2)]
    public int Drift { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var harbour = Picture.Load(SamplePicture.Path);
        for (var i = 0; i < Pictures; i++)
            _pictures[i] = Crop(harbour, Drift * Math.Min(i, Pictures - i), Drift * Math.Min(i, Pictures - i) / 2, 640, 360);
        _transmitter = VideoTransmitter.Load(threads: 1);
        _receiver = VideoReceiver.Load(threads: 1);
        _channel = ChannelSpec.Parse("awgn").Create(_plan.SnrDb);
        _received = [.. Enumerable.Range(0, 256).Select(_ => Send()).OfType<ReceivedFrame>()];
        if (_received.Length < 2 || _receiver.Decode(_received[0]).Frame.IsLost)
            throw new InvalidOperationException("the frames were lost or none, so decoding would not be measured");
        _next = 0;
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _transmitter.Dispose();
        _receiver.Dispose();
    }

    [Benchmark]
    public VideoFrame Encode() => _transmitter.Encode(_pictures[_next++ % Pictures], _plan);

    [Benchmark]
    public VideoReception Decode() => _receiver.Decode(_received[_next++ % _received.Length]);

    private ReceivedFrame? Send()
    {
        var frame = _transmitter.Encode(_pictures[_next++ % Pictures], _plan);
        return frame.Frame is null ? null : _channel.Transmit(frame.Frame.Symbols, new ChannelRealization(Seed: 1, (ulong)frame.Number)).ToReceivedFrame();
    }

    private static Picture Crop(Picture picture, int left, int top, int width, int height)
    {
        var rgb = new byte[3 * width * height];
        for (var row = 0; row < height; row++)
            picture.Rgb.Slice(3 * ((row + top) * picture.Width + left), 3 * width).CopyTo(rgb.AsSpan(3 * row * width));
        return new Picture(width, height, rgb);
    }
}
