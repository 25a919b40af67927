using SemCom.Channels;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Link.Tests;

public sealed class DeterminismTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("awgn")]
    [InlineData("rayleigh:coherence=256")]
    public async Task SameSeed_GivesTheSameBytes_AndAnotherOneOthers(string channel)
    {
        var first = await Send(1, 1);
        var again = await Send(1, 2);
        var other = await Send(2, 1);
        Assert.True(first.Picture.Rgb.SequenceEqual(again.Picture.Rgb));
        Assert.Equal(Timeless(first), Timeless(again));
        Assert.False(first.Picture.Rgb.SequenceEqual(other.Picture.Rgb));

        Task<SendResult> Send(ulong seed, int threads) =>
            TestLink.Send(TestLink.Crop, o => o.Channel(channel, 12).Bandwidth(1 / 8.0).Seed(seed).Threads(threads));
    }

    [Fact]
    public async Task EveryFrame_HasNoiseOfItsOwn_AndFrameContinuesAnEarlierLink()
    {
        OnnxFact.RequireLibrary();
        await using var link = SemanticLink.Create(o => o.Channel("awgn", 8).Bandwidth(1 / 8.0).Frame(254));
        var results = new List<SendResult>();
        for (var i = 0; i < 3; i++)
            results.Add(await link.SendAsync(TestLink.Crop, Cancellation));
        Assert.False(results[0].Picture.Rgb.SequenceEqual(results[1].Picture.Rgb));
        Assert.Equal([254, 255, 0], results.Select(r => r.Reception.Sequence!.Value));

        await using var later = SemanticLink.Create(o => o.Channel("awgn", 8).Bandwidth(1 / 8.0).Frame(256));
        var continued = await later.SendAsync(TestLink.Crop, Cancellation);
        Assert.True(results[2].Picture.Rgb.SequenceEqual(continued.Picture.Rgb));
    }

    /// <summary>The same chain by hand, through bytes, with ends that never met: nothing else can have crossed.</summary>
    [Fact]
    public async Task NothingCrosses_ButSymbols()
    {
        var result = await TestLink.Send(TestLink.Crop, o => o.Channel("awgn", 9).Bandwidth(1 / 8.0).Seed(5).Frame(3));

        using var transmitter = SemanticTransmitter.Load("image-base");
        var sent = transmitter.Encode(TestLink.Crop, new LinkPlan(1 / 8.0, 9) { Sequence = 3 }).ToMessagePack();
        var channel = ChannelSpec.Parse("awgn").Create(9);
        var received = channel.Transmit(TransmitFrame.FromMessagePack(sent).Symbols, new ChannelRealization(5, 3)).ToReceivedFrame().ToMessagePack();
        using var receiver = SemanticReceiver.Load("image-base");
        var reception = receiver.Decode(ReceivedFrame.FromMessagePack(received));

        Assert.True(result.Picture.Rgb.SequenceEqual(reception.Value!.Rgb));
        Assert.Equal(result.Reception.EffectiveSnrDb, reception.EffectiveSnrDb);
        Assert.Equal(sent.Length, result.Quality.BytesOnWire);
    }

    [Fact]
    public async Task LinksInParallel_DoNotDisturbOneAnother()
    {
        var alone = await TestLink.Send(TestLink.Crop, Options);
        var together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TestLink.Send(TestLink.Crop, Options)));
        Assert.All(together, result => Assert.True(alone.Picture.Rgb.SequenceEqual(result.Picture.Rgb)));

        static SemanticLinkOptions Options(SemanticLinkOptions o) => o.Channel("rayleigh:coherence=512", 15).Threads(1);
    }

    [Fact]
    public async Task CancelledSends_EndAsCancelled()
    {
        OnnxFact.RequireLibrary();
        await using var link = SemanticLink.Create(o => o.Channel("awgn", 8));
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => link.SendAsync(TestLink.Crop, source.Token).AsTask());
    }

    private static QualityRecord Timeless(SendResult result) => result.Quality with { EncodeMs = 0, ChannelMs = 0, DecodeMs = 0 };
}
