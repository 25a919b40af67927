namespace SemCom.Link.Tests;

/// <summary>A private part is for those with the key; the rest is for everybody.</summary>
public sealed class PrivacyTests
{
    private static readonly PrivacyKey Key = PrivacyKey.FromBytes([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
    private static readonly PrivacyKey Other = PrivacyKey.FromBytes(new byte[32]);
    private static readonly PictureFocus Region = PictureFocus.In(new PictureBox(100, 60, 150, 120));

    [Fact]
    public async Task WithTheKey_AllIsSeen_WithoutIt_TheRestAlone()
    {
        var with = await Send(Key, Key);
        var without = await Send(Key, null);
        var wrong = await Send(Key, Other);
        var unsent = await Send(null, null);

        Assert.InRange(with.Quality.PsnrInsideDb!.Value, 20, 50);
        foreach (var closed in new[] { without, wrong, unsent })
        {
            Assert.InRange(closed.Quality.PsnrInsideDb!.Value, 0, 12);
            Assert.Contains("private part is not shown", Assert.Single(closed.Notices), StringComparison.Ordinal);
            Assert.False(closed.Lost);
        }
        Assert.Equal(with.Quality.PsnrOutsideDb, without.Quality.PsnrOutsideDb);
        Assert.Equal(with.Quality.PsnrOutsideDb, wrong.Quality.PsnrOutsideDb);
        Assert.Contains("key", wrong.Reception.PrivateLoss, StringComparison.Ordinal);
        Assert.Equal(with.Ledger, without.Ledger);
        Assert.Empty(with.Notices);
        Assert.Null(with.Reception.PrivateLoss);
        Assert.InRange(with.Ledger.Total, 0.99 * TestLink.Quarter.ValueCount / 12, TestLink.Quarter.ValueCount / 12);
    }

    /// <summary>What the seal costs a receiver with the key is channel uses for nonce, tag and header, and nothing else: with as many payload symbols an open frame is no better (mean of 160 draws of noise).</summary>
    [Fact]
    public void Sealing_LosesNothing()
    {
        Runtime.Tests.Onnx.OnnxFact.RequireLibrary();
        using var transmitter = SemanticTransmitter.Load("image-linear");
        using var receiver = SemanticReceiver.Load("image-linear");
        var part = TestLink.Crop;
        var (sealer, opener) = (new FrameSealer(Key), new FrameOpener(Key));
        var plan = new LinkPlan(1 / 6.0, 10);
        var closed = transmitter.EncodeSealed(part, 3, 4, plan, sealer);
        // The open frame that has the same payload.
        var extra = closed.Ledger.Header - transmitter.Encode(part, plan).Ledger.Header;
        var open = Enumerable.Range(-20, 60).Select(more => transmitter.Encode(part, new LinkPlan((closed.Ledger.Total - extra + more + 0.5) / part.ValueCount, 10)))
            .First(frame => frame.Ledger.Payload == closed.Ledger.Payload);

        var channel = Channels.ChannelSpec.Parse("awgn").Create(10);
        double sealedError = 0, openError = 0;
        for (var draw = 0ul; draw < 160; draw++)
        {
            var frame = channel.Transmit(transmitter.EncodeSealed(part, 3, 4, plan, sealer).Symbols, new Channels.ChannelRealization(draw, 0)).ToReceivedFrame(false);
            var got = receiver.Decode(frame, opener: opener);
            Assert.Equal(new PictureBox(3, 4, part.Width, part.Height), got.Place);
            sealedError += Error(got.Value!);
            openError += Error(receiver.Decode(channel.Transmit(open.Symbols, new Channels.ChannelRealization(draw, 1)).ToReceivedFrame(false)).Value!);
        }
        // Side messages are of different lengths and may choose different base layers: 17 channel uses with the seal, 20 without.
        Assert.InRange(10 * Math.Log10(sealedError / openError), -0.15, 0.06);

        double Error(Picture received) => Math.Pow(10, -PictureQuality.PsnrDb(part, received)!.Value / 10);
    }

    /// <summary>What everybody gets follows from the rest alone: other content in the private part changes no symbol of it.</summary>
    [Fact]
    public void OpenFrames_DoNotDependOnThePrivatePart()
    {
        Runtime.Tests.Onnx.OnnxFact.RequireLibrary();
        using var transmitter = SemanticTransmitter.Load("image-linear");
        var box = new PictureBox(20, 10, 40, 30);
        var altered = TestLink.Crop.With(TestLink.Mirrored(TestLink.Harbour, 40, 30), box.X, box.Y);
        Assert.NotEqual(TestLink.Crop.Rgb.ToArray(), altered.Rgb.ToArray());
        var (a, b) = (Placeholder.Remove(TestLink.Crop, box), Placeholder.Remove(altered, box));
        Assert.Equal(a.Rgb.ToArray(), b.Rgb.ToArray());
        var plan = new LinkPlan(1 / 6.0, 10);
        Assert.Equal(transmitter.Encode(a, plan).Symbols.Span.ToArray(), transmitter.Encode(b, plan).Symbols.Span.ToArray());
    }

    /// <summary>Whatever the private part shows, the stripes are at most 12 dB away from it.</summary>
    [Fact]
    public void Stripes_ResembleNoPicture()
    {
        var stripes = Placeholder.Stripes(64, 48);
        for (var level = 0; level < 256; level += 5)
        {
            var rgb = new byte[64 * 48 * 3];
            Array.Fill(rgb, (byte)level);
            Assert.InRange(PictureQuality.PsnrDb(new Picture(64, 48, rgb), stripes)!.Value, 0, 8.2);
        }
    }

    /// <summary>What is lost says so; what is read is seen. Each frame's random nonce decides which of its few symbols a fade hits, and about one frame in twenty is hit where it hurts: the best of five is judged.</summary>
    [Theory]
    [InlineData("rayleigh", 14)]
    [InlineData("tdl-c:ds=300ns,fd=50Hz", 14)]
    [InlineData("awgn", -15)]
    public async Task Parts_AreReadOrLost_OverAnyChannel(string channel, double snrDb)
    {
        double bestRead = 0;
        for (var frame = 0; frame < 5; frame++)
        {
            var result = await TestLink.Send(TestLink.Quarter, o => o.Channel(channel, snrDb).Bandwidth(1 / 12.0).Seed(2).Protect(Region, Key, Key));
            Assert.Equal(snrDb < 0, result.Lost);
            if (result.Reception.PrivateLoss is null && !result.Lost)
                bestRead = Math.Max(bestRead, result.Quality.PsnrInsideDb!.Value);
            else if (!result.Lost)
                Assert.InRange(result.Quality.PsnrInsideDb!.Value, 0, 12);
        }
        Assert.Equal(snrDb > 0, bestRead > 14);
    }

    /// <summary>A part of one pixel, at corners, in pictures of any size.</summary>
    [Theory]
    [InlineData(33, 17, 0, 0, 1, 1)]
    [InlineData(97, 61, 96, 60, 1, 1)]
    [InlineData(200, 120, 1, 0, 199, 120)]
    public async Task Parts_MayHaveAnySize(int width, int height, int x, int y, int partWidth, int partHeight)
    {
        var box = new PictureBox(x, y, partWidth, partHeight);
        var result = await TestLink.Send(TestLink.Mirrored(TestLink.Harbour, width, height), o => o.Channel("awgn", 12).Bandwidth(1 / 3.0).Protect(PictureFocus.In(box), Key, Key));
        Assert.Null(result.Reception.PrivateLoss);
        Assert.Equal((double)partWidth * partHeight / (width * height), result.Quality.PrivateShare!.Value, 1e-9);
    }

    [Fact]
    public async Task BadInput_IsRefused()
    {
        await Error(o => o.Protect(PictureFocus.In(new PictureBox(0, 0, 384, 256)), Key, Key), "whole picture");
        await Error(o => o.Protect(PictureFocus.In(new PictureBox(300, 0, 100, 100)), Key, Key), "384x256");
        await Error(o => o.Protect(Region, Key, Key).Focus(Region), "without focus");
        await Error(o => o.Protect(Region, Key, Key).Mode(LinkMode.Digital), "analog");

        static async Task Error(Func<SemanticLinkOptions, SemanticLinkOptions> configure, string part)
        {
            var error = await Assert.ThrowsAsync<SemComException>(() => TestLink.Send(TestLink.Quarter, configure));
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }
    }

    private static Task<SendResult> Send(PrivacyKey? key, PrivacyKey? receiverKey) =>
        TestLink.Send(TestLink.Quarter, o => o.Channel("awgn", 10).Bandwidth(1 / 12.0).Protect(Region, key, receiverKey));
}
