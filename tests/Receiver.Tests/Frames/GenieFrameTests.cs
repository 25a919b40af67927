using SemCom.Coding;
using SemCom.Framing;
using SemCom.Receiver.Tests.Decoding;

namespace SemCom.Receiver.Tests.Frames;

/// <summary>Receivers that are given the true channel: gains that no pilot could follow do not hide the header.</summary>
public sealed class GenieFrameTests
{
    /// <summary>A gain for every symbol at 20 dB: the strongest half of the levels is far above its threshold, and none of their headers is lost.</summary>
    [Fact]
    public void HeadersUnderAGainForEverySymbol_AreRead()
    {
        var random = new Random(8);
        for (var i = 0; i < 40; i++)
        {
            var level = ProtectionLevel.All[4 + i % 4];
            var sent = TestFrames.Compose(TestFrames.Header(), level, new Complex32[300]);
            var gains = new Complex32[sent.Length];
            TestSignals.AddNoise(random, gains, 1);
            var received = sent.Zip(gains, (x, h) => h * x).ToArray();
            TestSignals.AddNoise(random, received, 0.01);
            var frame = new ReceivedFrame(new SymbolBlock(received), new ChannelState(gains, 1, 0.01));
            Assert.NotNull(new FrameReader(FrameLayout.WholeFrame).Read(frame, _ => true));
        }
    }

    [Fact]
    public void GenieOfOtherAntennas_IsALoss()
    {
        var sent = TestFrames.Compose(TestFrames.Header(), ProtectionLevel.All[5], new Complex32[300]);
        var state = new ChannelState([new(1, 0), new(1, 0)], sent.Length, 0.01, AntennaScheme.Of(2, 1));
        Assert.Null(new FrameReader(FrameLayout.WholeFrame).Read(new ReceivedFrame(new SymbolBlock(sent), state), _ => true));
    }
}
