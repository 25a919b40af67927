using SemCom.Evaluation.Rivals;
using SemCom.Runtime.Media;

namespace SemCom.Evaluation.Tests.Speech;

/// <summary>Classical speech codecs over the real link.</summary>
public sealed class ClassicalSpeechTests
{
    private static readonly Sound Voice = new(8000, [.. Enumerable.Range(0, 16_000).Select(n => (float)(0.1 * Enumerable.Range(1, 20).Sum(i => Math.Cos(0.1 * i * n + i * i) / i) * (1.1 + Math.Sin(n * 0.002))))]);

    /// <summary>Constant bit rates keep what they say: bytes of the packets, without container and heads, are rate times seconds to a packet or two.</summary>
    [Theory]
    [InlineData("opus", "8 kbit/s", 8000)]
    [InlineData("opus", "16 kbit/s", 16_000)]
    [InlineData("codec2", "mode 2400", 2400)]
    [InlineData("codec2", "mode 700C", 700)]
    [InlineData("speex", "quality 4", 8000)]
    public void Messages_HaveTheLengthOfTheirRate(string codec, string rate, double bitsPerSecond)
    {
        var coded = Coded(codec, rate);
        Assert.InRange(8 * coded.Message.Length / Voice.Seconds / bitsPerSecond, 0.95, 1.12);
        Assert.Equal(Voice.ValueCount, coded.Decoded.ValueCount);
    }

    /// <summary>Higher rates of a codec are at least about as intelligible, and the highest of Opus is close to the original.</summary>
    [Fact]
    public void Scores_RiseWithTheRate()
    {
        var scores = SpeechCoding.All.Where(c => c.Codec == "opus").Select(c => Coded(c.Codec, c.Rate).Score).ToList();
        Assert.True(scores.Zip(scores.Skip(1)).All(pair => pair.Second > pair.First - 3), string.Join(' ', scores));
        Assert.InRange(scores[^1], 95, 100);
    }

    /// <summary>The longest message that fits is chosen; where none does, nothing is.</summary>
    [Fact]
    public void TheLadder_KeepsTheLength()
    {
        RequireEncoders();
        var rows = new SpeechLadder().Of(Voice, SpeechCoding.All);
        Assert.InRange(SpeechLadder.Best(rows, 2500)!.Message.Length, 500, 2500);
        Assert.Equal("codec2", SpeechLadder.Best(rows, 500)!.Coding.Codec);
        Assert.Null(SpeechLadder.Best(rows, 20));
    }

    /// <summary>At a good SNR the sound arrives and the whole budget at most is charged; far below the planned one it is silence, and says so.</summary>
    [Fact]
    public async Task SpeechArrives_OrIsSilence()
    {
        RequireEncoders();
        var system = Assert.IsAssignableFrom<ISpeechSystem>(SystemRegistry.Default.Create("digital-best", new SystemOptions { Kind = SourceKind.Sound }));
        var good = await system.SendAsync(Voice, Conditions(10), TestContext.Current.CancellationToken);
        Assert.False(good.Quality.Lost);
        Assert.InRange(good.Quality.Stoi!.Value, 0.5, 1);
        Assert.InRange(good.Quality.Cbr, 0.1, 0.5);
        Assert.Equal(("digital", "speech"), (good.Quality.Mode, good.Quality.Modality));
        var bad = await system.SendAsync(Voice, Conditions(10) with { SnrDb = 0, PlanSnrDb = 10 }, TestContext.Current.CancellationToken);
        Assert.True(bad.Quality.Lost);
        Assert.All(bad.Sound.Samples.ToArray(), sample => Assert.Equal(0, sample));
        Assert.Contains("silence stands in their place", Assert.Single(bad.Notices), StringComparison.Ordinal);
    }

    /// <summary>Names of systems that send no sounds, and of those that send nothing else.</summary>
    [Fact]
    public void Systems_SayWhatTheySend()
    {
        RequireEncoders();
        Assert.Contains("jpeg sends no sounds (sounds were given); choose semantic, digital-best, opus, speex, codec2",
            Assert.Throws<SemComException>(() => SystemRegistry.Default.Create("jpeg", new SystemOptions { Kind = SourceKind.Sound })).Message, StringComparison.Ordinal);
        Assert.Contains("opus needs sounds", Assert.Throws<SemComException>(() => SystemRegistry.Default.Create("opus", new SystemOptions())).Message, StringComparison.Ordinal);
        Assert.Contains("must be, for sounds, network=on or network=off and margin=X in dB, each once (was 'model=x')", Assert.Throws<SemComException>(() => SystemRegistry.Default.Create("semantic:model=x", new SystemOptions { Kind = SourceKind.Sound })).Message, StringComparison.Ordinal);
    }

    /// <summary>Packets are those of another reader: their number and their lengths, as ffmpeg's framecrc tells them.</summary>
    [Fact]
    public async Task OggPackets_AreThoseOfFfmpeg()
    {
        var program = RequireEncoders();
        var coding = SpeechCoding.All.First(c => c is { Codec: "opus", Rate: "12 kbit/s" });
        var stream = await program.RunAsync("test", ["-i", "pipe:0", .. coding.EncoderArguments, "pipe:1"], SoundFile.ToWav(Voice), cancellation: TestContext.Current.CancellationToken);
        var (told, _) = await program.RunAndListenAsync("test", ["-f", "ogg", "-i", "pipe:0", "-c", "copy", "-f", "framecrc", "pipe:1"], stream, cancellation: TestContext.Current.CancellationToken);
        var lengths = System.Text.Encoding.UTF8.GetString(told).Split('\n').Select(DecodedTimes.Parse).OfType<(int Time, int Bytes)>().Select(packet => packet.Bytes).ToList();
        Assert.Equal(lengths, OggPackets.Split(stream).Skip(2).Select(packet => packet.Length));
        Assert.True(lengths.Count > 30);
    }

    [Fact]
    public void DamagedOgg_EndsEarly()
    {
        Assert.Empty(OggPackets.Split("no Ogg stream, not at all, by no means"u8));
        Assert.Empty(OggPackets.Split([.. "OggS"u8, .. new byte[22], 200, 1]));
    }

    private static LinkConditions Conditions(double snrDb) => new() { Channel = "awgn", SnrDb = snrDb, Cbr = 0.5 };

    private static CodedSpeech Coded(string codec, string rate)
    {
        RequireEncoders();
        return SpeechPrograms.Code(Voice, [SpeechCoding.All.Single(c => c.Codec == codec && c.Rate == rate)])[0];
    }

    private static FfmpegProgram RequireEncoders()
    {
        var program = FfmpegProgram.TryFind();
        Assert.SkipUnless(program is not null && SpeechCoding.All.All(c => program.HasEncoder(c.Encoder)), "needs ffmpeg with libopus, libspeex and libcodec2");
        return program!;
    }
}
