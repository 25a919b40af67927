using SemCom.Channels;
using SemCom.Core.Tests.Latents;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Link.Tests;

/// <summary>What holds for every image model of the catalogue.</summary>
public sealed class ModelTests
{
    [Theory]
    [MemberData(nameof(TrainedModel.Ids), MemberType = typeof(TrainedModel))]
    public async Task AnySize_ArrivesInThatSize_Recognisably(string model)
    {
        foreach (var (width, height) in new[] { (1, 1), (17, 33), (300, 200) })
        {
            var result = await TestLink.Send(TestLink.Mirrored(TestLink.Harbour, width, height), o => o.Model(model).Channel("awgn", 15).Bandwidth(1 / 3.0));
            Assert.False(result.Lost);
            Assert.Equal((width, height), (result.Picture.Width, result.Picture.Height));
            Assert.InRange(TestLink.Psnr(result), 20, double.PositiveInfinity);
            Assert.Equal(model, result.Quality.Model);
        }
    }

    [Theory]
    [MemberData(nameof(TrainedModel.Ids), MemberType = typeof(TrainedModel))]
    public async Task ExtremeSnrs_LoseTheFrame_OrGiveTheBestPicture(string model)
    {
        var psnrs = new List<double>();
        foreach (var snrDb in new[] { 5.0, 20, 60 })
            psnrs.Add(TestLink.Psnr(await TestLink.Send(TestLink.Crop, o => o.Model(model).Channel("awgn", snrDb).Bandwidth(1 / 4.0))));
        Assert.True(psnrs[1] > psnrs[0] + 1 && psnrs[2] > psnrs[1] - 0.1, string.Join(' ', psnrs));
        Assert.True((await TestLink.Send(TestLink.Crop, o => o.Model(model).Channel("awgn", -20).Bandwidth(1 / 4.0))).Lost);
    }

    [Theory]
    [MemberData(nameof(TrainedModel.Ids), MemberType = typeof(TrainedModel))]
    public async Task Threads_ChangeNothing(string model)
    {
        var (one, two, three) = (await Send(1), await Send(2), await Send(3));
        Assert.True(one.Picture.Rgb.SequenceEqual(two.Picture.Rgb));
        Assert.True(one.Picture.Rgb.SequenceEqual(three.Picture.Rgb));

        Task<SendResult> Send(int threads) =>
            TestLink.Send(TestLink.Quarter, o => o.Model(model).Channel("rayleigh:coherence=512", 12).Bandwidth(1 / 12.0).Threads(threads));
    }

    /// <summary>A receiver with another model says so.</summary>
    [Fact]
    public void FramesOfAnotherModel_AreLost()
    {
        OnnxFact.RequireLibrary();
        using var transmitter = SemanticTransmitter.Load("image-linear");
        using var receiver = SemanticReceiver.Load("image-base");
        var frame = transmitter.Encode(TestLink.Crop, new LinkPlan(1 / 6.0, 12));
        var channel = ChannelSpec.Parse("awgn").Create(12);
        var reception = receiver.Decode(channel.Transmit(frame.Symbols, new ChannelRealization(1, 0)).ToReceivedFrame());
        Assert.Equal("the picture was encoded by model 2, this receiver holds image-base (1)", reception.Loss);
    }
}
