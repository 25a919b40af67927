using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Receiver.Tests.Video;

/// <summary>Both ends of a video over noise; nothing but symbols goes from one to the other.</summary>
public sealed class VideoTests
{
    private const double SnrDb = 10;

    private static readonly LinkPlan Plan = new(1 / 16.0, SnrDb);

    public VideoTests() => OnnxFact.RequireLibrary();

    [Fact]
    public void StillScene_BecomesBetterFrameByFrame_UntilNothingIsSent()
    {
        using var transmitter = VideoTransmitter.Load(threads: 1, options: new VideoOptions { RefreshInterval = 250 });
        using var receiver = VideoReceiver.Load(threads: 1);
        var (picture, best, first) = (VideoScene.At(0, moving: false), 0.0, 0.0);
        for (var i = 0; i < 24; i++)
        {
            var frame = transmitter.Encode(picture, Plan);
            if (frame.Frame is not null)
                Assert.False(receiver.Decode(VideoScene.Air(frame, SnrDb)).Frame.IsLost);
            var quality = VideoScene.Psnr(picture, receiver.Shown);
            Assert.InRange(quality, best - 0.15, 99);
            (best, first) = (Math.Max(best, quality), i == 0 ? quality : first);
        }
        Assert.InRange(best - first, 3, 99);
    }

    [Fact]
    public void UpdatesAreBetterThanKeyPictures_AtTheSameChannelUses()
    {
        using var transmitter = VideoTransmitter.Load(threads: 1);
        using var receiver = VideoReceiver.Load(threads: 1);
        using var keys = VideoTransmitter.Load(threads: 1);
        using var shows = VideoReceiver.Load(threads: 1);
        double updates = 0, whole = 0;
        for (var i = 0; i < 10; i++)
        {
            var picture = VideoScene.At(i, moving: true);
            var (frame, key) = (transmitter.Encode(picture, Plan), keys.Encode(picture, Plan, FrameSampling.Whole));
            Assert.InRange(frame.Frame!.Ledger.Total, 1, key.Frame!.Ledger.Total);
            Assert.Equal(frame.Frame.Symbols.Count, frame.Frame.Ledger.Total);
            Assert.InRange(Decibels.FromLinear(frame.Frame.Symbols.MeanPower), -0.1, 0.1);
            updates += VideoScene.Psnr(picture, receiver.Decode(VideoScene.Air(frame, SnrDb)).Shown);
            whole += VideoScene.Psnr(picture, shows.Decode(VideoScene.Air(key, SnrDb)).Shown);
        }
        Assert.InRange(updates - whole, 10 * 1.0, 1000);
    }

    /// <summary>A receiver that misses a frame shows the same as one that does not, once every patch has been refreshed; with feedback, as soon as the transmitter knows.</summary>
    [Theory]
    [InlineData(false, 12)]
    [InlineData(true, 3)]
    public void LostFrame_Heals(bool feedback, int within)
    {
        const int lost = 6;
        using var transmitter = VideoTransmitter.Load(threads: 1, options: new VideoOptions { RefreshInterval = 12 });
        using var whole = VideoReceiver.Load(threads: 1);
        using var holed = VideoReceiver.Load(threads: 1);
        double worst = 0, healed = 99;
        for (var i = 0; i <= lost + within; i++)
        {
            if (feedback && i == lost + within)
                transmitter.Acknowledge(lost, arrived: false);
            var picture = VideoScene.At(i, moving: true);
            var frame = transmitter.Encode(picture, Plan);
            var received = VideoScene.Air(frame, SnrDb);
            whole.Decode(received);
            if (i != lost)
                holed.Decode(received);
            var gap = VideoScene.Psnr(picture, whole.Shown) - VideoScene.Psnr(picture, holed.Shown);
            (worst, healed) = (Math.Max(worst, gap), gap);
        }
        Assert.InRange(worst, 1, 40);
        Assert.InRange(healed, -2, 0.75);
    }

    [Fact]
    public void ReceiverThatJoinsLate_AsksForANewBeginning_AndHealsWithoutIt()
    {
        using var transmitter = VideoTransmitter.Load(threads: 1, options: new VideoOptions { RefreshInterval = 10 });
        using var early = VideoReceiver.Load(threads: 1);
        using var late = VideoReceiver.Load(threads: 1);
        Picture picture = null!;
        for (var i = 0; i < 20; i++)
        {
            picture = VideoScene.At(i, moving: true);
            var received = VideoScene.Air(transmitter.Encode(picture, Plan), SnrDb);
            Assert.False(early.Decode(received).NeedsRestart);
            if (i < 8)
                continue;
            var needsRestart = late.Decode(received).NeedsRestart;
            Assert.False(i == 8 && !needsRestart || i >= 8 + 9 && needsRestart, $"picture {i}: {needsRestart}");
        }
        Assert.InRange(VideoScene.Psnr(picture, early.Shown) - VideoScene.Psnr(picture, late.Shown), -2, 2);
        transmitter.Restart();
        using var fresh = VideoReceiver.Load(threads: 1);
        var frame = transmitter.Encode(picture, Plan);
        Assert.Equal(FrameSampling.Whole, frame.Sampling);
        Assert.False(fresh.Decode(VideoScene.Air(frame, SnrDb)).NeedsRestart);
    }

