using SemCom.Evaluation.Rivals;

namespace SemCom.Evaluation.Tests.Rivals;

public sealed class RivalSystemTests
{
    private static readonly LinkConditions Conditions = new() { Channel = "awgn", SnrDb = 8, Cbr = 1.0 / 10 };

    [Theory]
    [InlineData("jpeg:mcs=8psk-1/2", "mcs must be a constellation (qpsk, 16qam, 64qam, 256qam) and a code rate (was '8psk-1/2'); write for example mcs=16qam-2/3")]
    [InlineData("jpeg:mcs=qpsk-3/2", "code rate of mcs must be between 0.02 and 0.95 (was 1.5); choose for example 2/3")]
    [InlineData("jpeg:quality=5", "--systems: parameters of jpeg must be mcs=CONSTELLATION-RATE, resize=on or resize=off, and modem=nr or modem=tokens, each once (was 'quality=5'); write for example jpeg:mcs=16qam-2/3,resize=off")]
    [InlineData("jpeg:resize=off,resize=on", "(was 'resize=on')")]
    public void BadParameters_AreRefused(string name, string message)
    {
        var parts = name.Split(':');

        var error = Assert.Throws<SemComException>(() => RivalSystems.Create(parts[0], parts[1], Bench()));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IntactPicture_HasTheQualityOfItsCodestream()
    {
        RivalFixture.Codec("webp");
        var result = await Send("webp", null, Conditions);

        Assert.False(result.Quality.Lost);
        Assert.Equal("digital", result.Quality.Mode);
        Assert.InRange(result.Quality.Cbr, 0.09, 0.1);
        Assert.True(result.Quality.PsnrDb > 25);
    }

    [Fact]
    public async Task BelowThePlannedSnr_ThePictureIsConcealedAndMarkedLost()
    {
        RivalFixture.Codec("hevc");
        var planned = Conditions with { SnrDb = 5, PlanSnrDb = 8 };

        var result = await Send("hevc", null, planned);
        var intact = await Send("hevc", null, Conditions);

        Assert.True(result.Quality.Lost);
        Assert.Equal((5, 3, 5, 0), (result.Quality.Blocks, result.Quality.BlocksLost, intact.Quality.Blocks, intact.Quality.BlocksLost));
        Assert.Equal(intact.Quality.Model, result.Quality.Model); // the same plan
        Assert.InRange(result.Quality.PsnrDb!.Value, RivalFixture.Picture.GreyPsnrDb - 0.5, intact.Quality.PsnrDb!.Value - 1);
    }

    [Fact]
    public async Task AboveThePlannedSnr_NothingIsGained()
    {
        RivalFixture.Codec("webp");
        var planned = await Send("webp", null, Conditions);
        var better = await Send("webp", null, Conditions with { SnrDb = 20, PlanSnrDb = 8 });

        Assert.Equal((planned.Quality.PsnrDb, planned.Quality.Model), (better.Quality.PsnrDb, better.Quality.Model));
    }

    [Fact]
    public async Task AFixedMcs_IsKept()
    {
        RivalFixture.Codec("webp");
        var result = await Send("webp", "mcs=16qam-1/2,resize=off", Conditions);

        Assert.Equal("webp:mcs=16qam-1/2,resize=off", result.Quality.System);
        Assert.Equal("webp 16qam-0.479 1/1", result.Quality.Model);
    }

    [Fact]
    public async Task NoCodestreamSmallEnough_IsALostFrame()
    {
        RivalFixture.Codec("jpeg");
        var result = await Send("jpeg", null, Conditions with { Cbr = 1.0 / 1000 });

        Assert.True(result.Quality.Lost);
        Assert.Equal(RivalFixture.Picture.GreyPsnrDb, result.Quality.PsnrDb!.Value, 1e-9);
        Assert.Contains("no codestream is small enough", Assert.Single(result.Notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rayleigh", 8, 9216)]
    [InlineData("awgn", 13, 5000)]
    [InlineData("awgn", 22, 14000)]
    public void DigitalBest_IsAsGoodAsEachCodec(string channel, double snrDb, int channelUses)
    {
        RivalFixture.NeedAll();
        var bench = new RivalWorkbench(new FakeTransports(), new CacheFolder(null), RivalFixture.Ladder);
        var planner = new RivalPlanner(bench, new RivalOptions(null, Resize: true));
        var point = new LinkPoint(channel, snrDb, false, channelUses);
        double ExpectedDb(IReadOnlyList<RivalCodec> codecs) => planner.Plan(RivalFixture.Picture, codecs, point) is { } plan
            ? bench.Adaptation.ExpectedPsnrDb(point, plan.Mcs, bench.Ladder.PsnrDb(RivalFixture.Picture, plan.Rung), RivalFixture.Picture.GreyPsnrDb)
            : 0;

        var best = ExpectedDb(RivalCodecs.All);

        Assert.All(RivalCodecs.All, codec => Assert.True(best >= ExpectedDb([codec]) - RateSearch.HopelessDb, codec.Name));
    }

    [Fact]
    public async Task OneAndFourWorkers_GiveTheSameRecords()
    {
        RivalFixture.Codec("webp");
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 2; i++)
            folder.AddPicture($"p{i}.png", i, 64, 48);
        Task<SweepResult> Run(int workers) => new Sweep(new SweepPlan
        {
            Sources = PictureInput.Find([folder.Path]),
            Cells = SweepPlan.Grid([RivalSystems.Create("webp", "resize=off", new RivalWorkbench(new FakeTransports(), new CacheFolder(null)))], ["rayleigh"], [0.2], [3, 12]),
            Seeds = 2,
        })
        { Workers = workers }.RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        var (one, four) = (await Run(1), await Run(4));

        Assert.Equal(one.Records.Select(WithoutTimes), four.Records.Select(WithoutTimes));
        Assert.Equal(8, one.Records.Count);
    }

    [Fact]
    public async Task NoRoomForOneByte_IsALostFrame_ThatIsCharged()
    {
        RivalFixture.Codec("jpeg");

        var result = await Send("jpeg", null, Conditions with { Cbr = 1.0 / 2300 });

        Assert.True(result.Quality.Lost);
        Assert.Equal(40, result.Quality.Uses.Total);
        Assert.Equal((0, 0), (result.Quality.Blocks, result.Quality.BlocksLost));
    }

    [Fact]
    public void Registry_NamesWhatItKnows()
    {
        var error = Assert.Throws<SemComException>(() => SystemRegistry.Default.Create("jpg", new SystemOptions()));

        Assert.StartsWith("--systems: unknown system 'jpg'; known are semantic, linear, jpeg, jpeg2000, webp, hevc, av1, digital-best", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SystemsWithoutParameters_RefuseThem()
    {
        var error = Assert.Throws<SemComException>(() => SystemRegistry.Default.Create("linear:mcs=qpsk-1/2", new SystemOptions()));

        Assert.Equal("--systems: linear must have no parameters (was 'linear:mcs=qpsk-1/2'); write linear alone", error.Message);
    }

    [Fact]
    public void SemanticSystem_TakesItsModel_AndNothingElse()
    {
        var system = SystemRegistry.Default.Create("semantic:model=image-linear", new SystemOptions());
        Assert.Equal("semantic:model=image-linear", system.Name);
        Assert.Equal(SystemRegistry.Default.Create("linear", new SystemOptions()).Identity, system.Identity);

        var error = Assert.Throws<SemComException>(() => SystemRegistry.Default.Create("semantic:mcs=qpsk-1/2", new SystemOptions()));
        Assert.Equal("--systems: parameters of semantic must be model=ID, mode=analog, mode=digital or mode=generative, margin=X in dB, estimator=KIND of ls, lmmse-robust, lmmse-sample, lmmse-flat, diffusion, diffusion-sampled, refine=on or refine=off, focus=auto or focus=X/Y/WIDTH/HEIGHT in pixels, focus-db=X up to 21, and knowledge=on or knowledge=closed-form, each once (was 'mcs=qpsk-1/2'); "
            + "write for example semantic:model=image-live,margin=4dB", error.Message);
        Assert.Equal("semantic:mode=digital", SystemRegistry.Default.Create("semantic", new SystemOptions { Mode = LinkMode.Digital }).Name);
        Assert.Equal("semantic:mode=generative", SystemRegistry.Default.Create("semantic:mode=Generative", new SystemOptions()).Name);
        Assert.Equal("semantic:margin=3dB", SystemRegistry.Default.Create("semantic", new SystemOptions { MarginDb = 3 }).Name);
        Assert.Equal("semantic:estimator=ls", SystemRegistry.Default.Create("semantic:estimator=LS", new SystemOptions()).Name);
        Assert.Equal("semantic:margin=2.5dB", SystemRegistry.Default.Create("semantic:margin=2.5", new SystemOptions()).Name);
        Assert.Equal("semantic:focus=1/2/30/40,focus-db=6", SystemRegistry.Default.Create("semantic:focus=1/2/30/40,focus-db=6dB", new SystemOptions()).Name);
        Assert.Equal("semantic:knowledge=on", SystemRegistry.Default.Create("semantic:knowledge=on", new SystemOptions()).Name);
        Assert.Equal("semantic:knowledge=closed-form", SystemRegistry.Default.Create("semantic:knowledge=closed-form", new SystemOptions()).Name);
        Assert.Equal("semantic:focus=auto", SystemRegistry.Default.Create("semantic:focus=auto", new SystemOptions()).Name);
        Assert.Contains("needs a focus", Assert.Throws<SemComException>(() => SystemRegistry.Default.Create("semantic:focus-db=6", new SystemOptions())).Message, StringComparison.Ordinal);
    }

    private static QualityRecord WithoutTimes(QualityRecord record) => record with { EncodeMs = 0, ChannelMs = 0, DecodeMs = 0 };

    private static RivalWorkbench Bench() => new(new FakeTransports(), new CacheFolder(null), RivalFixture.Ladder);

    private static ValueTask<SystemResult> Send(string name, string? parameters, LinkConditions conditions) =>
        RivalSystems.Create(name, parameters, Bench()).SendAsync(RivalFixture.Picture.Picture, conditions, TestContext.Current.CancellationToken);
}
