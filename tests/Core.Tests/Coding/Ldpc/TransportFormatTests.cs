using SemCom.Coding;

namespace SemCom.Core.Tests.Coding.Ldpc;

public sealed class TransportFormatTests
{
    /// <summary>
    /// By hand from TS 38.212 §5.2.2, §6.2.2 and table 5.3.2-1. 8424 is the longest message of one block on graph 1 (8448 − 24), 8456 the next size of TS 38.214
    /// table 5.1.3.2-1's formula, 3816 + 24 = 3840 the same for graph 2 at rates up to 1/4; 3824 is the last length with CRC16.
    /// </summary>
    [Theory]
    [InlineData(24, 120, 0, 2, 1, 16, 40, 7)]
    [InlineData(176, 120, 0, 2, 1, 16, 192, 32)]
    [InlineData(184, 120, 0, 2, 1, 16, 200, 26)]
    [InlineData(292, 948, 28, 2, 1, 16, 308, 40)]
    [InlineData(293, 948, 28, 1, 1, 16, 309, 15)]
    [InlineData(552, 308, 4, 2, 1, 16, 568, 64)]
    [InlineData(640, 308, 4, 2, 1, 16, 656, 72)]
    [InlineData(3824, 679, 9, 2, 1, 16, 3840, 384)]
    [InlineData(3824, 772, 24, 1, 1, 16, 3840, 176)]
    [InlineData(3825, 679, 9, 1, 1, 24, 3849, 176)]
    [InlineData(8424, 679, 9, 1, 1, 24, 8448, 384)]
    [InlineData(8456, 679, 9, 1, 2, 24, 4264, 208)]
    [InlineData(3816, 120, 0, 2, 1, 16, 3832, 384)]
    [InlineData(3840, 120, 0, 2, 2, 24, 1956, 208)]
    [InlineData(159880, 948, 28, 1, 19, 24, 8440, 384)]
    public void BlocksAndCodes_AreThoseOfTheStandard(int messageBits, int rate1024, int index, int graph, int blocks, int crc, int blockBits, int liftingSize)
    {
        var mcs = McsTables.Find(1, index);
        Assert.Equal(rate1024, 1024 * mcs.CodeRate, 1e-9);
        var codedBits = mcs.Constellation.BitsPerSymbol * (int)(1.2 * messageBits / mcs.BitsPerSymbol + 100);
        var format = TransportFormat.Create(messageBits, codedBits, mcs);
        Assert.Equal((graph, blocks, crc), (format.BaseGraph.Number, format.BlockCount, format.TransportCheck.Length));
        Assert.Equal((blockBits, liftingSize, 0), (format.BlockBits, format.Code.LiftingSize, format.PaddingBits));
        Assert.Equal(blocks > 1, format.BlockCheck is not null);
    }

    [Theory]
    [InlineData(8425, 2)]
    [InlineData(100_001, 12)]
    [InlineData(1_000_003, 119)]
    public void OtherLengths_ArePaddedByFewerBitsThanBlocks(int messageBits, int blocks)
    {
        var format = TransportFormat.Create(messageBits, 2 * messageBits, McsTables.Find(1, 8));
        Assert.Equal(blocks, format.BlockCount);
        Assert.InRange(format.PaddingBits, 0, blocks - 1);
        Assert.Equal(messageBits + 24 + format.PaddingBits, format.TransportBits);
        Assert.InRange(format.BlockBits, 1, 8448);
    }

    [Theory]
    [InlineData(30000, 60000, 13)]
    [InlineData(30000, 60004, 13)]
    [InlineData(100_000, 150_006, 20)]
    [InlineData(500, 1200, 9)]
    public void CodedBitsAndMessageBits_AreDividedWithoutRest(int messageBits, int codedBits, int index)
    {
        var format = TransportFormat.Create(messageBits, codedBits, McsTables.Find(1, index));
        var (coded, message) = (0, 0);
        for (var block = 0; block < format.BlockCount; block++)
        {
            Assert.Equal(coded, format.FirstCodedBitOf(block));
            Assert.Equal(0, format.RateMatcherOf(block).CodedBits % format.Mcs.Constellation.BitsPerSymbol);
            coded += format.RateMatcherOf(block).CodedBits;
            Assert.Equal(message, format.MessageBitsOf(block).First);
            message += format.MessageBitsOf(block).Count;
        }
        Assert.Equal((codedBits, messageBits), (coded, message));
        var (first, last) = (format.RateMatcherOf(0).CodedBits, format.RateMatcherOf(format.BlockCount - 1).CodedBits);
        Assert.InRange(last - first, 0, format.Mcs.Constellation.BitsPerSymbol);
        Assert.Throws<ArgumentOutOfRangeException>(() => format.RateMatcherOf(format.BlockCount));
    }

    [Theory]
    [InlineData(0, 100, "message bits must be between 1 and 16777216 (was 0); split the message")]
    [InlineData(-8, 100, "message bits must be between 1 and 16777216 (was -8); split the message")]
    [InlineData(1 << 25, 100, "message bits must be between 1 and 16777216 (was 33554432); split the message")]
    [InlineData(100, 0, "coded bits must be between 1 and 268435456 (was 0); split the message")]
    [InlineData(100, 201, "coded bits must be a multiple of 2 for QPSK (was 201); use 200")]
    [InlineData(100, 120, "100 message bits with their CRC must be at most 0.95 of the coded bits (were 116 of 120); send at least 124 coded bits or a shorter message")]
    public void Create_SaysWhatDoesNotFit(int messageBits, int codedBits, string message) =>
        Assert.Equal(message, Assert.Throws<SemComException>(() => TransportFormat.Create(messageBits, codedBits, McsTables.Find(1, 9))).Message);

    [Fact]
    public void Create_TakesTheHighestRateThatItNames()
    {
        foreach (var messageBits in new[] { 1, 100, 292, 293, 3000, 3825, 8424, 8425, 50_000 })
        {
            var mcs = McsTables.Find(1, 28);
            var information = messageBits + (messageBits > 3824 ? 24 : 16);
            var symbols = (int)Math.Ceiling(information / 0.95 / 6);
            Assert.Equal(6 * symbols, TransportFormat.Create(messageBits, 6 * symbols, mcs).CodedBits);
            Assert.Throws<SemComException>(() => TransportFormat.Create(messageBits, 6 * (symbols - 1), mcs));
        }
    }
}
