using SemCom.Framing;
using SemCom.Receiver.Decoding;
using SemCom.Transmitter.Coding;

namespace SemCom.Receiver.Tests.Decoding;

public sealed class MessageDecoderTests
{
    /// <summary>
    /// One message in 1000 is lost at the threshold, less than one in 20 to a binomial bound; 1 dB below it, where curves have fallen off their cliff, at
    /// least every fifth. Lengths lie within and beyond the two that were measured.
    /// </summary>
    [Theory]
    [InlineData(11, 400)]
    [InlineData(18, 1000)]
    [InlineData(20, 2400)]
    [InlineData(23, 8000)]
    [InlineData(28, 20_000)]
    [InlineData(36, 5000)]
    public void LdpcMessages_AreLostBelowTheirThreshold_AndNotAbove(int index, int bits)
    {
        var protection = MessageProtection.All[index];
        var (lost, sent) = new MessageSimulation(bits, protection, seed: 5).Run(protection.EsN0Db(bits) + 0.1, 80);
        Binomial.AssertPlausible(lost, sent, 0, 0.05);
        (lost, sent) = new MessageSimulation(bits, protection, seed: 6).Run(protection.EsN0Db(bits) - 1, 40);
        Assert.InRange(lost, sent / 5, sent);
    }

    [Fact]
    public void Thresholds_AreWhereTheMeasuredCurvesCrossOneInAThousand()
    {
        foreach (var protection in MessageProtection.All.Where(p => p.Mcs is not null))
        {
            foreach (var bits in new[] { MessageProtection.ShortBlock, MessageProtection.LongBlockOf(protection.Mcs!) })
                Assert.Equal(MessageCurves.At(MessageCurves.Load(protection.Mcs!.Index, bits), 1e-3), protection.EsN0Db(bits), 0.0051);
        }
    }

    [Fact]
    public void LostMessage_IsAllZeros()
    {
        var random = new Random(1);
        var format = MessageFormat.For(800, MessageProtection.All[20]);
        var (y, decoded) = (new Complex32[format.SymbolCount], Enumerable.Repeat((byte)1, 800).ToArray());
        MessageEncoder.Encode(format, TestSignals.Bits(random, 800), y);
        TestSignals.AddNoise(random, y, 30);
        Assert.False(MessageDecoder.TryDecode(format, y, Enumerable.Repeat(30f, y.Length).ToArray(), decoded));
        Assert.True(decoded.AsSpan().IndexOfAnyExcept((byte)0) < 0);
    }
}
