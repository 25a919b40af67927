namespace SemCom.Link.Tests;

/// <summary>What is said to matter arrives better, at the same channel uses.</summary>
public sealed class FocusTests
{
    /// <summary>Regions of 10 to 25 % of the picture gain at least 2 dB at CBR 1/48 and 4 dB, and nothing more is used.</summary>
    [Theory]
    [InlineData(96, 80, 272, 176)]
    [InlineData(400, 256, 320, 256)]
    [InlineData(0, 0, 256, 160)]
    public async Task Regions_GainTwoDecibels_AtTheSameUses(int x, int y, int width, int height)
    {
        var box = new PictureBox(x, y, width, height);
        var plain = await Send(null);
        var focused = await Send(PictureFocus.In(box));
        var region = RegionMask.FromBox(TestLink.Harbour.Width, TestLink.Harbour.Height, box);
        var before = RegionQuality.PsnrDb(TestLink.Harbour, plain.Picture, region)!.Value;

        Assert.InRange(region.Share, 0.1, 0.25);
        Assert.InRange(focused.Quality.PsnrInsideDb!.Value - before, 2, 12);
        Assert.InRange(focused.Ledger.Total, 0.99 * plain.Ledger.Total, plain.Ledger.Total);
        Assert.True(focused.Quality.PsnrOutsideDb < RegionQuality.PsnrDb(TestLink.Harbour, plain.Picture, region, inside: false));
        Assert.Equal(region.Share, focused.Quality.FocusShare);
        Assert.Null(plain.Quality.FocusShare);
    }

    [Fact]
    public async Task MoreWeight_MeansMoreInside()
    {
        var gains = new List<double>();
        foreach (var weight in new[] { 2.0, 8, 64 })
            gains.Add((await Send(PictureFocus.In(new PictureBox(96, 80, 272, 176)) with { Weight = weight })).Quality.PsnrInsideDb!.Value);
        Assert.True(gains[0] + 0.3 < gains[1] && gains[1] + 0.3 < gains[2], string.Join(' ', gains));
    }

    /// <summary>Fading, a lost frame, sizes that are no multiple of a patch.</summary>
    [Theory]
    [InlineData("rayleigh", 12, 97, 61)]
    [InlineData("tdl-c:ds=300ns,fd=50Hz", 12, 200, 120)]
    [InlineData("awgn", -15, 96, 64)]
    public async Task Frames_AreReadOrLost_OverAnyChannelAndSize(string channel, double snrDb, int width, int height)
    {
        var picture = TestLink.Mirrored(TestLink.Harbour, width, height);
        var result = await TestLink.Send(picture, o => o.Channel(channel, snrDb).Bandwidth(1 / 6.0).Seed(2).Focus(PictureFocus.In(new PictureBox(width / 3, height / 3, width / 3, height / 3))));
        Assert.Equal((width, height), (result.Picture.Width, result.Picture.Height));
        Assert.NotNull(result.Quality.PsnrInsideDb);
        Assert.Equal(snrDb < 0, result.Lost);
    }

    [Fact]
    public async Task BadInput_IsRefused()
    {
        await Error(PictureFocus.In(new PictureBox(700, 0, 100, 100)), "700,0,100,100", "768x512");
        await Error(PictureFocus.In(new PictureBox(0, 0, 768, 512)), "whole");
        await Error(PictureFocus.On(RegionMask.FromBox(10, 10, new PictureBox(0, 0, 5, 5))), "768x512", "10x10");
        await Error(PictureFocus.On(RegionMask.FromPixels(768, 512, new bool[768 * 512])), "empty");
        var digital = await Assert.ThrowsAsync<SemComException>(() => TestLink.Send(TestLink.Crop, o => o.Mode(LinkMode.Digital).Focus(PictureFocus.In(new PictureBox(0, 0, 8, 8)))));
        Assert.Contains("analog", digital.Message, StringComparison.Ordinal);
        using var transmitter = SemanticTransmitter.Load("image-linear");
        var size = Assert.Throws<SemComException>(() => transmitter.Encode(TestLink.Crop, new LinkPlan(1 / 6.0, 10) { Weights = RegionWeights.FromValues(2, 1, [1, 2]) }));
        Assert.Contains("96x64", size.Message, StringComparison.Ordinal);
    }

    private static Task<SendResult> Send(PictureFocus? focus) => TestLink.Send(TestLink.Harbour, o => o.Channel("awgn", 4).Bandwidth(1 / 48.0).Focus(focus));

    private static async Task Error(PictureFocus focus, params string[] parts)
    {
        var message = (await Assert.ThrowsAsync<SemComException>(() => Send(focus))).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
