using SemCom.Framing;

namespace SemCom.Core.Tests.Framing;

public sealed class SealedHeaderTests
{
    [Fact]
    public void Bits_GiveBackEveryHeader_AndAreNoOtherHeader()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var protection = MessageProtection.All[random.Next(MessageProtection.All.Count)];
            var header = new SealedHeader
            {
                Sequence = random.Next(256),
                Place = new PictureBox(random.Next(16384), random.Next(16384), random.Next(1, 16385), random.Next(1, 16385)),
                MessageBytes = random.Next(50, 1 << 19),
                Protection = protection,
                PayloadSymbols = random.Next(1, FrameHeader.MaxPayloadSymbols + 1),
            };
            var bits = header.ToBits();
            Assert.Equal(FrameHeader.BitCount, bits.Length);
            Assert.Equal(header, SealedHeader.FromBits(bits));
            Assert.Null(FrameHeader.FromBits(bits));
            Assert.Null(DigitalHeader.FromBits(bits));
            bits[^1] = 1;
            Assert.Null(SealedHeader.FromBits(bits));
        }
    }

    [Fact]
    public void WhatCannotBe_IsRefused()
    {
        var header = new SealedHeader { Sequence = 0, Place = new PictureBox(0, 0, 1, 1), MessageBytes = 44, Protection = MessageProtection.All[0], PayloadSymbols = 1 };
        Assert.NotNull(SealedHeader.FromBits(header.ToBits()));
        Assert.Null(SealedHeader.FromBits((header with { PayloadSymbols = 0 }).ToBits()));
        Assert.Null(SealedHeader.FromBits((header with { MessageBytes = 0 }).ToBits()));
        Assert.Null(SealedHeader.FromBits((header with { Protection = MessageProtection.All[^1] }).ToBits()));
        Assert.Throws<ArgumentOutOfRangeException>((header with { Place = new PictureBox(16384, 0, 1, 1) }).ToBits);
        Assert.Throws<ArgumentOutOfRangeException>((header with { MessageBytes = 1 << 19 }).ToBits);
    }
}
