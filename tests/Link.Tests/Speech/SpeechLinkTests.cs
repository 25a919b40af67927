using SemCom.Channels;
using SemCom.Core.Tests.Speech;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Link.Tests.Speech;

public sealed class SpeechLinkTests
{
    private static readonly Sound Voice = TestVoice.Make(16_000);

    /// <summary>More power and more channel uses are worth something, without a cliff.</summary>
    [Fact]
    public void Quality_RisesWithSnrAndBandwidth()
    {
        var bySnr = new[] { -4.0, 2, 8, 14, 20 }.Select(snr => Send(o => o with { SnrDb = snr }).Quality.SiSdrDb!.Value).ToList();
        Assert.True(bySnr.Zip(bySnr.Skip(1)).All(pair => pair.Second - pair.First is > 1 and < 9), string.Join(' ', bySnr));
        var byCbr = new[] { 1 / 16.0, 1 / 8.0, 1 / 4.0, 1 / 2.0 }.Select(cbr => Send(o => o with { Cbr = cbr }).Quality.SiSdrDb!.Value).ToList();
        Assert.True(byCbr.Zip(byCbr.Skip(1)).All(pair => pair.Second > pair.First + 0.5), string.Join(' ', byCbr));
    }

    /// <summary>Planned at 10 dB, the true SNR falls below: quality falls by about as much, and nothing breaks until header and description do.</summary>
    [Fact]
    public void WorseThanPlanned_DegradesGracefully()
    {
        var qualities = new[] { 16.0, 13, 10 }.Select(snr => Send(o => o with { SnrDb = snr, PlanSnrDb = 10 }).Quality).ToList();
        Assert.All(qualities, quality => Assert.False(quality.Lost));
        Assert.True(qualities[0].SiSdrDb > qualities[1].SiSdrDb && qualities[1].SiSdrDb > qualities[2].SiSdrDb);
        var lost = Send(o => o with { SnrDb = -15, PlanSnrDb = 10 });
        Assert.True(lost.Quality.Lost);
        Assert.All(lost.Sound.Samples.ToArray(), sample => Assert.Equal(0, sample));
        Assert.Contains("silence stands in their place", Assert.Single(lost.Notices), StringComparison.Ordinal);
    }

    /// <summary>The network makes noisy speech more intelligible, and does no harm where nothing is left to gain.</summary>
    [Fact]
    public void TheNetwork_Helps()
    {
        double Stoi(double snr, bool refine) => Send(o => o with { SnrDb = snr, Cbr = 1 / 6.0, Refine = refine }).Quality.Stoi!.Value;
        Assert.True(Stoi(0, true) > Stoi(0, false) - 0.02);
        Assert.True(Stoi(40, true) > Stoi(40, false) - 0.01);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(257)]
    [InlineData(4001)]
    public void AnyLength_ArrivesInThatLength(int samples)
    {
        var result = Send(o => o with { SnrDb = 15, Cbr = 1 }, TestVoice.Make(samples));
        Assert.Equal(samples, result.Sound.ValueCount);
        Assert.False(result.Quality.Lost);
    }

    [Fact]
    public void Silence_ArrivesAsSilence()
    {
        var result = Send(o => o, Sound.Silence(8000, 9000));
        Assert.All(result.Sound.Samples.ToArray(), sample => Assert.Equal(0, sample));
        Assert.Equal((false, null, null), (result.Quality.Lost, result.Quality.SiSdrDb, result.Quality.Stoi));
        Assert.InRange(result.Ledger.Total, 1, 300);
    }

    /// <summary>Loudness is told by the header: it stays, over the whole range.</summary>
    [Theory]
    [InlineData(1e-4)]
    [InlineData(3)]
    public void Loudness_Stays(float factor)
    {
        var voice = new Sound(8000, Array.ConvertAll(Voice.Samples.ToArray(), s => s * factor));
        var result = Send(o => o with { SnrDb = 25, Cbr = 0.8 }, voice);
        Assert.Equal(1, result.Sound.Level / voice.Level, 0.06);
    }

    /// <summary>White noise and a square wave at full scale are no speech; they arrive as well as they can.</summary>
    [Fact]
    public void OtherSounds_Arrive()
    {
        var noise = new Sound(8000, [.. Enumerable.Range(0, 8000).Select(i => (float)Math.Sin(0.7 * Math.Pow(i, 1.9) % 6283))]);
        var square = new Sound(8000, [.. Enumerable.Range(0, 8000).Select(i => i / 20 % 2 == 0 ? 1f : -1f)]);
        Assert.All([noise, square], sound => Assert.InRange(Send(o => o with { SnrDb = 20, Cbr = 1 }, sound).Quality.SiSdrDb!.Value, 5, 60));
    }

    [Fact]
    public void Threads_ChangeNothing()
    {
        var (one, two) = (Send(o => o with { Threads = 1, Channel = "tdl-c" }), Send(o => o with { Threads = 2, Channel = "tdl-c" }));
        var d = one.Sound.Samples.ToArray().Zip(two.Sound.Samples.ToArray(), (a, b) => Math.Abs(a - b)).Max();
        Assert.True(one.Sound.Samples.SequenceEqual(two.Sound.Samples), $"{d}");
    }

