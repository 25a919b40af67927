using SemCom.Coding;
using SemCom.Framing;
using SemCom.Receiver.Tests.Decoding;

namespace SemCom.Receiver.Tests.Frames;

/// <summary>Headers behind a preamble, with gain and noise estimated.</summary>
public sealed class FrameReaderTests
{
    public static TheoryData<int> Levels { get; } = [.. Enumerable.Range(0, ProtectionLevel.All.Count)];

    /// <summary>Estimation from 64 symbols costs at most about 1 dB; 1.5 dB above the operating point nearly every header arrives.</summary>
    [Theory]
    [MemberData(nameof(Levels))]
    public void Headers_AreRead_OneAndAHalfDecibelsAboveTheOperatingPoint(int level)
    {
        var random = new Random(level);
        var lost = 0;
        for (var i = 0; i < 60; i++)
        {
            var header = TestFrames.Header() with { Sequence = i };
            var frame = TestFrames.Compose(header, ProtectionLevel.All[level], new Complex32[header.PayloadSymbols]);
            var (sine, cosine) = MathF.SinCos(i);
            var received = frame.Select(x => x * new Complex32(cosine, sine)).ToArray();
            TestSignals.AddNoise(random, received, Decibels.ToNoisePower(ProtectionLevel.All[level].HeaderEsN0Db + 1.5));
            if (new FrameReader(FrameLayout.WholeFrame).Read(new ReceivedFrame(new SymbolBlock(received)), _ => true) is { } reading)
                Assert.Equal(header, FrameHeader.FromBits(reading.HeaderBits));
            else
                lost++;
        }
        Assert.InRange(lost, 0, 2);
    }

    [Fact]
    public void Silence_NoiseAndShortFrames_HaveNoHeader()
    {
        var random = new Random(1);
        foreach (var length in new[] { 0, 1, 63, 64, 65, 130, 500, 3000 })
        {
            for (var i = 0; i < 12; i++)
            {
                var symbols = new Complex32[length];
                TestSignals.AddNoise(random, symbols, i == 0 ? 0 : Math.Pow(10, i - 6));
                foreach (var pattern in new[] { FrameLayout.WholeFrame, FrameLayout.ForCoherence(128) })
                    Assert.Null(new FrameReader(pattern).Read(new ReceivedFrame(new SymbolBlock((Complex32[])symbols.Clone())), _ => true));
            }
        }
    }

    /// <summary>Random QPSK is what a frame of another system looks like.</summary>
    [Fact]
    public void FramesOfOthers_HaveNoHeader()
    {
        var random = new Random(2);
        for (var i = 0; i < 40; i++)
        {
            var symbols = KnownSymbols.Preamble(ProtectionLevel.All[i % 8]).ToArray()
                .Concat(Enumerable.Range(0, 1500).Select(_ => new Complex32(random.Next(2) - 0.5f, random.Next(2) - 0.5f) * MathF.Sqrt(2))).ToArray();
            Assert.Null(new FrameReader(FrameLayout.WholeFrame).Read(new ReceivedFrame(new SymbolBlock(symbols)), _ => true));
        }
    }
}
