using System.Net;
using System.Net.WebSockets;
using SemCom.Core.Tests.Quality;

namespace SemCom.Studio.Tests.Api;

public class StreamTests(SharedStudio shared) : IClassFixture<SharedStudio>
{
    private const string Small = "waves.png";

    [Fact]
    public async Task Viewer_SeesPicturesAndWhatTheyCost()
    {
        var studio = shared.Studio;
        await using var viewer = await Viewer.OpenAsync(studio);
        Assert.Equal(32, viewer.Session.Length);
        await viewer.NextAsync("state");
        await viewer.SendAsync(("t", "set"), ("snrDb", 12), ("channel", "awgn"), ("cbr", 0.05), ("classical", "off"));
        Assert.Equal(12.0, (await viewer.NextAsync("state"))["snrDb"]);
        await viewer.SendAsync(("t", "start"), ("source", Small));
        var frame = await viewer.NextAsync("frame");
        while ((string)frame["outcome"]! != "shown")
            frame = await viewer.NextAsync("frame");
        Assert.Equal((96L, 64L), ((long)frame["w"]!, (long)frame["h"]!));
        Assert.Equal((96, 64), Size((byte[])frame["original"]!));
        Assert.Equal((96, 64), Size((byte[])frame["semantic"]!));
        Assert.InRange((long)((Dictionary<string, object?>)frame["ledger"]!)["total"]!, 1, 96 * 64 * 3 / 4);
        Assert.Equal(0, ((byte[])frame["constellation"]!).Length % 8);
    }

