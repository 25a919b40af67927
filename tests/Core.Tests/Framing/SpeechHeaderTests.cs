using SemCom.Framing;

namespace SemCom.Core.Tests.Framing;

public sealed class SpeechHeaderTests
{
    private static readonly SpeechHeader Header = new()
    {
        ModelWireId = 4,
        Sequence = 200,
        Samples = 28_123,
        LevelStep = 90,
        PayloadSymbols = 6_000,
        PlanSnrStep = 32,
        ScaleStep = 500,
        Depth = 3,
        HasPitch = true,
        SideBits = 904,
        SideProtection = MessageProtection.Ldpc[10],
    };

    [Fact]
    public void Headers_ComeBack() => Assert.Equal(Header, SpeechHeader.FromBits(Header.ToBits()));

    /// <summary>A receiver of one kind never takes a frame of another for its own.</summary>
    [Fact]
    public void OtherReceivers_RefuseIt()
    {
        Assert.Null(FrameHeader.FromBits(Header.ToBits()));
        Assert.Null(SealedHeader.FromBits(Header.ToBits()));
        Assert.Null(DigitalHeader.FromBits(Header.ToBits()));
    }

    [Fact]
    public void Nonsense_IsRefused()
    {
        Assert.Null(SpeechHeader.FromBits((Header with { Samples = 0 }).ToBits()));
        Assert.Null(SpeechHeader.FromBits((Header with { PayloadSymbols = 0 }).ToBits()));
        Assert.Null(SpeechHeader.FromBits((Header with { SideBits = 0 }).ToBits()));
        Assert.Null(SpeechHeader.FromBits((Header with { Depth = 0, HasPitch = false }).ToBits()));
        Assert.Null(SpeechHeader.FromBits((Header with { SideBits = 100 }).ToBits()));
        var tail = Header.ToBits();
        tail[^1] = 1;
        Assert.Null(SpeechHeader.FromBits(tail));
        Assert.Null(SpeechHeader.FromBits(new byte[FrameHeader.BitCount]));
    }

    /// <summary>Levels are told to half a decibel; what is 100 dB below full scale is silence.</summary>
    [Fact]
    public void Levels_AreWithinHalfADecibel()
    {
        for (var db = -104.0; db < 20; db += 0.37)
        {
            var level = Math.Pow(10, db / 20);
            Assert.Equal(db, 20 * Math.Log10(SpeechHeader.LevelOf(SpeechHeader.StepOfLevel(level))), 0.51);
        }
        Assert.Equal(0, SpeechHeader.StepOfLevel(0));
        Assert.Equal(0, SpeechHeader.LevelOf(SpeechHeader.StepOfLevel(1e-6)));
        Assert.Equal(SpeechHeader.LevelSteps - 1, SpeechHeader.StepOfLevel(1000));
    }
}
