using SemCom.Randomness;
using SemCom.Wire;

namespace SemCom.Core.Tests.Frames;

public class TransmitFrameTests
{
    private static readonly ChannelUseLedger Ledger = new(Payload: 20, Header: 6, Pilots: 3, SideInformation: 1, Knowledge: 0);

    [Fact]
    public void Frame_ComesBackFromItsBytes()
    {
        var frame = Frame();
        var bytes = frame.ToMessagePack();
        var back = TransmitFrame.FromMessagePack(bytes);
        Assert.Equal(frame.Symbols, back.Symbols);
        Assert.Equal(Ledger, back.Ledger);
        Assert.Equal(4800, back.SourceValueCount);
        Assert.Equal(30.0 / 4800, back.Cbr);
        Assert.Equal(bytes, back.ToMessagePack());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(31, 127)]
    [InlineData(32, 128)]
    [InlineData(8191, 65536)]
    [InlineData(8192, int.MaxValue)]
    public void Length_IsKnownBeforehand(int symbols, int sourceValues)
    {
        var frame = new TransmitFrame(Symbols(symbols), new(symbols, 0, 0, 0, 0), sourceValues);
        Assert.Equal(frame.ToMessagePack().Length, frame.MessagePackLength);
    }

    [Fact]
    public void Bytes_AreAsDocumented()
    {
        var frame = new TransmitFrame(new([new(1, -2)]), new(1, 0, 0, 0, 0), 300);
        const string Body = "97" + "a9" + "73656d636f6d2d7478" + "02" + "95" + "0100000000" + "cd012c" + "01" + "c408" + "0000803f" + "000000c0";
        Assert.Equal(Body + "c404" + "ae55d008", Convert.ToHexStringLower(frame.ToMessagePack()));
    }

    [Fact]
    public void SeveralAntennas_CountOneUse()
    {
        var frame = new TransmitFrame(Symbols(60), Ledger, 4800, antennas: 2);
        var back = TransmitFrame.FromMessagePack(frame.ToMessagePack());
        Assert.Equal((2, 60, 30), (back.Antennas, back.Symbols.Count, back.Ledger.Total));
        Assert.Equal(30.0 / 4800, back.Cbr);
    }

    [Fact]
    public void Checksum_IsCrc32C() =>
        // Check value of CRC-32/ISCSI in the catalogue of parametrised CRC algorithms.
        Assert.Equal(0xE3069283, FrameEnvelope.Crc32C("123456789"u8));

    [Fact]
    public void Truncation_AtEveryByte_IsRefused()
    {
        var bytes = Frame().ToMessagePack();
        for (var length = 0; length < bytes.Length; length++)
            AssertRefused(bytes[..length]);
        AssertRefused([.. bytes, 0]);
    }

    [Fact]
    public void EveryFlippedBit_IsRefused()
    {
        var bytes = Frame().ToMessagePack();
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            var damaged = bytes.ToArray();
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            AssertRefused(damaged);
        }
    }

    [Fact]
    public void OtherFormatsAndVersions_AreRefused_WithTheirNames()
    {
        Assert.Equal("semcom-tx must have version 2 (was 1); use the same SemCom version at both ends", AssertRefused(Forge(1, [1, 0, 0, 0, 0], 9, new byte[8])));
        Assert.Contains("semcom-tx", AssertRefused(new ReceivedFrame(Symbols(3)).ToMessagePack()), StringComparison.Ordinal);
        AssertRefused("GIF89a"u8.ToArray());
    }

    [Fact]
    public void WellFormedNonsense_IsRefused()
    {
        Assert.Single(TransmitFrame.FromMessagePack(Forge(2, [1, 0, 0, 0, 0], 9, new byte[8])).Symbols);
        Assert.Contains("add up", AssertRefused(Forge(2, [1, 1, 0, 0, 0], 9, new byte[8])), StringComparison.Ordinal);
        Assert.Contains("add up", AssertRefused(Forge(2, [int.MaxValue, int.MaxValue, 3, 0, 0], 9, new byte[8])), StringComparison.Ordinal);
        AssertRefused(Forge(2, [2, -1, 0, 0, 0], 9, new byte[8]));
        AssertRefused(Forge(2, [1, 0, 0, 0], 9, new byte[8]));
        AssertRefused(Forge(2, [1, 0, 0, 0, 0], 0, new byte[8]));
        AssertRefused(Forge(2, [1, 0, 0, 0, 0], 9, new byte[9]));
        AssertRefused(Forge(2, [0, 0, 0, 0, 0], 9, []));
        Assert.Contains("finite", AssertRefused(Forge(2, [1, 0, 0, 0, 0], 9, [0, 0, 0xc0, 0x7f, 0, 0, 0, 0])), StringComparison.Ordinal);
        Assert.Contains("finite", AssertRefused(Forge(2, [1, 0, 0, 0, 0], 9, [0, 0, 0, 0, 0, 0, 0x80, 0xff])), StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_HoldsTheSameRules()
    {
        Assert.Throws<SemComException>(() => new TransmitFrame(Symbols(3), new(2, 0, 0, 0, 0), 9));
        Assert.Throws<SemComException>(() => new TransmitFrame(Symbols(3), new(4, -1, 0, 0, 0), 9));
        Assert.Throws<SemComException>(() => new TransmitFrame(Symbols(3), new(3, 0, 0, 0, 0), 0));
        Assert.Throws<SemComException>(() => new TransmitFrame(Symbols(3), new(3, 0, 0, 0, 0), 9, antennas: 2));
        Assert.Throws<SemComException>(() => new TransmitFrame(Symbols(5), new(1, 0, 0, 0, 0), 9, antennas: 5));
        Assert.Throws<SemComException>(() => new TransmitFrame(new([]), default, 9));
        Assert.Throws<SemComException>(() => new TransmitFrame(new([new(float.NaN, 0)]), new(1, 0, 0, 0, 0), 9));
    }

    internal static SymbolBlock Symbols(int count)
    {
        var reals = new float[2 * count];
        new CounterRandom(5, RandomPurpose.SourceData, 0).FillGaussian(reals);
        return new([.. reals.Chunk(2).Select(pair => new Complex32(pair[0], pair[1]))]);
    }

    private static TransmitFrame Frame() => new(Symbols(Ledger.Total), Ledger, 4800);

    private static byte[] Forge(int version, int[] ledger, int sourceValueCount, byte[] symbols)
    {
        var writer = new MessagePackWriter();
        writer.WriteArrayHead(7);
        writer.Write("semcom-tx");
        writer.Write(version);
        writer.WriteArrayHead(ledger.Length);
        foreach (var entry in ledger)
            writer.Write(entry);
        writer.Write(sourceValueCount);
        writer.Write(1);
        writer.WriteBinary(symbols);
        return FrameEnvelope.Close(writer);
    }

    private static string AssertRefused(byte[] bytes)
    {
        var message = Assert.Throws<SemComException>(() => TransmitFrame.FromMessagePack(bytes)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
