using System.Buffers.Binary;
using SemCom.Runtime.Media;

namespace SemCom.Runtime.Tests.Media;

public sealed class SoundFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SavedSounds_ComeBack_ToHalfAStep()
    {
        var sound = Tone(22_050, 1001);
        sound.Save(_folder.At("a.wav"));
        var back = Sound.Load(_folder.At("a.wav"));
        Assert.Equal((22_050, 1001), (back.SampleRate, back.ValueCount));
        Assert.All(sound.Samples.ToArray().Zip(back.Samples.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 0.51 / 32768));
        Assert.Equal([_folder.At("a.wav")], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void LoudSamples_AreClippedInFiles()
    {
        new Sound(8000, [2, -3, 0]).Save(_folder.At("a.wav"));
        Assert.Equal([32767 / 32768f, -1, 0], Sound.Load(_folder.At("a.wav")).Samples.ToArray());
    }

    /// <summary>What another program writes in each form is the same sound, to the step of the form.</summary>
    [Theory]
    [InlineData("pcm_u8", "wav", 1 / 100.0)]
    [InlineData("pcm_s16le", "wav", 1 / 30_000.0)]
    [InlineData("pcm_s24le", "wav", 1 / 30_000.0)]
    [InlineData("pcm_s32le", "wav", 1 / 30_000.0)]
    [InlineData("pcm_f32le", "wav", 1 / 30_000.0)]
    [InlineData("flac", "flac", 1 / 30_000.0)]
    [InlineData("libopus", "ogg", 0.2)]
    public async Task FormsOfOtherPrograms_AreRead(string encoder, string container, double tolerance)
    {
        var program = RequireFfmpeg(encoder);
        var sound = Tone(48_000, 9600);
        foreach (var channels in new[] { "mono|c0=c0", "stereo|c0=c0|c1=c0" })
        {
            var file = await program.RunAsync("test", ["-i", "pipe:0", "-c:a", encoder, "-af", $"pan={channels}", "-f", container, "pipe:1"], SoundFile.ToWav(sound), cancellation: TestContext.Current.CancellationToken);
            var back = SoundFile.Load(file, "a");
            Assert.Equal(48_000, back.SampleRate);
            Assert.InRange(back.ValueCount, 9600, 9600 + 960);
            var error = Math.Sqrt(Enumerable.Range(0, 9600).Average(i => Math.Pow(sound.Samples[i] - back.Samples[i], 2)));
            Assert.InRange(error, 0, tolerance);
        }
    }

    [Fact]
    public void FilesThatAreNone_AreRefused_ByName()
    {
        RequireFfmpeg("pcm_s16le");
        Assert.Equal("a.wav: the file is empty (0 bytes); use an intact copy of the file", Refused([]));
        Assert.StartsWith("a.wav: ", Refused("not a sound at all"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("there is no such file", Assert.Throws<SemComException>(() => Sound.Load(_folder.At("no.wav"))).Message, StringComparison.Ordinal);
        Assert.Contains("the ending must be .wav", Assert.Throws<SemComException>(() => Tone(8000, 10).Save(_folder.At("a.mp3"))).Message, StringComparison.Ordinal);
    }

    /// <summary>Each field of the head damaged: the file is refused or read as what it then says, never with another exception.</summary>
    [Fact]
    public void DamagedHeads_AreRefusedInOneLine()
    {
        var wav = SoundFile.ToWav(Tone(8000, 100));
        var refused = 0;
        for (var at = 4; at < 44; at++)
        {
            foreach (var value in new byte[] { 0, 1, 127, 255 })
            {
                var damaged = (byte[])wav.Clone();
                damaged[at] = value;
                try
                {
                    Assert.InRange(SoundFile.Load(damaged, "a.wav").ValueCount, 1, 200);
                }
                catch (SemComException e)
                {
                    refused++;
                    Assert.StartsWith("a.wav: ", e.Message, StringComparison.Ordinal);
                    Assert.DoesNotContain('\n', e.Message);
                }
            }
        }
        Assert.True(refused > 20);
        for (var length = 12; length < 46; length++)
            Assert.StartsWith("a.wav: ", Refused(wav[..Math.Min(length, 44)]), StringComparison.Ordinal);
    }

    /// <summary>A length that says more than there is, or all bits set as in a pipe, ends with the file.</summary>
    [Fact]
    public void UnknownLengths_EndWithTheFile()
    {
        var wav = SoundFile.ToWav(Tone(8000, 100));
        BinaryPrimitives.WriteUInt32LittleEndian(wav.AsSpan(40), uint.MaxValue);
        Assert.Equal(100, SoundFile.Load(wav, "a.wav").ValueCount);
    }

    private static string Refused(byte[] file) => Assert.ThrowsAny<SemComException>(() => SoundFile.Load(file, "a.wav")).Message;

    private static Sound Tone(int rate, int samples) => new(rate, [.. Enumerable.Range(0, samples).Select(n => (float)(0.5 * Math.Sin(n * 0.05) + 0.2 * Math.Sin(n * 0.13)))]);

    private static FfmpegProgram RequireFfmpeg(string encoder)
    {
        var program = FfmpegProgram.TryFind();
        Assert.SkipUnless(program?.HasEncoder(encoder) == true, $"needs ffmpeg with {encoder}");
        return program!;
    }
}
