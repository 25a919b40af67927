using SemCom.Wire;

namespace SemCom.Core.Tests.Frames;

public class ReceivedFrameTests
{
    [Fact]
    public void HonestFrame_ComesBackFromItsBytes()
    {
        var frame = new ReceivedFrame(TransmitFrameTests.Symbols(77));
        var back = RoundTrip(frame);
        Assert.Equal(frame.Symbols, back.Symbols);
        Assert.Null(back.Genie);
    }

    [Theory]
    [InlineData(1, 77)]
    [InlineData(10, 8)]
    [InlineData(77, 1)]
    [InlineData(1000, 1)]
    public void GenieFrame_ComesBackFromItsBytes(int symbolsPerGain, int gainCount)
    {
        var gains = TransmitFrameTests.Symbols(gainCount).ToArray();
        var frame = new ReceivedFrame(TransmitFrameTests.Symbols(77), new(gains, symbolsPerGain, 0.1));
        var genie = RoundTrip(frame).Genie!;
        Assert.Equal(gains, genie.Gains.ToArray());
        Assert.Equal(symbolsPerGain, genie.SymbolsPerGain);
        Assert.Equal(0.1, genie.NoisePower);
        Assert.Equal(gains[76 / symbolsPerGain], genie.GainAt(76));
    }

    /// <summary>Three receive and two transmit antennas: six gains for each group of channel uses.</summary>
    [Fact]
    public void SeveralAntennas_ComeBackFromTheirBytes()
    {
        var gains = TransmitFrameTests.Symbols(24).ToArray();
        var antennas = new AntennaScheme(SpatialMode.Multiplexing, 2, 3);
        var back = RoundTrip(new ReceivedFrame(TransmitFrameTests.Symbols(60), new(gains, 5, 0.1, antennas), antennas: 3));
        Assert.Equal(3, back.Antennas);
        Assert.Equal(gains[3 * 6 + 2 * 2 + 1], back.Genie!.GainAt(19, receive: 2, transmit: 1));
        Assert.Throws<SemComException>(() => new ReceivedFrame(TransmitFrameTests.Symbols(60), new(gains, 5, 0.1, antennas), antennas: 2));
        Assert.Throws<SemComException>(() => new ReceivedFrame(TransmitFrameTests.Symbols(61), antennas: 3));
        Assert.Throws<SemComException>(() => new ChannelState(gains[..23], 5, 0.1, antennas));
    }

    [Fact]
    public void EmptyFrame_IsAllowed() => Assert.Empty(RoundTrip(new(new([]))).Symbols);

    [Fact]
    public void TruncationAndFlippedBits_AreRefused()
    {
        var bytes = new ReceivedFrame(TransmitFrameTests.Symbols(9), new([new(1, 2)], 9, 1)).ToMessagePack();
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<SemComException>(() => ReceivedFrame.FromMessagePack(bytes.AsSpan(0, length)));
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            var damaged = bytes.ToArray();
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Throws<SemComException>(() => ReceivedFrame.FromMessagePack(damaged));
        }
    }

    [Theory]
    [InlineData(0, 8, 0.1)]
    [InlineData(1, 0, 0.1)]
    [InlineData(2, 8, 0.1)]
    [InlineData(1, 8, double.NaN)]
    [InlineData(1, 8, double.PositiveInfinity)]
    [InlineData(1, 8, -0.5)]
    [InlineData(1, 12, 0.1)]
    public void WellFormedNonsense_IsRefused(int symbolsPerGain, int gainBytes, double noisePower)
    {
        var writer = new MessagePackWriter();
        writer.WriteArrayHead(6);
        writer.Write("semcom-rx");
        writer.Write(2);
        writer.Write(1);
        writer.WriteBinary(new byte[3 * 8]);
        writer.WriteArrayHead(4);
        writer.Write(symbolsPerGain);
        writer.Write(1);
        writer.WriteBinary(new byte[gainBytes]);
        writer.Write(noisePower);
        var bytes = FrameEnvelope.Close(writer);
        Assert.Throws<SemComException>(() => ReceivedFrame.FromMessagePack(bytes));
    }

    [Fact]
    public void NonFiniteValues_AreRefused()
    {
        Assert.Throws<SemComException>(() => new ReceivedFrame(new([new(0, float.PositiveInfinity)])));
        Assert.Throws<SemComException>(() => new ChannelState([new(float.NaN, 0)], 1, 1));
        Assert.Throws<SemComException>(() => new ChannelState([], 1, 1));
    }

    private static ReceivedFrame RoundTrip(ReceivedFrame frame)
    {
        var bytes = frame.ToMessagePack();
        Assert.Equal(bytes.Length, frame.MessagePackLength);
        var back = ReceivedFrame.FromMessagePack(bytes);
        Assert.Equal(bytes, back.ToMessagePack());
        return back;
    }
}
