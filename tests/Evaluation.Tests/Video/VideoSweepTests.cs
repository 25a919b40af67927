using System.Globalization;
using SemCom.Evaluation.Tests.Rivals.Video;
using SemCom.Runtime.Media;

namespace SemCom.Evaluation.Tests.Video;

/// <summary>Videos as sources of sweeps.</summary>
public sealed class VideoSweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EachVideo_IsOneSource_WithARecordForEachPointAndSeed()
    {
        await WriteAsync("a.y4m", 5);
        await WriteAsync("b.y4m", 3);
        var frames = new System.Collections.Concurrent.ConcurrentBag<(ulong Seed, ulong Frame)>();
        var system = new FakeSystem { Before = (_, conditions) => frames.Add((conditions.Seed, conditions.Frame)) };
        var plan = new SweepPlan { Sources = PictureInput.Find([_folder.Path]), Cells = SweepPlan.Grid([system], ["awgn"], [0.0625], [4.0]), Seeds = 2 };

        var result = await new Sweep(plan).RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["a.y4m", "a.y4m", "b.y4m", "b.y4m"], result.Records.Select(r => r.Source));
        Assert.All(result.Records, r => Assert.Equal("video", r.Modality));
        Assert.Equal([5, 5, 3, 3], result.Records.Select(r => r.Video!.Frames));
        ulong[] expected = [0, 1, 2, 3, 4, SweepPlan.FramesOfVideo, SweepPlan.FramesOfVideo + 1, SweepPlan.FramesOfVideo + 2];
        Assert.Equal(expected.SelectMany(f => new[] { (1UL, f), (2UL, f) }).Order(), frames.Order());
        Assert.All(result.Records, r => Assert.True(r.Video!.MeanFramePsnrDb >= r.PsnrDb - 1e-6));
        Assert.Equal(0, Assert.Single(result.Means).LossRate);
        Assert.Contains("meanFramePsnrDb", ResultsCsv.Write(result.Records), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PictureSystem_FreezesWhereAFrameIsLost_AndLossesAreSharesOfFrames()
    {
        await WriteAsync("a.y4m", 6);
        var system = new SometimesLost();
        var plan = new SweepPlan { Sources = PictureInput.Find([_folder["a.y4m"]]), Cells = SweepPlan.Grid([system], ["awgn"], [0.0625], [4.0]) };

        var result = await new Sweep(plan).RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        var record = Assert.Single(result.Records);
        Assert.Equal(new VideoRecord(6, 2) { MeanFramePsnrDb = record.Video!.MeanFramePsnrDb, TemporalPsnrDb = record.Video.TemporalPsnrDb, RepeatedFrames = 2, LongestFreeze = 2 }, record.Video);
        Assert.False(record.Lost);
        Assert.Equal(0.3333, result.Means[0].LossRate);
    }

    [Fact]
    public async Task PicturesAndVideos_CannotBeMixed()
    {
        await WriteAsync("a.y4m", 2);
        var picture = _folder.AddPicture("b.png");

        var error = Assert.Throws<SemComException>(() => PictureInput.Find([_folder["a.y4m"], picture]));

        Assert.Equal("--input: all must be pictures, all videos or all sounds (was a.y4m and b.png); evaluate them one after the other", error.Message);
        Assert.Equal(["b.png"], PictureInput.Find([_folder.Path]).Select(p => p.Name)); // a folder's pictures go first
    }

    [Fact]
    public async Task DamagedVideo_IsLeftOut_WithItsReason()
    {
        await WriteAsync("a.y4m", 2);
        await WriteAsync("b.y4m", 3);
        var bytes = File.ReadAllBytes(_folder["b.y4m"]);
        File.WriteAllBytes(_folder["b.y4m"], bytes[..^10]);
        var plan = new SweepPlan { Sources = PictureInput.Find([_folder.Path]), Cells = SweepPlan.Grid([new FakeSystem()], ["awgn"], [0.0625], [4.0]) };

        var result = await new Sweep(plan).RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("a.y4m", Assert.Single(result.Records).Source);
        Assert.Contains("cut short within a frame", Assert.Single(result.LeftOut).Reason, StringComparison.Ordinal);
    }

    private async Task WriteAsync(string name, int frames)
    {
        await using var writer = VideoWriter.Create(_folder[name], 32, 24, 12);
        foreach (var picture in VideoFixture.Moving(32, 24, frames))
            await writer.AddAsync(picture, TestContext.Current.CancellationToken);
        await writer.CompleteAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Loses the third and the fourth frame.</summary>
    private sealed class SometimesLost : ISystem
    {
        private readonly FakeSystem _inner = new();

        public string Name => "sometimes";

        public string Identity => "1";

        public async ValueTask<SystemResult> SendAsync(Picture picture, LinkConditions conditions, CancellationToken cancellationToken)
        {
            var result = await _inner.SendAsync(picture, conditions, cancellationToken);
            return result with { Quality = result.Quality with { Lost = conditions.Frame is 2 or 3, Model = conditions.Frame.ToString(CultureInfo.InvariantCulture) } };
        }
    }
}
