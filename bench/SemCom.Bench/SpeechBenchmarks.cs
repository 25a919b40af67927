using BenchmarkDotNet.Attributes;
using SemCom.Channels;
using SemCom.Speech;

namespace SemCom.Bench;

/// <summary>Both ends of the speech codec, for four seconds of sound in one frame.</summary>
public class SpeechBenchmarks
{
    private readonly SpeechTransmitter _transmitter = SpeechTransmitter.Load();
    private readonly LinkPlan _plan = new(1 / 4.0, 7);
    private Sound _sound = Sound.Silence(SpeechTransform.SampleRate, 1);
    private SpeechReceiver? _receiver;
    private ReceivedFrame? _received;

    /// <summary>Threads inside the network.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        const int samples = 4 * SpeechTransform.SampleRate;
        _sound = new Sound(SpeechTransform.SampleRate, [.. Enumerable.Range(0, samples).Select(n => (float)(0.1 * Enumerable.Range(1, 20).Sum(i => Math.Cos(0.1 * i * n + i * i) / i) * (1.1 + Math.Sin(n * 0.002))))]);
        _receiver = SpeechReceiver.Load(threads: Threads);
        _received = ChannelSpec.Parse("awgn").Create(7).Transmit(_transmitter.Encode(_sound, _plan).Symbols, new ChannelRealization(1, 0)).ToReceivedFrame();
    }

    [Benchmark]
    public TransmitFrame Encode() => _transmitter.Encode(_sound, _plan);

    [Benchmark]
    public Reception<Sound> Decode() => _receiver!.Decode(_received!);

    [Benchmark]
    public Reception<Sound> DecodeWithoutNetwork() => _receiver!.Decode(_received!, refine: false);
}
