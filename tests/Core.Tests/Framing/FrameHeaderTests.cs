using SemCom.Framing;
using SemCom.Latents;

namespace SemCom.Core.Tests.Framing;

public sealed class FrameHeaderTests
{
    /// <summary>First bits of the fields.</summary>
    private const int ModeAt = 11, WidthAt = 14, HeightAt = 28, PayloadAt = 50, CellAt = 90, BaseAt = 96, SideAt = 99, ProtectionAt = 121;

    [Fact]
    public void Bits_GiveBackEveryHeader()
    {
        var random = new Random(1);
        for (var i = 0; i < 3000; i++)
        {
            var header = RandomHeader(random);
            var bits = header.ToBits();
            Assert.Equal(FrameHeader.BitCount, bits.Length);
            Assert.True(bits.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)1) < 0);
            Assert.Equal(header, FrameHeader.FromBits(bits));
        }
    }

    [Fact]
    public void Limits_AreKept()
    {
        var header = Plain() with
        {
            ModelWireId = 255,
            Width = Picture.MaxSide,
            Height = 3051,
            Sequence = 255,
            PayloadSymbols = FrameHeader.MaxPayloadSymbols,
            PlanSnrStep = 63,
            ScaleStep = 1023,
            Cell = 8,
            BaseStep = BaseLayer.Steps.Count,
            SideBits = FrameHeader.MaxSideBits,
            SideProtection = MessageProtection.All[7],
        };
        Assert.Equal(header, FrameHeader.FromBits(header.ToBits()));
        Assert.Equal(Plain() with { Width = 1, Height = 1 }, FrameHeader.FromBits((Plain() with { Width = 1, Height = 1 }).ToBits()));
    }

    [Fact]
    public void ToBits_RefusesWhatDoesNotFit()
    {
        foreach (var header in new[]
        {
            Plain() with { Width = Picture.MaxSide + 1 }, Plain() with { Height = 0 }, Plain() with { ModelWireId = 256 }, Plain() with { Sequence = -1 },
            Plain() with { PayloadSymbols = FrameHeader.MaxPayloadSymbols + 1 }, Plain() with { PlanSnrStep = 64 }, Plain() with { ScaleStep = 1024 },
            Plain() with { SideBits = FrameHeader.MaxSideBits + 1 }, Plain() with { BaseStep = 8 }, Plain() with { WholePictureClass = 8 },
        })
        {
            Assert.Throws<ArgumentOutOfRangeException>(header.ToBits);
        }
    }

    [Theory]
    [InlineData(0, 3, 0)]
    [InlineData(0, 3, 1)]
    [InlineData(ModeAt, 2, 1)]
    [InlineData(ModeAt, 2, 3)]
    [InlineData(PayloadAt, 24, 0)]
    [InlineData(CellAt, 3, 4)]
    [InlineData(CellAt, 3, 6)]
    [InlineData(CellAt, 3, 1)]
    [InlineData(BaseAt, 3, 2)]
    [InlineData(SideAt, 22, 100)]
    [InlineData(ProtectionAt, 6, 38)]
    [InlineData(ProtectionAt, 6, 63)]
    public void UnknownOrImpossibleHeaders_AreNone(int at, int width, int value)
    {
        var bits = Plain().ToBits();
        Assert.NotNull(FrameHeader.FromBits(bits));
        Write(bits, at, width, value);
        Assert.Null(FrameHeader.FromBits(bits));
    }

    [Fact]
    public void ProtectionThatDoesNotTakeTheMessage_IsNone()
    {
        var header = Plain() with { BaseStep = 2, SideBits = 400, SideProtection = MessageProtection.All[20] };
        Assert.Equal(header, FrameHeader.FromBits(header.ToBits()));
        Assert.Null(FrameHeader.FromBits((header with { SideBits = 392 }).ToBits()));
        Assert.Null(FrameHeader.FromBits((header with { SideBits = 404 }).ToBits()));
    }

    [Fact]
    public void PicturesAboveTheLimitOfPixels_AreNone()
    {
        var bits = Plain().ToBits();
        Write(bits, WidthAt, 14, 9999);
        Write(bits, HeightAt, 14, 4999);
        Assert.Equal((10_000, 5_000), (FrameHeader.FromBits(bits)!.Width, FrameHeader.FromBits(bits)!.Height));
        Write(bits, HeightAt, 14, 5000);
        Assert.Null(FrameHeader.FromBits(bits));
    }

    [Fact]
    public void RandomBits_GiveNoHeader_OrOneThatSaysTheSame()
    {
        var random = new Random(2);
        var known = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var bits = Enumerable.Range(0, FrameHeader.BitCount).Select(_ => (byte)random.Next(2)).ToArray();
            Write(bits, 0, 3, 2);
            Write(bits, ModeAt, 2, 0);
            if (FrameHeader.FromBits(bits) is not { } header)
                continue;
            known++;
            Assert.Equal(bits, header.ToBits());
        }
        Assert.InRange(known, 1000, 19_000);
    }

    [Fact]
    public void Steps_AreWithinHalfAStepOfWhatTheyStandFor()
    {
        for (var snrDb = -6.0; snrDb <= 25.5; snrDb += 0.07)
            Assert.InRange(FrameHeader.PlanSnrOfStep(FrameHeader.StepOfPlanSnr(snrDb)) - snrDb, -0.25 - 1e-9, 0.25 + 1e-9);
        for (var octave = -8.0; octave < 7.98; octave += 0.0137)
        {
            var header = Plain() with { ScaleStep = FrameHeader.StepOfScale(Math.Pow(2, octave)) };
            Assert.InRange(Math.Log2(header.Scale) - octave, -1 / 128.0 - 1e-9, 1 / 128.0 + 1e-9);
        }
    }

    [Fact]
    public void Steps_StopAtTheirEnds()
    {
        Assert.Equal((0, 63), (FrameHeader.StepOfPlanSnr(-20), FrameHeader.StepOfPlanSnr(60)));
        Assert.Equal((0, 1023), (FrameHeader.StepOfScale(1e-9), FrameHeader.StepOfScale(1e9)));
        Assert.Equal(FrameHeader.SmallestScale, (Plain() with { ScaleStep = 0 }).Scale);
        Assert.Equal(FrameHeader.LargestScale, (Plain() with { ScaleStep = 1023 }).Scale);
    }

    private static FrameHeader Plain() => new()
    {
        ModelWireId = 1,
        Mode = LinkMode.Analog,
        Grey = false,
        Width = 96,
        Height = 64,
        Sequence = 7,
        PayloadSymbols = 500,
        PlanSnrStep = 32,
        ScaleStep = 512,
        Cell = 0,
        WholePictureClass = 3,
        BaseStep = 0,
        SideBits = 0,
        SideProtection = MessageProtection.All[2],
    };

    private static FrameHeader RandomHeader(Random random)
    {
        var (width, cell, step) = (random.Next(1, Picture.MaxSide + 1), random.Next(5) is var c && c == 4 ? 0 : 1 << c, random.Next(8));
        var protection = MessageProtection.All[random.Next(MessageProtection.All.Count)];
        var (focus, rotations) = (random.Next(2) == 1, random.Next(2) == 1);
        var sideBits = protection.Mcs is null ? random.Next(1, FrameHeader.MaxSideBits + 1) : 8 * random.Next(50, FrameHeader.MaxSideBits / 8);
        return new FrameHeader
        {
            ModelWireId = random.Next(256),
            Mode = LinkMode.Analog,
            Grey = random.Next(2) == 1,
            Width = width,
            Height = random.Next(1, Math.Min(Picture.MaxSide, Picture.MaxPixels / width) + 1),
            Sequence = random.Next(256),
            PayloadSymbols = random.Next(1, FrameHeader.MaxPayloadSymbols + 1),
            PlanSnrStep = random.Next(64),
            ScaleStep = random.Next(1024),
            Cell = cell,
            WholePictureClass = random.Next(8),
            BaseStep = step,
            HasFocus = focus,
            HasRotations = rotations,
            IsDifference = !focus && !rotations && random.Next(4) == 0,
            SideBits = cell == 0 && step == 0 && !focus && !rotations ? 0 : sideBits,
            SideProtection = protection,
        };
    }

    private static void Write(byte[] bits, int at, int width, int value)
    {
        for (var i = 0; i < width; i++)
            bits[at + i] = (byte)(value >> width - 1 - i & 1);
    }
}
