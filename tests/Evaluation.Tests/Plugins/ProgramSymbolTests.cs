namespace SemCom.Evaluation.Tests.Plugins;

public sealed class ProgramSymbolTests : IDisposable
{
    private const string Good = "{ 'kind': 'program', 'encoder': 'bash encode.sh {in} {max-symbols} {symbols}', 'decoder': 'bash decode.sh {received} {noise} {out}' }";

    private readonly PluginFolder _folder = new();

    public ProgramSymbolTests()
    {
        _folder.AddSymbols("all.f32", [.. PluginFolder.Gaussian(2000).Select(s => s * 3)]);
        _folder.Files.AddText("encode.sh", "head -c $((8 * $2)) all.f32 > \"$3\"");
        _folder.Files.AddText("decode.sh", "cp \"$1\" received.f32; cp \"$2\" noise.f32; cp stripes.png \"$3\"");
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// The decoder's files: symbols scaled to unit power, N0 = 0.1 away from those sent. The mean of 512 exponential variables deviates by 4.4 %, the gain adds at most a few
    /// per cent; the bound is 25 %. The stated noise comes from 64 known symbols, 12.5 %; the bound is 50 %.
    /// </summary>
    [Fact]
    public async Task ReceivedSymbols_AreThoseSentWithN0()
    {
        var result = await _folder.Send(_folder.System(Good));

        var sent = PluginFolder.Gaussian(512);
        var scale = (float)(1 / Math.Sqrt(sent.Average(s => (double)s.Power)));
        var (received, noise) = (_folder.Floats("received.f32"), _folder.Floats("noise.f32"));
        Assert.Equal((1024, 512), (received.Length, noise.Length));
        var error = sent.Select((s, i) => (double)(s * scale - new Complex32(received[2 * i], received[2 * i + 1])).Power).Average();
        Assert.InRange(error, 0.075, 0.125);
        Assert.InRange(noise.Average(), 0.05, 0.15);
        Assert.Equal(new UsesRecord(576, 512, 0, 64, 0, 0), result.Quality.Uses);
        Assert.Equal(("mine", "analog", 0.5, false), (result.Quality.System, result.Quality.Mode, result.Quality.Cbr, result.Quality.Lost));
        Assert.Null(result.Quality.PsnrDb); // the decoder's picture is the original
        Assert.Contains("mine: frames have no header: picture size and number of symbols are taken as known at the receiver", result.Notices);
    }

    [Fact]
    public async Task FewerSymbols_CostLess()
    {
        _folder.Files.AddText("encode.sh", "head -c 800 all.f32 > \"$3\"");

        Assert.Equal(new UsesRecord(164, 100, 0, 64, 0, 0), (await _folder.Send(_folder.System(Good))).Quality.Uses);
    }

    [Fact]
    public async Task Npy_IsSpokenBothWays()
    {
        await _folder.Send(_folder.System(Good));
        var raw = _folder.Floats("received.f32");
        File.WriteAllBytes(_folder.Files["all.npy"], SemCom.Evaluation.Plugins.SymbolFile.Write([.. PluginFolder.Gaussian(512).Select(s => s * 3)], npy: true));
        _folder.Files.AddText("encode.sh", "cp all.npy \"$3\"");

        await _folder.Send(_folder.System(Good.Replace("{ 'kind'", "{ 'format': 'npy', 'kind'", StringComparison.Ordinal)));

        var received = SemCom.Evaluation.Plugins.SymbolFile.Read(File.ReadAllBytes(_folder.Files["received.f32"]));
        Assert.Equal(raw, received.SelectMany(s => new[] { s.Real, s.Imaginary }));
    }

    [Fact]
    public async Task Placeholders_AreFilledIn()
    {
        _folder.Files.AddText("encode.sh", "echo \"$*\" > told.txt; head -c 80 all.f32 > \"$1\"");
        var system = _folder.System("{ 'kind': 'program', 'encoder': 'bash encode.sh {symbols} {in} \\u0022{snr-db} dB\\u0022 {cbr} {channel} {width}x{height} {seed}', "
            + "'decoder': 'bash decode.sh {received} {noise} {out}' }");

        await _folder.Send(system, PluginFolder.Conditions with { PlanSnrDb = 7.5 });
        var first = await File.ReadAllTextAsync(_folder.Files["told.txt"], TestContext.Current.CancellationToken);
        await _folder.Send(system, PluginFolder.Conditions with { PlanSnrDb = 7.5, Seed = 2 });
        var second = await File.ReadAllTextAsync(_folder.Files["told.txt"], TestContext.Current.CancellationToken);

        Assert.Contains("in.png 7.5 dB 0.5 awgn 24x16 ", first, StringComparison.Ordinal);
        Assert.NotEqual(first.Split(' ')[^1], second.Split(' ')[^1]); // the seed
    }

    [Theory]
    [InlineData("cp all.f32 \"$3\"", "mine: the encoder may make at most 512 symbols, which with preamble and pilots are 576 channel uses (was 2000 symbols, 2064 uses, CBR 1.791667); make fewer or allow a larger CBR")]
    [InlineData("echo one >&2; echo 'ValueError: no picture' >&2; exit 3", "mine: the encoder failed on stripes.png with exit code 3 (ValueError: no picture); run it by hand in *: bash encode.sh {in} {max-symbols} {symbols}")]
    [InlineData("exit 4", "mine: the encoder failed on stripes.png with exit code 4, without a word; run it by hand in *: bash encode.sh {in} {max-symbols} {symbols}")]
    [InlineData("true", "mine: the encoder must write {symbols} and did not on stripes.png, without a word; run it by hand in *: bash encode.sh {in} {max-symbols} {symbols}")]
    [InlineData("printf abc > \"$3\"", "mine: the encoder's {symbols} must be float32 pairs, 8 bytes a symbol (has 3 bytes); write little-endian float32 I, Q, I, Q, … or .npy of complex64")]
    [InlineData("true > \"$3\"", "mine: symbols: at least one is needed (there is none); write some")]
    public async Task AFailingEncoder_IsNamed(string script, string message)
    {
        _folder.Files.AddText("encode.sh", script);

        Assert.Equal(message.Replace("*", _folder.Files.Path, StringComparison.Ordinal), await Refused());
    }

    [Fact]
    public async Task AnEncoderThatHangs_IsEnded()
    {
        _folder.Files.AddText("encode.sh", "sleep 600");

        Assert.StartsWith("mine: the encoder must finish within 0.5 s and did not on stripes.png; raise \"timeout-seconds\" in ",
            await Refused("{ 'timeout-seconds': 0.5, 'kind'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADecodersPictureOfAnotherSize_IsNamed()
    {
        _folder.Files.AddPicture("small.png", width: 12, height: 8);
        _folder.Files.AddText("decode.sh", "cp small.png \"$3\"");

        Assert.Equal("mine: the decoder's {out} must have the size of stripes.png, 24x16 (was 12x8); write it at the original's size", await Refused());
    }

    [Fact]
    public async Task ADecodersFileThatIsNoPicture_IsNamed()
    {
        _folder.Files.AddText("decode.sh", "echo nothing > \"$3\"");

        Assert.StartsWith("mine: the decoder's {out} on stripes.png cannot be used (out.png: not a picture of a known format;", await Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADecoder_DoesNotSeeWhatItsEncoderWasGiven()
    {
        _folder.Files.AddText("decode.sh", "ls \"$(dirname \"$3\")\" > seen.txt; cp stripes.png \"$3\"");

        await _folder.Send(_folder.System(Good));

        Assert.Equal("noise.f32\nreceived.f32\n", await File.ReadAllTextAsync(_folder.Files["seen.txt"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AFailingPicture_IsLeftOutAndTheOthersAreSent()
    {
        var sources = PictureInput.Find([_folder.Files.AddPicture("a.png"), _folder.Files.AddPicture("b.png", 1)]);
        _folder.Files.AddText("encode.sh", "cmp -s \"$1\" a.png && exit 9; head -c 80 all.f32 > \"$3\"");
        _folder.Files.AddText("decode.sh", "cp b.png \"$3\"");
        var plan = new SweepPlan { Sources = sources, Cells = SweepPlan.Grid([_folder.System(Good)], ["awgn"], [0.5], [5, 10]) };

        var result = await new Sweep(plan).RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.All(result.Records, r => Assert.Equal("b.png", r.Source));
        var left = Assert.Single(result.LeftOut);
        Assert.Equal(("a.png", 2), (left.Source, left.Transmissions));
        Assert.StartsWith("mine: the encoder failed on a.png with exit code 9", left.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AResumedSweep_RefusesAChangedProgram()
    {
        var sources = PictureInput.Find([_folder.Files["stripes.png"]]);
        SweepFingerprint Fingerprint() => SweepFingerprint.Of(new SweepPlan { Sources = sources, Cells = SweepPlan.Grid([_folder.System(Good)], ["awgn"], [0.5], [5]) });
        SweepFolder.Open(_folder.Files["out"], Fingerprint()).Dispose();
        SweepFolder.Open(_folder.Files["out"], Fingerprint()).Dispose();
        _folder.Files.AddText("decode.sh", "exit 1");

        var error = Assert.Throws<SemComException>(() => SweepFolder.Open(_folder.Files["out"], Fingerprint()));

        Assert.Contains("another sweep (system 1 was mine plugin ", error.Message, StringComparison.Ordinal);
    }

    private async Task<string> Refused(string start = "{ 'kind'") => (await Assert.ThrowsAsync<SemComException>(() =>
        _folder.Send(_folder.System(Good.Replace("{ 'kind'", start, StringComparison.Ordinal))))).Message;
}