    /// <summary>Long sounds go in several frames; each is judged for itself, and all are charged.</summary>
    [Fact]
    public void LongSounds_GoInParts()
    {
        var result = Send(o => o with { FrameSeconds = 0.7 });
        Assert.Equal(3, result.Frames.Count);
        Assert.InRange(result.Ledger.Total, 3, Voice.ValueCount / 4);
        Assert.Equal([(0, 5333), (5333, 5333), (10_666, 5334)], SpeechParts.Of(16_000, 0.7));
    }

    /// <summary>Over every channel with estimated gains, three of four frames arrive at 20 dB.</summary>
    [Theory]
    [InlineData("awgn")]
    [InlineData("rayleigh")]
    [InlineData("rayleigh:coherence=400")]
    [InlineData("rician")]
    [InlineData("tdl-a")]
    [InlineData("tdl-c:ds=300ns,fd=50Hz")]
    [InlineData("rayleigh:tx=2,rx=2")]
    [InlineData("rician+loss:rate=0.03,packet=64")]
    public void EveryChannel_CarriesSpeech(string channel)
    {
        var frames = Enumerable.Range(0, 4).Select(i => Send(o => o with { Channel = channel, SnrDb = 20, Seed = 5, FirstFrame = (ulong)i })).ToList();
        Assert.InRange(frames.Count(frame => frame.Quality.Lost), 0, 1);
        Assert.All(frames.Where(frame => !frame.Quality.Lost), frame => Assert.InRange(frame.Quality.SiSdrDb!.Value, 4, 40));
    }

    /// <summary>What is sent does not depend on the realization of the channel.</summary>
    [Fact]
    public void Plans_DoNotDependOnTheRealization() =>
        Assert.Single(Enumerable.Range(1, 4).Select(seed => Send(o => o with { Channel = "tdl-c", Seed = (ulong)seed }).Ledger).Distinct());

    /// <summary>Sounds at other rates are judged at 8 kHz, and the caller is told.</summary>
    [Fact]
    public void OtherRates_AreConverted()
    {
        var result = Send(o => o, Voice.At(22_050));
        Assert.Equal((8000, Voice.ValueCount), (result.Sound.SampleRate, result.Sound.ValueCount));
        Assert.Contains("from 22050 Hz to 8000 Hz", Assert.Single(result.Notices), StringComparison.Ordinal);
    }

    /// <summary>Receivers of pictures take speech for a frame that cannot be read, and the other way round.</summary>
    [Fact]
    public void FramesOfPictures_AreNoSpeech()
    {
        OnnxFact.RequireLibrary();
        using var transmitter = SemanticTransmitter.Load("image-linear");
        using var pictures = SemanticReceiver.Load("image-linear");
        var channel = ChannelSpec.Parse("awgn").Create(12);
        ReceivedFrame Received(TransmitFrame frame) => channel.Transmit(frame.Symbols, new ChannelRealization(1, 0)).ToReceivedFrame();
        Assert.Equal("the header could not be read", SpeechReceiver.Load().Decode(Received(transmitter.Encode(TestLink.Crop, new LinkPlan(1 / 6.0, 12)))).Loss);
        Assert.Equal("the header could not be read", pictures.Decode(Received(SpeechTransmitter.Load().Encode(Voice, new LinkPlan(1 / 4.0, 12)))).Loss);
    }

    /// <summary>A frame cut off, or with noise in the place of its description, is lost with a reason and never shown.</summary>
    [Fact]
    public void DamagedFrames_AreLost()
    {
        OnnxFact.RequireLibrary();
        var frame = SpeechTransmitter.Load().Encode(Voice, new LinkPlan(1 / 4.0, 12)).Symbols.Span.ToArray();
        var receiver = SpeechReceiver.Load();
        Assert.Equal("the frame ends before its payload", receiver.Decode(new ReceivedFrame(new SymbolBlock(frame[..240]))).Loss);
        for (var i = 400; i < frame.Length; i++)
            frame[i] = new Complex32((float)Math.Sin(i * 1.3), (float)Math.Cos(i * 2.1));
        Assert.Equal("the description (classes and harmonics) could not be read", receiver.Decode(new ReceivedFrame(new SymbolBlock(frame))).Loss);
    }

    [Fact]
    public void WrongOptions_AreRefused()
    {
        OnnxFact.RequireLibrary();
        Assert.Contains("cbr must be above 0", Refused(new SpeechLinkOptions { Cbr = 0 }), StringComparison.Ordinal);
        Assert.Contains("SNR in dB", Refused(new SpeechLinkOptions { SnrDb = double.NaN }), StringComparison.Ordinal);
        Assert.Contains("seconds of a frame", Refused(new SpeechLinkOptions { FrameSeconds = 0 }), StringComparison.Ordinal);
        Assert.Contains("margin in dB", Refused(new SpeechLinkOptions { MarginDb = -1 }), StringComparison.Ordinal);
        Assert.Contains("must carry speech", Refused(new SpeechLinkOptions { ModelId = "image-base" }), StringComparison.Ordinal);

        static string Refused(SpeechLinkOptions options) => Assert.Throws<SemComException>(() => SpeechLink.Create(options)).Message;
    }

    private static SpeechResult Send(Func<SpeechLinkOptions, SpeechLinkOptions> configure, Sound? sound = null)
    {
        OnnxFact.RequireLibrary();
        return SpeechLink.Create(configure(new SpeechLinkOptions())).Send(sound ?? Voice, TestContext.Current.CancellationToken);
    }
}
