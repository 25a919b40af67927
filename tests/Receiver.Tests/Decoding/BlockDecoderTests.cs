using SemCom.Coding;
using SemCom.Receiver.Decoding;
using SemCom.Transmitter.Coding;

namespace SemCom.Receiver.Tests.Decoding;

public sealed class BlockDecoderTests
{
    public static TheoryData<int> Levels { get; } = [.. Enumerable.Range(0, ProtectionLevel.All.Count)];

    [Theory]
    [MemberData(nameof(Levels))]
    public void Messages_OfAnyLength_SurviveTwoDecibelsAboveTheOperatingPoint(int level)
    {
        var random = new Random(level);
        var n0 = (float)Decibels.ToNoisePower(ProtectionLevel.All[level].SegmentEsN0Db + 2);
        foreach (var bits in new[] { 1, 30, 329, 1200 })
        {
            var format = CodedBlockFormat.For(bits, ProtectionLevel.All[level]);
            var (message, decoded) = (TestSignals.Bits(random, bits), new byte[bits]);
            var y = new BlockEncoder(format).Encode(message);
            TestSignals.AddNoise(random, y, n0);
            Assert.True(new BlockDecoder(format).TryDecode(y, Noise(format, n0), decoded), $"{bits} bits");
            Assert.Equal(message, decoded);
        }
    }

    /// <summary>The committed curve leaves 80 errors per point, so its rate is known to about ±35 % with high confidence.</summary>
    [Theory]
    [MemberData(nameof(Levels))]
    public void BlockErrorRate_MatchesTheMeasuredCurve(int level)
    {
        foreach (var kind in new[] { "segment", "header" })
        {
            var point = ProtectionCurves.Load(level, kind).First(p => p.BlockErrorRate < 0.2);
            var (errors, blocks) = new AwgnSimulation(ProtectionCurves.Format(level, kind), 8, seed: 1000 + level).Run(point.EsN0Db, 200);
            Binomial.AssertPlausible(errors, blocks, point.BlockErrorRate / 1.4, point.BlockErrorRate * 1.4);
        }
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void ProtectionLevel_StatesWhereItsCurveCrossesOneInAThousand(int level)
    {
        var protection = ProtectionLevel.All[level];
        Assert.Equal(ProtectionCurves.Interpolate(ProtectionCurves.Load(level, "segment"), 1e-3), protection.SegmentEsN0Db, 0.0051);
        Assert.Equal(ProtectionCurves.Interpolate(ProtectionCurves.Load(level, "header"), 1e-3), protection.HeaderEsN0Db, 0.0051);
    }

    [Fact]
    public void ErasedSymbols_AreMadeUpForByTheOthers()
    {
        var random = new Random(1);
        var format = CodedBlockFormat.ForHeader(134, Constellation.Qpsk, 432);
        var (message, decoded) = (TestSignals.Bits(random, 134), new byte[134]);
        var y = new BlockEncoder(format).Encode(message);
        TestSignals.AddNoise(random, y, 0.2);
        var noise = Noise(format, 0.2f);
        for (var i = 100; i < 300; i++)
            (y[i], noise[i]) = (new Complex32(float.NaN, 7), float.PositiveInfinity);
        Assert.True(new BlockDecoder(format).TryDecode(y, noise, decoded));
        Assert.Equal(message, decoded);
    }

    [Fact]
    public void Silence_IsNoMessage()
    {
        foreach (var protection in ProtectionLevel.All)
        {
            var format = CodedBlockFormat.For(500, protection);
            var decoded = Enumerable.Repeat((byte)1, 500).ToArray();
            Assert.False(new BlockDecoder(format).TryDecode(new Complex32[format.SymbolCount], Noise(format, 1), decoded));
            Assert.Equal(new byte[500], decoded);
        }
    }

    [Fact]
    public void OneDamagedSegment_FailsTheWholeMessage()
    {
        var random = new Random(2);
        var format = CodedBlockFormat.For(1200, ProtectionLevel.All[2]);
        var y = new BlockEncoder(format).Encode(TestSignals.Bits(random, 1200));
        var decoder = new BlockDecoder(format);
        Assert.True(decoder.TryDecode(y, Noise(format, 0.1f), new byte[1200]));
        for (var i = 0; i < format.SymbolsPerSegment; i++)
            y[^(i + 1)] = new Complex32(random.NextSingle() - 0.5f, random.NextSingle() - 0.5f);
        var decoded = new byte[1200];
        Assert.False(decoder.TryDecode(y, Noise(format, 0.1f), decoded));
        Assert.DoesNotContain((byte)1, decoded);
    }

    [Fact]
    public void DecodedHeader_GivesBackTheSentSymbols()
    {
        var random = new Random(3);
        var format = CodedBlockFormat.ForHeader(134, ProtectionLevel.All[4]);
        var sent = new BlockEncoder(format).Encode(TestSignals.Bits(random, 134));
        var y = (Complex32[])sent.Clone();
        TestSignals.AddNoise(random, y, 1);
        var decoded = new byte[134];
        Assert.True(new BlockDecoder(format).TryDecode(y, Noise(format, 1), decoded));
        var again = new Complex32[format.SymbolCount];
        format.Modulate(decoded, again);
        Assert.Equal(sent, again);
    }

    [Fact]
    public void TryDecode_RefusesWrongLengths()
    {
        var format = CodedBlockFormat.For(100, ProtectionLevel.All[2]);
        var (decoder, n) = (new BlockDecoder(format), format.SymbolCount);
        Assert.Throws<ArgumentException>(() => decoder.TryDecode(new Complex32[n - 1], new float[n - 1], new byte[100]));
        Assert.Throws<ArgumentException>(() => decoder.TryDecode(new Complex32[n], new float[n - 1], new byte[100]));
        Assert.Throws<ArgumentException>(() => decoder.TryDecode(new Complex32[n], new float[n], new byte[101]));
    }

    private static float[] Noise(CodedBlockFormat format, float n0) => [.. Enumerable.Repeat(n0, format.SymbolCount)];
}
