using SemCom.Coding;

namespace SemCom.Core.Tests.Coding;

public sealed class CodedBlockFormatTests
{
    [Theory]
    [InlineData(0, 2.0)]
    [InlineData(1, 1.5)]
    [InlineData(2, 1.0)]
    [InlineData(3, 0.667)]
    [InlineData(4, 0.4)]
    [InlineData(5, 0.25)]
    [InlineData(6, 0.167)]
    [InlineData(7, 0.1)]
    public void ProtectionLevel_HasItsSpectralEfficiency(int index, double bitsPerUse)
    {
        var level = ProtectionLevel.All[index];
        Assert.Equal(index, level.Index);
        Assert.Equal(bitsPerUse, level.SpectralEfficiency, 5e-4);
        Assert.Equal(bitsPerUse, 300.0 / level.SymbolCount(300), 0.01 * bitsPerUse);
    }

    [Fact]
    public void ProtectionLevels_EachNeedLessSnrThanTheOneBefore()
    {
        foreach (var (weaker, stronger) in ProtectionLevel.All.Zip(ProtectionLevel.All.Skip(1)))
        {
            Assert.True(stronger.SegmentEsN0Db < weaker.SegmentEsN0Db - 1);
            Assert.True(stronger.HeaderEsN0Db < weaker.HeaderEsN0Db - 1);
        }
    }

    [Fact]
    public void For_CutsAnyMessageIntoEqualSegmentsThatJustHoldIt()
    {
        foreach (var protection in ProtectionLevel.All)
        {
            foreach (var bits in new[] { 1, 2, 17, 100, 239, 240, 241, 496, 497, 993, 5000, 123_457, CodedBlockFormat.MaxMessageBits })
            {
                var format = CodedBlockFormat.For(bits, protection);
                Assert.InRange(format.Code.InformationLength, 1 + 16, protection.MaxSegmentLength);
                Assert.InRange(format.SegmentCount * format.SegmentMessageBits - bits, 0, format.SegmentMessageBits - 1);
                Assert.Equal(protection.SymbolCount(format.Code.InformationLength), format.SymbolsPerSegment);
                Assert.Equal(format.SymbolsPerSegment * protection.Constellation.BitsPerSymbol, format.Code.CodedLength);
                Assert.Equal(format.SegmentCount * format.SymbolsPerSegment, format.SymbolCount);
                Assert.Equal(16, format.Check.Length);
            }
        }
    }

    [Fact]
    public void ForHeader_FillsExactlyTheSymbolsGiven()
    {
        var format = CodedBlockFormat.ForHeader(134, Constellation.Qpsk, 432);
        Assert.Equal((158, 864, 1024), (format.Code.InformationLength, format.Code.CodedLength, format.Code.MotherLength));
        Assert.Equal((432, 1), (format.SymbolCount, format.SegmentCount));
        Assert.Equal(24, format.Check.Length);
    }

    [Fact]
    public void Formats_RefuseImpossibleSizes()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CodedBlockFormat.For(0, ProtectionLevel.All[0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CodedBlockFormat.For(CodedBlockFormat.MaxMessageBits + 1, ProtectionLevel.All[0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CodedBlockFormat.ForHeader(1001, ProtectionLevel.All[0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CodedBlockFormat.ForHeader(134, Constellation.Qpsk, 78));
        var format = CodedBlockFormat.For(100, ProtectionLevel.All[2]);
        Assert.Throws<ArgumentException>(() => format.Modulate(new byte[99], new Complex32[format.SymbolCount]));
        Assert.Throws<ArgumentException>(() => format.Modulate(new byte[100], new Complex32[format.SymbolCount - 1]));
    }

    /// <summary>Without scrambling, repeated and structured codewords would leave lines in the spectrum.</summary>
    [Fact]
    public void Modulate_OfAllZeros_HasNoSpectralLine()
    {
        var format = CodedBlockFormat.For(240, ProtectionLevel.All[7]);
        var symbols = new Complex32[format.SymbolCount];
        format.Modulate(new byte[240], symbols);
        var n = symbols.Length;
        for (var bin = 0; bin < n; bin += 7)
        {
            var sum = System.Numerics.Complex.Zero;
            for (var i = 0; i < n; i++)
                sum += symbols[i].ToComplex() * System.Numerics.Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * i / n);
            Assert.True(sum.Magnitude * sum.Magnitude / n < 20, $"bin {bin}");
        }
    }
}
