using SemCom.Coding;
using SemCom.Core.Tests.Quality;
using SemCom.Framing;
using SemCom.Receiver.Tests.Decoding;
using SemCom.Runtime.Tests.Onnx;
using SemCom.Transmitter.Coding;

namespace SemCom.Receiver.Tests.Frames;

/// <summary>The receiver knows the symbols, the model and the pilot pattern; whatever the symbols are, it decodes or says that the frame is lost.</summary>
public sealed class SemanticReceiverTests
{
    private static readonly Picture Sent = TestPictures.NoisyWaves(96, 64, 6);

    public SemanticReceiverTests() => OnnxFact.RequireLibrary();

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(200)]
    public void CutFrames_AreLost_OrDecodedWithLessConfidence(int coherence)
    {
        var pattern = FrameLayout.ForCoherence(coherence == 0 ? null : coherence);
        using var receiver = SemanticReceiver.Load("image-base", layout: pattern);
        var symbols = Encode(new LinkPlan(1 / 8.0, 12) { Layout = pattern }, noise: 0.06);
        var whole = receiver.Decode(Frame(symbols));
        Assert.False(whole.IsLost);
        var confidence = whole.Confidence + 1e-3;
        int[] lengths = [.. Enumerable.Range(1, 7).Select(i => symbols.Length * (8 - i) / 8), symbols.Length / 200 * 200 - 197, 1285, 643, 100, 64, 1, 0];
        foreach (var length in lengths.Where(n => n < symbols.Length).OrderDescending())
        {
            var part = receiver.Decode(Frame(symbols[..length]));
            Assert.Equal(part.IsLost, part.Loss is not null);
            Assert.True(part.Confidence <= confidence, $"{length} symbols: {part.Confidence} after {confidence}");
            confidence = part.Confidence + 0.02;
        }
        Assert.InRange(confidence, 0, 0.021);
    }

    [Fact]
    public void Symbols_AfterTheFrame_DoNotMatter()
    {
        using var receiver = SemanticReceiver.Load("image-base");
        var symbols = Encode(new LinkPlan(1 / 12.0, 12), noise: 0.06);
        Assert.True(receiver.Decode(Frame(symbols)).Value!.Rgb.SequenceEqual(receiver.Decode(Frame([.. symbols, .. symbols])).Value!.Rgb));
    }

    [Fact]
    public void GainAndPhaseOfTheChannel_AreEstimated()
    {
        using var receiver = SemanticReceiver.Load("image-base");
        var symbols = Encode(new LinkPlan(1 / 12.0, 12), noise: 0.06);
        var expected = receiver.Decode(Frame(symbols)).Value!;
        foreach (var gain in new[] { new Complex32(0, 1), new Complex32(-0.001f, 0.0005f), new Complex32(3e5f, 4e5f) })
        {
            var reception = receiver.Decode(Frame([.. symbols.Select(x => x * gain)]));
            Assert.InRange(PictureQuality.PsnrDb(expected, reception.Value!) ?? 99, 50, 99);
        }
    }

    [Fact]
    public void AbsurdAmplitudes_AreLostOrDecoded()
    {
        using var receiver = SemanticReceiver.Load("image-base");
        var symbols = Encode(new LinkPlan(1 / 12.0, 12), noise: 0.06);
        foreach (var gain in new[] { 0, 1e-38f, 1e-20f, 1e-7f, 1e12f, 1e18f, 1e25f, 1e37f })
        {
            var reception = receiver.Decode(Frame([.. symbols.Select(x => x * gain)]));
            if (!reception.IsLost)
            {
                Assert.InRange(reception.Confidence, 0, 1);
                Assert.InRange(reception.EffectiveSnrDb!.Value, -30, 60);
            }
        }
    }

    /// <summary>Channel uses that did not arrive cost what they carried; a burst of wrong ones is never taken for better than what was sent.</summary>
    [Fact]
    public void DamagedStretches_LowerQuality()
    {
        using var receiver = SemanticReceiver.Load("image-base");
        var symbols = Encode(new LinkPlan(1 / 6.0, 12), noise: 0.06);
        var whole = PictureQuality.PsnrDb(Sent, receiver.Decode(Frame(symbols)).Value!);
        foreach (var factor in new[] { 0, -1, 30 })
        {
            var damaged = symbols.Select((x, i) => i >= symbols.Length - 100 ? x * factor : x).ToArray();
            var reception = receiver.Decode(Frame(damaged));
            Assert.False(factor == 0 && reception.IsLost, reception.Loss);
            Assert.True(reception.IsLost || PictureQuality.PsnrDb(Sent, reception.Value!) <= whole + 0.1);
        }
    }

    [Fact]
    public void FrameOfAnotherModel_IsLost_AndTheMessageNamesBoth()
    {
        using var receiver = SemanticReceiver.Load("image-base");
        var reception = receiver.Decode(Frame(TestFrames.Compose(TestFrames.Header() with { ModelWireId = 77 }, ProtectionLevel.All[3], new Complex32[300])));
        Assert.Equal("the picture was encoded by model 77, this receiver holds image-base (1)", reception.Loss);
        Assert.Equal(5, reception.Sequence);
    }

    [Fact]
    public void HeaderThatPromisesMoreThanTheModelHas_IsLost()
    {
        using var receiver = SemanticReceiver.Load("image-base");
        foreach (var header in new[]
        {
            TestFrames.Header() with { PayloadSymbols = 24 * 192 + 1 },
            TestFrames.Header() with { PayloadSymbols = FrameHeader.MaxPayloadSymbols },
            TestFrames.Header() with { WholePictureClass = 6 },
            TestFrames.Header() with { Cell = 1, SideBits = FrameHeader.MaxSideBits },
            TestFrames.Header() with { BaseStep = 3, SideBits = 5000 },
        })
        {
            Assert.NotNull(receiver.Decode(Frame(TestFrames.Compose(header, ProtectionLevel.All[3], new Complex32[400]))).Loss);
        }
    }

    /// <summary>Headers and side messages with right checksums, but contents that no transmitter made.</summary>
    [Fact]
    public void RandomContentBehindRightChecksums_IsLostOrDecoded()
    {
        var random = new Random(3);
        using var receiver = SemanticReceiver.Load("image-base");
        for (var i = 0; i < 150; i++)
        {
            var isLong = random.Next(3) == 0;
            var (cell, step) = (random.Next(5) is var c && c == 4 ? 0 : 1 << c, random.Next(8));
            var header = TestFrames.Header() with
            {
                Width = random.Next(1, 129),
                Height = random.Next(1, 129),
                Grey = random.Next(2) == 0,
                PayloadSymbols = random.Next(1, 3000),
                PlanSnrStep = random.Next(64),
                ScaleStep = random.Next(1024),
                Cell = cell,
                WholePictureClass = random.Next(8),
                BaseStep = step,
                SideBits = cell == 0 && step == 0 ? 0 : isLong ? 8 * random.Next(50, 150) : random.Next(1, 300),
                SideProtection = MessageProtection.All[isLong ? random.Next(14, MessageProtection.All.Count) : random.Next(8)],
            };
            var message = Array.Empty<Complex32>();
            if (header.SideBits > 0)
            {
                var format = MessageFormat.For(header.SideBits, header.SideProtection);
                MessageEncoder.Encode(format, TestSignals.Bits(random, header.SideBits), message = new Complex32[format.SymbolCount]);
            }
            var payload = new Complex32[header.PayloadSymbols];
            TestSignals.AddNoise(random, payload, 1);
            var reception = receiver.Decode(Frame(TestFrames.Compose(header, ProtectionLevel.All[2], [.. message, .. payload])));
            if (!reception.IsLost)
                Assert.Equal((header.Width, header.Height), (reception.Value!.Width, reception.Value.Height));
        }
    }

    [Fact]
    public void ReceiverWithAnotherFrameLayout_DoesNotFail()
    {
        var symbols = Encode(new LinkPlan(1 / 8.0, 12) { Layout = FrameLayout.ForCoherence(200) }, noise: 0.06);
        foreach (var pattern in new[] { FrameLayout.WholeFrame, FrameLayout.ForCoherence(128), FrameLayout.ForCoherence(333) })
        {
            using var receiver = SemanticReceiver.Load("image-base", layout: pattern);
            var reception = receiver.Decode(Frame(symbols));
            Assert.Equal(reception.IsLost, reception.Loss is not null);
        }
    }

    [Fact]
    public void GenieOfADeadChannel_IsNoError()
    {
        using var receiver = SemanticReceiver.Load("image-base");
        var symbols = Encode(new LinkPlan(1 / 12.0, 12), noise: 0.06);
        var genie = new ChannelState([default], symbols.Length, 0);
        Assert.True(receiver.Decode(new ReceivedFrame(new SymbolBlock(symbols), genie)).IsLost);
    }

    private static ReceivedFrame Frame(Complex32[] symbols) => new(new SymbolBlock(symbols));

    private static Complex32[] Encode(LinkPlan plan, double noise)
    {
        using var transmitter = SemanticTransmitter.Load("image-base");
        var symbols = transmitter.Encode(Sent, plan).Symbols.ToArray();
        TestSignals.AddNoise(new Random(1), symbols, noise);
        return symbols;
    }
}