    [Fact]
    public void DamagedFrames_AreLost_AndNothingShownChanges()
    {
        using var transmitter = VideoTransmitter.Load(threads: 1);
        using var receiver = VideoReceiver.Load(threads: 1);
        receiver.Decode(VideoScene.Air(transmitter.Encode(VideoScene.At(0, moving: true), Plan), SnrDb));
        var shown = receiver.Shown;
        var frame = transmitter.Encode(VideoScene.At(1, moving: true), Plan);
        var symbols = VideoScene.Air(frame, SnrDb).Symbols.ToArray();
        var random = new Random(1);
        for (var i = 0; i < 12; i++)
        {
            var damaged = (Complex32[])symbols.Clone();
            for (var k = i < 6 ? 64 + 200 : 0; k < damaged.Length; k++)
                damaged[k] = i % 3 == 0 ? default : new Complex32(random.NextSingle() - 0.5f, random.NextSingle() - 0.5f);
            var reception = receiver.Decode(new ReceivedFrame(new SymbolBlock(i % 2 == 0 ? damaged : damaged[..(damaged.Length / (2 + i))])));
            Assert.True(reception.Frame.IsLost);
            Assert.Same(shown, reception.Shown);
        }
        Assert.False(receiver.Decode(VideoScene.Air(frame, SnrDb)).Frame.IsLost);
        var again = receiver.Decode(VideoScene.Air(frame, SnrDb));
        Assert.Equal("the frame is older than what is shown", again.Frame.Loss);
    }

    [Fact]
    public void EqualFrames_GiveEqualPictures()
    {
        using var transmitter = VideoTransmitter.Load(threads: 1);
        using var single = VideoReceiver.Load(threads: 1);
        using var several = VideoReceiver.Load(threads: 2);
        for (var i = 0; i < 5; i++)
        {
            var received = VideoScene.Air(transmitter.Encode(VideoScene.At(i, moving: true), Plan), SnrDb);
            Assert.True(single.Decode(received).Shown!.Rgb.SequenceEqual(several.Decode(received).Shown!.Rgb));
        }
    }

    [Fact]
    public void Focus_RaisesQualityThere()
    {
        var region = RegionMask.FromBox(VideoScene.Width, VideoScene.Height, new PictureBox(96, 32, 48, 48));
        var plain = Show(new LinkPlan(1 / 48.0, SnrDb));
        var focused = Show(new LinkPlan(1 / 48.0, SnrDb) { Weights = RegionWeights.FromMask(region) });
        Assert.InRange(focused - plain, 0.5, 30);

        double Show(LinkPlan plan)
        {
            using var transmitter = VideoTransmitter.Load(threads: 1);
            using var receiver = VideoReceiver.Load(threads: 1);
            double sum = 0;
            for (var i = 0; i < 6; i++)
            {
                var picture = VideoScene.At(i, moving: true);
                var frame = transmitter.Encode(picture, plan);
                if (frame.Frame is not null)
                    receiver.Decode(VideoScene.Air(frame, SnrDb));
                sum += i == 0 ? 0 : RegionQuality.PsnrDb(picture, receiver.Shown!, region) ?? 99;
            }
            return sum / 5;
        }
    }

    [Fact]
    public void ReceiverOfPictures_RefusesUpdates_AndReceiverOfVideoKnowsItsModel()
    {
        using var transmitter = VideoTransmitter.Load(threads: 1);
        using var pictures = SemanticReceiver.Load("image-live", threads: 1);
        Assert.False(pictures.Decode(VideoScene.Air(transmitter.Encode(VideoScene.At(0, moving: true), Plan), SnrDb)).IsLost);
        var reception = pictures.Decode(VideoScene.Air(transmitter.Encode(VideoScene.At(1, moving: true), Plan), SnrDb));
        Assert.Equal("the frame updates a picture of a video, and this receiver holds none", reception.Loss);
        Assert.Contains("choose image-live", Assert.Throws<SemComException>(() => VideoReceiver.Load("image-base")).Message, StringComparison.Ordinal);
        Assert.Contains("choose image-live", Assert.Throws<SemComException>(() => VideoTransmitter.Load("image-base")).Message, StringComparison.Ordinal);
    }
}
