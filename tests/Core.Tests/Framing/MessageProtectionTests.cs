using SemCom.Coding;
using SemCom.Framing;

namespace SemCom.Core.Tests.Framing;

public sealed class MessageProtectionTests
{
    private static readonly int[] Lengths = [8, 104, 400, 600, 3824, 3832, 4000, 8448, 20_000, 1_000_000];

    [Fact]
    public void Numbers_AreTheOrder_AndFitTheirField()
    {
        Assert.Equal(Enumerable.Range(0, MessageProtection.All.Count), MessageProtection.All.Select(p => p.Index));
        Assert.InRange(MessageProtection.All.Count, 1, 1 << MessageProtection.IndexBits);
        Assert.All(ProtectionLevel.All, level => Assert.Same(level, MessageProtection.Of(level).Level));
        Assert.All(MessageProtection.All, p => Assert.NotEqual(p.Level is null, p.Mcs is null));
    }

    [Fact]
    public void SymbolCount_IsThatOfTheFormat()
    {
        foreach (var protection in MessageProtection.All)
        {
            foreach (var bits in Lengths.Where(protection.Takes))
                Assert.Equal(protection.SymbolCount(bits), MessageFormat.For(bits, protection).SymbolCount);
        }
    }

    /// <summary>With CRCs as information, no message has a higher code rate than its MCS, and one symbol less would.</summary>
    [Fact]
    public void LdpcMessages_HaveTheCodeRateOfTheirMcs()
    {
        foreach (var protection in MessageProtection.All.Where(p => p.Mcs is not null))
        {
            foreach (var bits in Lengths.Where(protection.Takes))
            {
                var format = MessageFormat.For(bits, protection).Transport!.Transport!;
                double information = format.TransportBits - format.PaddingBits + format.BlockCount * (format.BlockCheck?.Length ?? 0);
                Assert.InRange(information / format.CodedBits, information / (format.CodedBits + protection.Mcs!.Constellation.BitsPerSymbol), protection.Mcs.CodeRate);
                Assert.True(information / (format.CodedBits - protection.Mcs.Constellation.BitsPerSymbol) > protection.Mcs.CodeRate);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(392)]
    [InlineData(401)]
    public void Ldpc_TakesWholeBytesFromItsShortest_AndNothingElse(int bits)
    {
        var ldpc = MessageProtection.All[^1];
        Assert.False(ldpc.Takes(bits));
        Assert.Throws<ArgumentOutOfRangeException>(() => MessageFormat.For(bits, ldpc));
        Assert.True(ldpc.Takes(400));
    }

    /// <summary>Stronger rows work at lower SNRs, longer code blocks too, and no threshold is below the capacity of the channel.</summary>
    [Fact]
    public void Thresholds_FollowRateAndLength_AndStayAboveCapacity()
    {
        foreach (var bits in Lengths.Where(bits => bits >= 400))
        {
            var rows = MessageProtection.All.Where(p => p.Mcs is not null).ToArray();
            for (var i = 0; i < rows.Length; i++)
            {
                Assert.InRange(rows[i].EsN0Db(bits), Decibels.FromLinear(Math.Pow(2, rows[i].Mcs!.BitsPerSymbol) - 1) + 0.2, 25);
                Assert.True(i == 0 || rows[i].EsN0Db(bits) > rows[i - 1].EsN0Db(bits), $"{rows[i]}");
                if (TransportFormat.CountBlocks(2 * bits, rows[i].Mcs!.CodeRate) == 1)
                    Assert.True(rows[i].EsN0Db(2 * bits) < rows[i].EsN0Db(bits));
            }
        }
    }
}
