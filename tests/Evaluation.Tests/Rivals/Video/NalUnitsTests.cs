using SemCom.Evaluation.Rivals;

namespace SemCom.Evaluation.Tests.Rivals.Video;

public sealed class NalUnitsTests
{
    [Fact]
    public void StreamWithShortAndLongStartCodes_IsCutIntoUnits()
    {
        byte[] stream = [0, 0, 0, 1, 9, 16, 0, 0, 1, 0x67, 5, 0, 0, 0, 1, 0x65, 0, 3, 0, 0, 0];

        Assert.Equal([[9, 16], [0x67, 5], [0x65, 0, 3]], NalUnits.Split(stream));
        Assert.Empty(NalUnits.Split([]));
        Assert.Empty(NalUnits.Split([1, 2, 3]));
        Assert.Empty(NalUnits.Split([0, 0, 1]));
    }

    [Fact]
    public void EscapesGoInAndOut_AndNoUnitHoldsAStartCode()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var payload = new byte[random.Next(1, 40)];
            for (var i = 0; i < payload.Length; i++)
                payload[i] = (byte)random.Next(0, 5);
            payload[^1] |= 0x80; // as the stop bit of real ones
            var unit = NalUnits.Escape(payload);

            Assert.Equal(payload, NalUnits.Unescape(unit));
            Assert.Equal(-1, unit.AsSpan().IndexOf((ReadOnlySpan<byte>)[0, 0, 1]));
            Assert.Equal([unit, [7], unit], NalUnits.SplitJoined(NalUnits.Join([unit, [7], unit])));
        }
    }

    [Fact]
    public void GolombCodes_AreThoseOfTheStandard()
    {
        // ITU-T H.264 table 9-2: 1, 010, 011, 00100, 00111 are 0, 1, 2, 3 and 6.
        var bits = new BitField(new byte[] { 0b1010_0110, 0b0100_0011, 0b1000_0000 });

        Assert.Equal([0, 1, 2, 3, 6], new[] { bits.ReadGolomb(), bits.ReadGolomb(), bits.ReadGolomb(), bits.ReadGolomb(), bits.ReadGolomb() });
        Assert.Equal(0, bits.Read(100));
    }

    [Fact]
    public void CodedVideo_IsReadBack_AndDamageIsNoticed()
    {
        var video = new CodedVideo([[1, 2, 3], [4]]);

        Assert.Equal(video.Messages, CodedVideo.Parse(video.ToBytes(), 2)!.Messages);
        Assert.Null(CodedVideo.Parse(video.ToBytes(), 3));
        Assert.Null(CodedVideo.Parse(video.ToBytes().AsSpan()[..^1], 2));
        Assert.Null(CodedVideo.Parse([255, 255, 255, 127, 0], 1));
    }
}
