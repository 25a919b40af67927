using SemCom.Core.Tests.Quality;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Transmitter.Tests.Video;

public sealed class VideoTransmitterTests
{
    private static readonly LinkPlan Plan = new(1 / 16.0, 10);

    public VideoTransmitterTests() => OnnxFact.RequireLibrary();

    [Fact]
    public void Pictures_AreCounted_AndKeyPicturesComeWhereTheyMust()
    {
        using var transmitter = VideoTransmitter.Load(threads: 1);
        var (still, other) = (TestPictures.NoisyWaves(128, 96, 6), TestPictures.NoisyWaves(96, 96, 6));
        Assert.Equal((0, FrameSampling.Skip), Facts(transmitter.Encode(still, Plan, FrameSampling.Skip)));
        Assert.Equal((1, FrameSampling.Whole), Facts(transmitter.Encode(still, Plan)));
        Assert.Equal((2, FrameSampling.Regions), Facts(transmitter.Encode(still, Plan)));
        Assert.Equal((3, FrameSampling.Whole), Facts(transmitter.Encode(still, Plan, FrameSampling.Whole)));
        Assert.Equal((4, FrameSampling.Whole), Facts(transmitter.Encode(other, Plan)));
        transmitter.Acknowledge(4, arrived: true);
        Assert.False(transmitter.BeginsAnew);
        transmitter.Acknowledge(4, arrived: false);
        Assert.True(transmitter.BeginsAnew);
        Assert.Equal((5, FrameSampling.Whole), Facts(transmitter.Encode(other, Plan)));
        Assert.Throws<ArgumentOutOfRangeException>(() => transmitter.Acknowledge(6, arrived: true));
    }

    [Fact]
    public void EveryPatch_IsSentByItself_WithinTheInterval()
    {
        using var transmitter = VideoTransmitter.Load(threads: 1, options: new VideoOptions { RefreshInterval = 6 });
        var still = TestPictures.Waves(128, 96);
        transmitter.Encode(still, Plan);
        double share = 0;
        for (var i = 0; i < 6; i++)
            share += transmitter.Encode(still, Plan).ShareNew;
        Assert.InRange(share, 1, 6);
    }

    [Fact]
    public void WrongPlans_AreRefused()
    {
        using var transmitter = VideoTransmitter.Load(threads: 1);
        var picture = TestPictures.Waves(64, 64);
        Assert.Contains("64x64", Assert.Throws<SemComException>(() => transmitter.Encode(picture, Plan with { Weights = RegionWeights.FromValues(2, 1, [1, 2]) })).Message, StringComparison.Ordinal);
        Assert.Contains("difference", Assert.Throws<SemComException>(() => transmitter.Encode(picture, Plan with { IsDifference = true })).Message, StringComparison.Ordinal);
        Assert.Contains("1..250", Assert.Throws<SemComException>(() => new VideoOptions { RefreshInterval = 0 }).Message, StringComparison.Ordinal);
    }

    private static (int, FrameSampling) Facts(VideoFrame frame) => (frame.Number, frame.Sampling);
}