    [Fact]
    public async Task WrongCommand_IsExplained_AndTheSessionGoesOn()
    {
        var studio = shared.Studio;
        await using var viewer = await Viewer.OpenAsync(studio);
        await viewer.SendAsync(("t", "set"), ("snrDb", 900));
        var error = await viewer.NextAsync("error");
        Assert.Contains("SNR in dB must be between", (string)error["message"]!, StringComparison.Ordinal);
        Assert.NotEmpty((string)error["remedy"]!);
        await viewer.SendAsync(("t", "start"), ("source", "../../etc/passwd"));
        await viewer.NextAsync("error");
        await viewer.SendAsync(("t", "agent"), ("on", true), ("intent", "as sharp as possible"));
        while (!(bool)(await viewer.NextAsync("state"))["agent"]!)
        {
        }
    }

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "empty", [] },
        { "MessagePack", [0xC1] },
        { "truncated", Packs.Map(("t", "start"), ("source", "abcdef"))[..^3] },
        { "huge", [0x81, 0xA1, (byte)'t', 0xDB, 0xFF, 0xFF, 0xFF, 0xFF] },
        { "unknown", Packs.Map(("t", "fly")) },
        { "field", Packs.Map(("t", "stop"), ("x", 1)) },
        { "NaN", Packs.Map(("t", "set"), ("cbr", double.NaN)) },
        { "ack", Packs.Map(("t", "ack"), ("n", 5)) },
        { "large", new byte[SharedStudio.MaxMessageBytes + 100] },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task MalformedMessage_EndsTheSessionWithAReason(string name, byte[] message)
    {
        Assert.NotNull(name);
        await using var viewer = await Viewer.OpenAsync(shared.Studio);
        await viewer.SendBytesAsync(message);
        Assert.NotEmpty(await viewer.ByeAsync());
        Assert.NotEqual(WebSocketCloseStatus.NormalClosure, viewer.CloseStatus);
        Assert.NotEqual(WebSocketCloseStatus.InternalServerError, viewer.CloseStatus);
    }

    [Fact]
    public async Task TextMessage_EndsTheSession()
    {
        var studio = shared.Studio;
        await using var viewer = await Viewer.OpenAsync(studio);
        await viewer.SendBytesAsync("{\"t\":\"stop\"}"u8.ToArray(), WebSocketMessageType.Text);
        Assert.Contains("binary", await viewer.ByeAsync(), StringComparison.Ordinal);
        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, viewer.CloseStatus);
    }

    [Fact]
    public async Task TooManyMessages_EndTheSession()
    {
        await using var studio = await RunningStudio.StartAsync(new StudioLimits { MaxMessagesPerSecond = 1 });
        await using var viewer = await Viewer.OpenAsync(studio);
        for (var i = 0; i < 10; i++)
            await viewer.SendAsync(("t", "webcam"), ("jpeg", new byte[] { 1 }));
        Assert.Contains("messages a second", await viewer.ByeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ViewerWithoutAcknowledgements_GetsThreeFrames_AndIsSentAway()
    {
        await using var studio = await RunningStudio.StartAsync(new StudioLimits { AcknowledgeTimeout = TimeSpan.FromSeconds(3) });
        await using var viewer = await Viewer.OpenAsync(studio);
        await viewer.SendAsync(("t", "start"), ("source", Small));
        var frames = 0;
        string? reason = null;
        while (await viewer.NextAsync() is { } message)
        {
            frames += (string)message["t"]! == "frame" ? 1 : 0;
            reason = (string)message["t"]! == "bye" ? (string)message["reason"]! : reason;
        }
        Assert.Equal(3, frames);
        Assert.Contains("acknowledged", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ViewerThatNeverReads_IsGivenUp()
    {
        await using var studio = await RunningStudio.StartAsync(new StudioLimits { AcknowledgeTimeout = TimeSpan.FromSeconds(1), MaxSessions = 1 });
        await using var silent = await Viewer.OpenAsync(studio);
        await silent.SendAsync(("t", "start"), ("source", Small));
        await (await OpenWhenFreeAsync(studio)).DisposeAsync();
    }

    [Fact]
    public async Task Sessions_AreLimited_AndFreedWhenAViewerLeaves()
    {
        await using var studio = await RunningStudio.StartAsync(new StudioLimits { MaxSessions = 2, MaxRequestsPerMinute = 100_000 });
        await using var first = await Viewer.OpenAsync(studio);
        var second = await Viewer.OpenAsync(studio);
        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => Viewer.OpenAsync(studio));
        Assert.Contains("503", refusal.Message, StringComparison.Ordinal);
        await second.CloseAsync();
        await using var third = await OpenWhenFreeAsync(studio);
        Assert.NotEqual(first.Session, third.Session);
    }

    [Fact]
    public async Task ForeignOrigin_IsRefused_AndTheOwnOneTaken()
    {
        var studio = shared.Studio;
        var own = studio.Address.GetLeftPart(UriPartial.Authority);
        foreach (var foreign in new[] { "http://elsewhere.example", "null", own.Replace("http", "https", StringComparison.Ordinal), own + "1" })
            Assert.Contains("403", (await Assert.ThrowsAsync<WebSocketException>(() => Viewer.OpenAsync(studio, foreign))).Message, StringComparison.Ordinal);
        await (await Viewer.OpenAsync(studio, own)).DisposeAsync();
    }

    [Fact]
    public async Task PlainRequest_IsToldToUpgrade()
    {
        var studio = shared.Studio;
        using var answer = await studio.Client.GetAsync(new Uri("/v1/stream", UriKind.Relative));
        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
    }

    [Fact]
    public async Task EightViewers_AreServedSideBySide_WhateverTheNinthDoes()
    {
        await using var studio = await RunningStudio.StartAsync(new StudioLimits { MaxSessions = 9, MaxRequestsPerMinute = 100_000 });
        await using var deaf = await Viewer.OpenAsync(studio);
        await deaf.SendAsync(("t", "start"), ("source", Small));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            await using var viewer = await Viewer.OpenAsync(studio);
            await viewer.SendAsync(("t", "set"), ("snrDb", 5 + i), ("channel", "awgn"), ("classical", "off"));
            await viewer.SendAsync(("t", "start"), ("source", Small));
            for (var n = 0; n < 6; n++)
                Assert.Equal(5.0 + i, (double)(await viewer.NextAsync("frame"))["snrDb"]!);
        }));
    }

    [Fact]
    public async Task Camera_IsASource_AndDamagedPicturesAreExplained()
    {
        var studio = shared.Studio;
        await using var viewer = await Viewer.OpenAsync(studio);
        await viewer.SendAsync(("t", "set"), ("classical", "off"));
        await viewer.SendAsync(("t", "start"), ("source", "webcam"));
        await viewer.SendAsync(("t", "webcam"), ("jpeg", new JpegEncoder().Encode(TestPictures.Waves(96, 80))));
        var frame = await viewer.NextAsync("frame");
        Assert.Equal((96L, 80L), ((long)frame["w"]!, (long)frame["h"]!));
        await viewer.SendAsync(("t", "webcam"), ("jpeg", new byte[] { 0xFF, 0xD8, 0xFF }));
        Assert.Contains("damaged JPEG", (string)(await viewer.NextAsync("error"))["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Group_IsToldOfANewScene_AndWhatItCost()
    {
        var studio = shared.Studio;
        await using var viewer = await Viewer.OpenAsync(studio);
        await viewer.SendAsync(("t", "set"), ("channel", "awgn"), ("snrDb", 15), ("classical", "off"));
        await viewer.SendAsync(("t", "group"), ("id", "nobody"));
        await viewer.NextAsync("error");
        await viewer.SendAsync(("t", "group"), ("id", "harbour"));
        Assert.Equal(0L, (await viewer.NextAsync("knowledge"))["entries"]);
        await viewer.SendAsync(("t", "start"), ("source", Small));
        var told = await viewer.NextAsync("knowledge");
        Assert.Equal(1L, told["entries"]);
        Assert.InRange((long)told["uses"]!, 100, 96 * 64 * 3);
        Assert.Contains("arrived", (string)Assert.Single((List<object?>)told["events"]!)!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Focus_RaisesQualityThere()
    {
        await using var viewer = await Viewer.OpenAsync(shared.Studio);
        await viewer.SendAsync(("t", "set"), ("channel", "awgn"), ("snrDb", 12), ("cbr", 1.0 / 96), ("classical", "off"));
        await viewer.SendAsync(("t", "start"), ("source", "webcam"));
        using var stop = new CancellationTokenSource();
        var filming = FilmAsync(viewer, stop.Token);
        var without = await InsideAsync(viewer, focused: false);
        await viewer.SendAsync(("t", "focus"), ("x", 0.3), ("y", 0.5));
        var with = await InsideAsync(viewer, focused: true);
        await stop.CancelAsync();
        await filming;
        Assert.True(with > without + 1, $"{with:F2} dB with focus, {without:F2} dB without");
    }

    /// <summary>A camera that sees another pattern each time, so that nothing can be kept from the picture before.</summary>
    private static async Task FilmAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var (random, jpeg) = (new Random(11), new JpegEncoder(90));
        while (!cancellationToken.IsCancellationRequested)
        {
            const int Width = 192, Height = 128, Square = 6;
            var shades = new byte[Width * Height];
            random.NextBytes(shades);
            var rgb = new byte[3 * Width * Height];
            for (var i = 0; i < rgb.Length; i++)
                rgb[i] = (byte)(64 + shades[i / 3 / Width / Square * Width + i / 3 % Width / Square] / 2);
            await viewer.SendAsync(("t", "webcam"), ("jpeg", jpeg.Encode(new Picture(Width, Height, rgb))));
            await Task.Delay(50, CancellationToken.None);
        }
    }

    /// <summary>Mean PSNR around the point of the pictures that arrived, as the viewer sees them.</summary>
    private static async Task<double> InsideAsync(Viewer viewer, bool focused)
    {
        const int Frames = 30;
        var region = new PictureBox((int)(0.3 * 192) - 12, 64 - 12, 24, 24);
        double sum = 0;
        for (var n = 0; n < Frames;)
        {
            var frame = await viewer.NextAsync("frame");
            if ((string)frame["outcome"]! != "shown" || frame["focusPsnrDb"] is not null != focused)
                continue;
            var (original, received) = (JpegPictures.Decode((byte[])frame["original"]!, "original", 192, 128), JpegPictures.Decode((byte[])frame["semantic"]!, "received", 192, 128));
            sum += PictureQuality.PsnrDb(original.Part(region), received.Part(region))!.Value;
            n++;
        }
        return sum / Frames;
    }

    private static (int, int) Size(byte[] jpeg) => JpegPictures.Decode(jpeg, "frame", 4096, 4096) is var picture ? (picture.Width, picture.Height) : default;

    private static async Task<Viewer> OpenWhenFreeAsync(RunningStudio studio)
    {
        Viewer? viewer = null;
        await RunningStudio.UntilAsync(async () =>
        {
            try
            {
                viewer = await Viewer.OpenAsync(studio);
                return true;
            }
            catch (WebSocketException)
            {
                return false;
            }
        });
        return viewer!;
    }
}
