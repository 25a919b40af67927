using SemCom.Coding;
using SemCom.Framing;

namespace SemCom.Core.Tests.Framing;

public sealed class DigitalFormatTests
{
    private static readonly McsEntry[] All = [.. McsTables.Table1, .. McsTables.Table2, .. McsTables.Table3];

    [Fact]
    public void HeaderBits_GiveBackEveryHeader()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var header = RandomHeader(random);
            var bits = header.ToBits();
            Assert.Equal(FrameHeader.BitCount, bits.Length);
            Assert.Equal(header, DigitalHeader.FromBits(bits));
            Assert.Null(FrameHeader.FromBits(bits));
        }
    }

    /// <summary>A header is known by its mode: none is both, and nonsense is neither or one of them without an exception.</summary>
    [Fact]
    public void RandomBits_AreAtMostOneKindOfHeader()
    {
        var random = new Random(2);
        for (var i = 0; i < 20_000; i++)
        {
            var bits = new byte[FrameHeader.BitCount];
            for (var b = 0; b < bits.Length; b++)
                bits[b] = (byte)random.Next(2);
            Assert.False(FrameHeader.FromBits(bits) is not null && DigitalHeader.FromBits(bits) is { });
            if (DigitalHeader.FromBits(bits) is { } header)
                _ = DigitalFormat.For(header);
        }
    }

    /// <summary>The promised message fits with a code rate of at most the MCS's, CRCs included, and one that is a percent longer does not.</summary>
    [Fact]
    public void MessageBytes_IsTheMostThatTheCodeRateAllows()
    {
        foreach (var mcs in All)
        {
            foreach (var symbols in new[] { 40, 300, 1000, 4000, 24_576, 73_728 })
            {
                var bytes = DigitalFormat.MessageBytes(mcs, symbols);
                if (bytes == 0)
                    continue;
                Assert.InRange(Rate(bytes), 0, mcs.CodeRate + 1e-9);
                Assert.True(Rate(bytes + 1 + bytes / 100) > mcs.CodeRate, $"{mcs}, {symbols} symbols: {bytes} bytes are not the most");

                double Rate(int count)
                {
                    var format = TransportFormat.Create(8 * count, symbols * mcs.Constellation.BitsPerSymbol, mcs);
                    var blockChecks = format.BlockCheck is null ? 0 : format.BlockCount * format.BlockCheck.Length;
                    return (double)(8 * count + format.TransportCheck.Length + blockChecks) / format.CodedBits;
                }
            }
        }
        Assert.Equal(0, DigitalFormat.MessageBytes(McsTables.Table1[0], 10));
    }

    [Fact]
    public void MessagesThatDoNotFit_HaveNoFormat()
    {
        var header = RandomHeader(new Random(3)) with { Mcs = McsTables.Find(1, 5), Symbols = 1000, MessageBytes = 100 };
        Assert.NotNull(DigitalFormat.For(header));
        Assert.Null(DigitalFormat.For(header with { MessageBytes = 250 }));
        Assert.Null(DigitalFormat.For(header with { Symbols = 10 }));
    }

    private static DigitalHeader RandomHeader(Random random) => new()
    {
        Content = random.Next(256),
        Mcs = random.Next(2) == 0 ? All[random.Next(All.Length)] : McsTables.Shaped[random.Next(McsTables.Shaped.Count)],
        Sequence = random.Next(256),
        MessageBytes = random.Next(1, DigitalHeader.MaxMessageBytes),
        Symbols = random.Next(1, 1 << 24),
        Width = random.Next(1, 16_385),
        Height = random.Next(1, 16_385),
    };
}
