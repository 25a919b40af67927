using SemCom.Coding;
using SemCom.Transmitter.Coding;
using SemCom.Transmitter.Mapping;

namespace SemCom.Transmitter.Tests.Coding;

public sealed class BlockEncoderTests
{
    [Fact]
    public void Encode_IsTheChainOfItsParts()
    {
        var format = CodedBlockFormat.For(700, ProtectionLevel.All[2]);
        var message = Bits(1, 700);
        var polar = new PolarEncoder(format.Code, format.Check);
        var expected = new List<Complex32>();
        for (var segment = 0; segment < format.SegmentCount; segment++)
        {
            var part = new byte[format.SegmentMessageBits];
            format.SegmentOf(message, segment).CopyTo(part);
            var coded = new byte[format.Code.CodedLength];
            polar.Encode(part, coded);
            var scrambler = format.Scrambler(segment).ToArray();
            expected.AddRange(new QamMapper(format.Constellation).Map([.. coded.Zip(scrambler, (b, c) => (byte)(b ^ c))]));
        }
        Assert.Equal(2, format.SegmentCount);
        Assert.Equal(expected, new BlockEncoder(format).Encode(message));
    }

    [Fact]
    public void Encode_DiffersInAThirdOfTheSymbolsWhenOneBitChanges()
    {
        var format = CodedBlockFormat.ForHeader(134, Constellation.Qpsk, 432);
        var encoder = new BlockEncoder(format);
        var message = Bits(2, 134);
        var sent = encoder.Encode(message);
        for (var i = 0; i < message.Length; i++)
        {
            message[i] ^= 1;
            var other = encoder.Encode(message);
            message[i] ^= 1;
            Assert.True(sent.Zip(other, (a, b) => a != b ? 1 : 0).Sum() > 144, $"bit {i}");
        }
    }

    [Fact]
    public void Encode_RefusesWhatIsNoMessageOfItsFormat()
    {
        var encoder = new BlockEncoder(CodedBlockFormat.For(100, ProtectionLevel.All[1]));
        Assert.Throws<ArgumentException>(() => encoder.Encode(new byte[99]));
        Assert.Throws<ArgumentException>(() => encoder.Encode([.. Enumerable.Repeat((byte)2, 100)]));
    }

    [Fact]
    public void PolarEncoder_RefusesACrcThatLeavesNoMessage()
    {
        Assert.Throws<ArgumentException>(() => new PolarEncoder(new PolarCode(24, 60), Crc.Crc24C));
        Assert.Throws<ArgumentException>(() => new PolarEncoder(new PolarCode(30, 60), Crc.Crc24C).Encode(new byte[5], new byte[60]));
    }

    private static byte[] Bits(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(2))];
    }
}
