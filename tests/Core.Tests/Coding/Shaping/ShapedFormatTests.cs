using SemCom.Coding;
using SemCom.Framing;

namespace SemCom.Core.Tests.Coding.Shaping;

public sealed class ShapedFormatTests
{
    /// <summary>Fewer hold no message beside its CRC.</summary>
    private const int LeastBits = 60;

    /// <summary>The promised message has no more than the row's code rate, shorter ones fit as well, and slightly longer ones by parity that they give up.</summary>
    [Fact]
    public void Messages_FitTheirSymbols()
    {
        foreach (var mcs in McsTables.Shaped)
        {
            foreach (var symbols in new[] { 60, 100, 331, 1000, 2816, 4000, 9001, 24_576, 73_728, 200_003 })
            {
                if (symbols * mcs.BitsPerSymbol < LeastBits)
                    continue;
                var most = DigitalFormat.MessageBytes(mcs, symbols);
                Assert.True(most > 0, $"{mcs}, {symbols} symbols");
                foreach (var bytes in new[] { 1, most / 3, most * 9 / 10, most - 1, most, most + most / 100 })
                {
                    if (bytes < 1)
                        continue;
                    var format = DigitalFormat.For(bytes, symbols, mcs).Shaped!;
                    var (segmentation, coded) = (format.Segmentation, format.BlockSymbols * mcs.Constellation.BitsPerSymbol);
                    Assert.Equal((8 * bytes, symbols), (segmentation.MessageBits, format.SymbolCount));
                    Assert.Equal(segmentation.BlockCount, DigitalFormat.CountBlocks(bytes, symbols, mcs));
                    Assert.InRange(symbols - segmentation.BlockCount * format.BlockSymbols, 0, segmentation.BlockCount - 1);
                    Assert.Equal(format.InformationBits, format.AmplitudeBits + segmentation.BlockBits - format.Matcher.InputBits);
                    Assert.InRange(format.InformationBits, format.AmplitudeBits + format.PuncturedBits, format.Code.InformationLength);
                    Assert.True(format.InformationBits <= TransportFormat.MaxCodeRate * coded);
                    if (symbols >= 1000 && bytes <= most)
                        Assert.True(format.InformationBits <= mcs.CodeRate * coded + 1, $"{mcs}, {symbols} symbols, {bytes} bytes: {format.InformationBits} of {coded}");
                }
            }
        }
    }

    /// <summary>Long messages carry what the row promises, but for CRCs and what a matcher of finite length loses.</summary>
    [Fact]
    public void LongMessages_ComeCloseToTheRowsBitsPerSymbol()
    {
        foreach (var mcs in McsTables.Shaped)
            Assert.InRange(8.0 * DigitalFormat.MessageBytes(mcs, 73_728) / 73_728, mcs.BitsPerSymbol - 0.09, mcs.BitsPerSymbol);
    }

    [Fact]
    public void Positions_ArePermutations_WithTheSignsLast()
    {
        foreach (var mcs in McsTables.Shaped)
        {
            var format = DigitalFormat.For(DigitalFormat.MessageBytes(mcs, 500), 500, mcs).Shaped!;
            var positions = Enumerable.Range(0, 500 * mcs.Constellation.BitsPerSymbol).Select(format.PositionOf).ToArray();
            Assert.Equal(positions.Length, positions.Distinct().Count());
            Assert.Equal((0, positions.Length - 1), (positions.Min(), positions.Max()));
            Assert.All(positions[..format.AmplitudeBits], position => Assert.True(position % mcs.Constellation.BitsPerSymbol >= 2));
        }
    }

    [Fact]
    public void MessagesThatDoNotFit_AreRefused()
    {
        var mcs = McsTables.Shaped[13];
        var most = DigitalFormat.MessageBytes(mcs, 1000);
        Assert.Null(ShapedFormat.TryCreate(16 * most, 1000, mcs));
        Assert.Equal(0, ShapedFormat.CountBlocks(16 * most, 1000, mcs));
        var error = Assert.Throws<SemComException>(() => DigitalFormat.For(2 * most, 1000, mcs));
        Assert.Equal($"a message of {2 * most} bytes does not fit 1000 symbols with {mcs}; use more symbols or a shorter message", error.Message);
        Assert.Throws<ArgumentException>(() => ShapedFormat.TryCreate(100, 1000, McsTables.Find(1, 10)));
        Assert.Equal(0, DigitalFormat.MessageBytes(mcs, 3));
    }
}
