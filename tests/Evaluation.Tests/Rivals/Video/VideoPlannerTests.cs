using SemCom.Evaluation.Rivals;

namespace SemCom.Evaluation.Tests.Rivals.Video;

/// <summary>Rates, plans and whole transmissions, over transports without symbols.</summary>
public sealed class VideoPlannerTests
{
    private static readonly LinkConditions Conditions = new() { Channel = "awgn", SnrDb = 10, Cbr = 1.0 / 24, Metrics = PictureMetrics.Pixels };

    private static readonly VideoPictures Video = new(VideoFixture.Clip.Pictures, VideoFixture.Clip.FramesPerSecond);

    [Fact]
    public void SearchesForDifferentBudgets_MeetAtTheSameRungs()
    {
        for (var low = 0; low < 83; low++)
        {
            for (var high = low + 1; high <= 83; high++)
                Assert.InRange(VideoRates.Middle(low, high), low, high - 1);
        }
        Assert.Equal(64, VideoRates.Middle(0, 83));
        Assert.Equal(64, VideoRates.Middle(40, 83));
        Assert.Equal(32, VideoRates.Middle(0, 64));
        Assert.Equal(80, VideoRates.Middle(65, 83));
    }

    [Fact]
    public void FramesOfAPlan_KeepTheBudget_AndTheBuffer()
    {
        var codec = VideoFixture.Codec("h264");
        var (bench, transports) = Bench();
        var point = new VideoPoint(new LinkPoint("awgn", 10, false, 900), 0.25);
        var sizes = new FrameSizes(transports.Create("awgn", 10, false), 10);
        var mcs = McsLadder.All.First(m => m.BitsPerSymbol > 1.4);

        var plan = new VideoRates(VideoFixture.Ladder).Finest(codec, VideoFixture.Clip, VideoFixture.Coding, new VideoMcs(mcs, mcs), point, sizes)!;
        var finer = VideoFixture.Ladder.Encode(codec, VideoFixture.Clip, VideoFixture.Coding, plan.Quality + 1);

        Assert.InRange(plan.Uses.Sum(), 1, 900 * plan.Uses.Count);
        var behind = 0.0;
        foreach (var uses in plan.Uses)
        {
            behind = Math.Max(0, behind + uses - 900);
            Assert.InRange(behind, 0, 0.25 * 12 * 900);
        }
        Assert.All(plan.Uses.Zip(plan.Video.Messages), pair => Assert.True(sizes.BytesFor(mcs, pair.First) >= pair.Second.Length));
        Assert.Null(VideoRates.Fit(codec, finer, VideoFixture.Clip, new VideoMcs(mcs, mcs), point, sizes));
        Assert.NotNull(bench);
    }

    [Fact]
    public async Task BetterChannel_IsUsedForAFinerPicture_WithinTheSameChannelUses()
    {
        VideoFixture.Codec("h264");
        var system = System("h264", new FakeTransports());

        var low = await system.SendAsync(Video, Conditions with { SnrDb = 2 }, Cancellation);
        var high = await system.SendAsync(Video, Conditions with { SnrDb = 14 }, Cancellation);

        Assert.All(new[] { low, high }, result =>
        {
            Assert.InRange(result.Quality.Cbr, 0.7 / 24, 1.0 / 24);
            Assert.Equal((12, 0), (result.Quality.Video!.Frames, result.Quality.Video.FramesLost));
            Assert.Equal("video", result.Quality.Modality);
        });
        Assert.True(high.Quality.PsnrDb > low.Quality.PsnrDb + 3, $"{low.Quality.PsnrDb:F1} and {high.Quality.PsnrDb:F1} dB");
        Assert.Equal(VideoQuality.Compare(Video.Pictures, high.Shown).PsnrDb, high.Quality.PsnrDb);
    }

    [Fact]
    public async Task BelowThePlannedSnr_FramesAreLost_AndThePictureStands()
    {
        VideoFixture.Codec("h264");
        var system = System("h264", new FakeTransports());

        var result = await system.SendAsync(Video, Conditions with { SnrDb = 0, PlanSnrDb = 10 }, Cancellation);

        Assert.Equal(12, result.Quality.Video!.FramesLost);
        Assert.True(result.Quality.Lost);
        Assert.All(result.Shown, picture => Assert.True(picture.Rgb.ToArray().All(value => value == 128)));
    }

    [Fact]
    public async Task SameSeed_SameResult_AndEachFrameMeetsItsOwnRealization()
    {
        VideoFixture.Codec("h264");
        var transports = new FakeTransports();
        var system = System("h264", transports);
        await system.SendAsync(Video, Conditions with { Channel = "rayleigh", SnrDb = 12 }, Cancellation); // plans
        transports.Sent.Clear();

        var first = await system.SendAsync(Video, Conditions with { Channel = "rayleigh", SnrDb = 12, Seed = 4, Frame = 1 << 20 }, Cancellation);
        var sent = transports.Sent.Select(s => (s.Realization.Seed, s.Realization.Frame)).Order().ToList();
        var second = await system.SendAsync(Video, Conditions with { Channel = "rayleigh", SnrDb = 12, Seed = 4, Frame = 1 << 20 }, Cancellation);

        Assert.Equal(Enumerable.Range(0, 12).Select(i => (4UL, (1UL << 20) + (ulong)i)), sent);
        Assert.Equal(first.Quality.PsnrDb, second.Quality.PsnrDb);
        Assert.Equal(first.Shown.Select(p => p.Rgb.ToArray()), second.Shown.Select(p => p.Rgb.ToArray()));
    }

    [Fact]
    public async Task NothingSmallEnough_IsChargedAndGrey()
    {
        VideoFixture.Codec("h264");
        var system = System("h264", new FakeTransports());

        var result = await system.SendAsync(Video, Conditions with { Cbr = 1.0 / 400 }, Cancellation);

        Assert.True(result.Quality.Lost);
        Assert.Contains("no encoding is small enough", Assert.Single(result.Notices), StringComparison.Ordinal);
        Assert.Equal(12 * (int)(VideoFixture.Clip.Pictures[0].ValueCount / 400.0), result.Quality.Uses.Total);
    }

    [Fact]
    public async Task Pictures_AreRefused()
    {
        VideoFixture.Codec("h264");

        var error = await Assert.ThrowsAsync<SemComException>(async () => await System("h264", new FakeTransports()).SendAsync(Video.Pictures[0], Conditions, Cancellation));

        Assert.StartsWith("--systems: h264 needs videos", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("--systems: h264 needs videos", Assert.Throws<SemComException>(() => SystemRegistry.Default.Create("h264", new SystemOptions())).Message, StringComparison.Ordinal);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ClassicalVideoSystem System(string codec, FakeTransports transports)
    {
        var (bench, _) = Bench(transports);
        return new ClassicalVideoSystem(VideoCodec.Find(codec), bench, new VideoPlanner(bench, VideoFixture.Ladder));
    }

    private static (RivalWorkbench Bench, FakeTransports Transports) Bench(FakeTransports? transports = null)
    {
        transports ??= new FakeTransports();
        return (new RivalWorkbench(transports, new CacheFolder(null)), transports);
    }
}
