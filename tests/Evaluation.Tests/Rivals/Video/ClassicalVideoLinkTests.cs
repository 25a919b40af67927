using SemCom.Evaluation.Rivals;

namespace SemCom.Evaluation.Tests.Rivals.Video;

/// <summary>Encoder and decoder that run while pictures come, over transports without symbols.</summary>
public sealed class ClassicalVideoLinkTests
{
    private const double Cbr = 1.0 / 16;

    private static readonly IReadOnlyList<Picture> Pictures = VideoFixture.Clip.Pictures;

    [Theory]
    [InlineData("h264")]
    [InlineData("h265")]
    public async Task EveryPicture_IsAnsweredWithItself_WithinTheChannelUses(string codec)
    {
        await using var link = Link(codec, 12.9);
        var (total, shown) = (0, new List<int>());

        for (var i = 0; i < Pictures.Count; i++)
        {
            var frame = await link.SendAsync(Pictures[i], i, Cancellation);
            Assert.False(frame.Lost, $"frame {i}");
            if (frame.ShownNumber is { } number)
            {
                shown.Add(number);
                Assert.True(VideoFixture.PsnrDb(Pictures[number], frame.Shown) > 22, $"frame {i}: {VideoFixture.PsnrDb(Pictures[number], frame.Shown):F1} dB");
                Assert.Equal(number, Enumerable.Range(0, Pictures.Count).MaxBy(j => VideoFixture.PsnrDb(Pictures[j], frame.Shown)));
            }
            Assert.Matches("^(qpsk|16qam|64qam|256qam)-0\\.[0-9]+ 1/1$", frame.Scheme);
            total += frame.Ledger.Total;
        }

        Assert.Equal(shown.Order(), shown);
        Assert.True(shown[^1] > Pictures.Count / 2, $"the last picture shown is {shown[^1]}");

        // What is behind at the end is at most a quarter of a second and one picture.
        Assert.InRange(total, 1, (Pictures.Count + 1 + 0.25 * 12) * Cbr * Pictures[0].ValueCount);
    }

    [Fact]
    public async Task LostFrames_LeaveThePictureStanding_AndTheStreamRecovers()
    {
        await using var link = Link("h264", 12.9);
        var before = await link.SendAsync(Pictures[0], 0, Cancellation);

        link.Change("awgn", -15, Cbr);
        var lost = await link.SendAsync(Pictures[1], 1, Cancellation);
        Assert.True(lost.Lost);
        Assert.Equal(before.Shown.Rgb.ToArray(), lost.Shown.Rgb.ToArray());

        link.Change("awgn", 12.9, Cbr);
        ClassicalFrame last = lost;
        for (var i = 2; i < 3000 && (last.Lost || last.ShownNumber is not >= 2 || VideoFixture.PsnrDb(Pictures[last.ShownNumber.Value % 12], last.Shown) < 22); i++)
        {
            await Task.Delay(10, Cancellation); // a new plan is made beside
            last = await link.SendAsync(Pictures[i % 12], i, Cancellation);
        }
        Assert.False(last.Lost);
    }

    [Fact]
    public async Task AnotherBandwidth_ChangesTheRate_AndTheStreamGoesOn()
    {
        await using var link = Link("h264", 12.9, patience: 0.3);
        var wide = await link.SendAsync(Pictures[0], 0, Cancellation);
        link.Change("awgn", 12.9, Cbr / 8);

        var narrow = new List<ClassicalFrame>();
        for (var i = 1; i < 40; i++)
            narrow.Add(await link.SendAsync(Pictures[i % 12], i, Cancellation));

        Assert.False(wide.Lost);
        Assert.Contains(narrow[^12..], frame => !frame.Lost);
        Assert.InRange(narrow[^24..].Average(frame => frame.Ledger.Total), 1, 1.3 * Cbr / 8 * Pictures[0].ValueCount);
        Assert.InRange(narrow[^1].ShownNumber!.Value, 33, 39); // a decoder is at most so late
    }

    [Fact]
    public async Task NothingFits_IsToldAndCharged()
    {
        await using var link = Link("h264", 12.9, 1.0 / 5000);

        var frame = await link.SendAsync(Pictures[0], 0, Cancellation);

        Assert.True(frame.Lost);
        Assert.Equal(("nothing fits", 3), (frame.Scheme, frame.Ledger.Total));
    }

    [Fact]
    public async Task Cancellation_StopsAtOnce_AndTheNextPictureGoesThrough()
    {
        await using var link = Link("h264", 12.9);
        await link.SendAsync(Pictures[0], 0, Cancellation);
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await link.SendAsync(Pictures[1], 1, cancel.Token));
        for (var i = 2; i < 5; i++)
            Assert.False((await link.SendAsync(Pictures[i], i, Cancellation)).Lost);
    }

    [Fact]
    public async Task AfterDisposing_NoProgramIsLeft_AndNothingIsSent()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("children are listed by /proc");
        var link = Link("h264", 12.9);
        await link.SendAsync(Pictures[0], 0, Cancellation);
        Assert.NotEmpty(Mine(link));
        var ids = Mine(link);

        await link.DisposeAsync();

        Assert.All(ids, id => Assert.False(Directory.Exists($"/proc/{id}")));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await link.SendAsync(Pictures[1], 1, Cancellation));
    }

    [Fact]
    public async Task WrongUse_IsRefused()
    {
        await using var link = Link("h264", 12.9);

        await Assert.ThrowsAsync<SemComException>(async () => await link.SendAsync(new Picture(8, 8, new byte[192]), 0, Cancellation));
        Assert.Throws<SemComException>(() => link.Change("awgn", 5, 0));
        Assert.Throws<SemComException>(() => link.Change("nowhere", 5, Cbr));
        Assert.Throws<SemComException>(() => ClassicalVideoLink.Create("vp9", "awgn", 5, Cbr, 96, 64, 25, 1));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ClassicalVideoLink Link(string codec, double snrDb, double cbr = Cbr, double patience = 1) => new(
        VideoFixture.Codec(codec), new RivalWorkbench(new FakeTransports(), new CacheFolder(null)), ClassicalVideoLink.Settings.Checked("awgn", snrDb, cbr), (VideoFixture.Width, VideoFixture.Height), 12, 1)
    { Patience = TimeSpan.FromSeconds(patience) };

    private static int[] Mine(ClassicalVideoLink link) => [.. link.ProgramIds];
}
