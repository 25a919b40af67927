using SemCom.Wire;

namespace SemCom.Core.Tests.Wire;

/// <summary>Exact bytes, from the tables of msgpack/spec.md.</summary>
public class MessagePackFormatTests
{
    [Theory]
    [InlineData(0L, "00")]
    [InlineData(127L, "7f")]
    [InlineData(128L, "cc80")]
    [InlineData(255L, "ccff")]
    [InlineData(256L, "cd0100")]
    [InlineData(65535L, "cdffff")]
    [InlineData(65536L, "ce00010000")]
    [InlineData(4294967295L, "ceffffffff")]
    [InlineData(4294967296L, "cf0000000100000000")]
    [InlineData(long.MaxValue, "cf7fffffffffffffff")]
    [InlineData(-1L, "ff")]
    [InlineData(-32L, "e0")]
    [InlineData(-33L, "d0df")]
    [InlineData(-128L, "d080")]
    [InlineData(-129L, "d1ff7f")]
    [InlineData(-32768L, "d18000")]
    [InlineData(-32769L, "d2ffff7fff")]
    [InlineData(-2147483648L, "d280000000")]
    [InlineData(-2147483649L, "d3ffffffff7fffffff")]
    [InlineData(long.MinValue, "d38000000000000000")]
    public void Integer_HasTheShortestForm(long value, string hex)
    {
        AssertRoundTrip(writer => writer.Write(value), hex);
        Assert.Equal(hex.Length / 2, MessagePackSize.Integer(value));
        Assert.Equal(value, Reader(hex).ReadInt64());
    }

    [Fact]
    public void Integer_AboveTheSignedRange_IsRead()
    {
        AssertRoundTrip(writer => writer.Write(ulong.MaxValue), "cfffffffffffffffff");
        Assert.Equal(ulong.MaxValue, Reader("cfffffffffffffffff").ReadUInt64());
        Assert.Contains("2^63-1", Fails("cf8000000000000000", (ref reader) => reader.ReadInt64()), StringComparison.Ordinal);
        Assert.Contains("negative", Fails("ff", (ref reader) => reader.ReadUInt64()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("05", 5, 5, true)]
    [InlineData("05", 6, 9, false)]
    [InlineData("ff", -1, 0, true)]
    [InlineData("fe", -1, 0, false)]
    [InlineData("05", -9, -1, false)]
    [InlineData("ff", 0, 1, false)]
    [InlineData("ce80000000", int.MinValue, int.MaxValue, false)]
    [InlineData("cfffffffffffffffff", int.MinValue, int.MaxValue, false)]
    [InlineData("d38000000000000000", int.MinValue, int.MaxValue, false)]
    [InlineData("d280000000", int.MinValue, int.MaxValue, true)]
    public void Integer_OutOfItsRange_IsRefused(string hex, int min, int max, bool allowed)
    {
        if (allowed)
            Assert.InRange(Reader(hex).ReadInt32(min, max), min, max);
        else
            Fails(hex, (ref reader) => reader.ReadInt32(min, max));
    }

    [Fact]
    public void NilBooleansAndFloats_HaveTheirBytes()
    {
        AssertRoundTrip(writer => writer.WriteNil(), "c0");
        AssertRoundTrip(writer => writer.Write(false), "c2");
        AssertRoundTrip(writer => writer.Write(true), "c3");
        AssertRoundTrip(writer => writer.Write(1.5f), "ca3fc00000");
        AssertRoundTrip(writer => writer.Write(-0.1), "cbbfb999999999999a");
        var reader = Reader("c0");
        Assert.True(reader.TryReadNil());
        reader.End();
        Assert.True(Reader("c3").ReadBoolean());
        Assert.Equal(1.5f, Reader("ca3fc00000").ReadSingle());
        Assert.Equal(-0.1, Reader("cbbfb999999999999a").ReadDouble());
    }

    [Theory]
    [InlineData(0, "a0")]
    [InlineData(31, "bf")]
    [InlineData(32, "d920")]
    [InlineData(255, "d9ff")]
    [InlineData(256, "da0100")]
    [InlineData(65536, "db00010000")]
    public void Text_HasTheShortestHead(int length, string head)
    {
        var text = new string('x', length);
        AssertRoundTrip(writer => writer.Write(text), head + string.Concat(Enumerable.Repeat("78", length)));
        Assert.Equal(head.Length / 2 + length, MessagePackSize.Text(text));
    }

    [Theory]
    [InlineData(0, "c400")]
    [InlineData(255, "c4ff")]
    [InlineData(256, "c50100")]
    [InlineData(65536, "c600010000")]
    public void Binary_HasTheShortestHead(int length, string head)
    {
        AssertRoundTrip(writer => writer.WriteBinary(new byte[length]), head + new string('0', 2 * length));
        Assert.Equal(head.Length / 2 + length, MessagePackSize.Binary(length));
    }

    [Theory]
    [InlineData(0, "90", "80")]
    [InlineData(15, "9f", "8f")]
    [InlineData(16, "dc0010", "de0010")]
    [InlineData(65536, "dd00010000", "df00010000")]
    public void ArrayAndMap_HaveTheShortestHead(int count, string array, string map)
    {
        var nils = string.Concat(Enumerable.Repeat("c0", count));
        AssertRoundTrip(writer => Fill(writer, count, writer => writer.WriteArrayHead(count)), array + nils);
        AssertRoundTrip(writer => Fill(writer, 2 * count, writer => writer.WriteMapHead(count)), map + nils + nils);
        Assert.Equal(array.Length / 2, MessagePackSize.ContainerHead(count));
        Assert.Equal(count, Reader(array + nils).ReadArrayHead(count));
        Assert.Equal(count, Reader(map + nils + nils).ReadMapHead(count));
    }

    [Theory]
    [InlineData("cc7f")]
    [InlineData("cd00ff")]
    [InlineData("ce0000ffff")]
    [InlineData("cf00000000ffffffff")]
    [InlineData("d0e0")]
    [InlineData("d005")]
    [InlineData("d1ff80")]
    [InlineData("d2ffff8000")]
    [InlineData("d3ffffffff80000000")]
    public void Integer_NotInItsShortestForm_IsRefused(string hex) =>
        Assert.Contains("shortest form", Fails(hex, (ref reader) => reader.ReadInt64()), StringComparison.Ordinal);

    [Fact]
    public void LengthsAndCounts_NotInTheirShortestForm_AreRefused()
    {
        Fails("d903616263", (ref reader) => reader.ReadText(99));
        Fails("da0003616263", (ref reader) => reader.ReadText(99));
        Fails("db00000003616263", (ref reader) => reader.ReadText(99));
        Fails("c5000100", (ref reader) => reader.ReadBinary(99));
        Fails("c60000000100", (ref reader) => reader.ReadBinary(99));
        Fails("dc0001c0", (ref reader) => reader.ReadArrayHead(99));
        Fails("dd00000001c0", (ref reader) => reader.ReadArrayHead(99));
        Fails("de0001c0c0", (ref reader) => reader.ReadMapHead(99));
        Fails("df00000001c0c0", (ref reader) => reader.ReadMapHead(99));
    }

    [Theory]
    [InlineData("a1ff")]
    [InlineData("a2c3")]
    [InlineData("a2c080")]
    [InlineData("a3eda080")]
    [InlineData("a4f4908080")]
    public void Text_ThatIsNotUtf8_IsRefused(string hex) => Fails(hex, (ref reader) => reader.ReadText(99));

    [Fact]
    public void Text_WithHalfASurrogatePair_IsNotWritten()
    {
        var writer = new MessagePackWriter();
        Assert.Throws<SemComException>(() => writer.Write("a\uD800b"));
        Assert.Equal(0, writer.Length);
    }

    [Theory]
    [InlineData("c1")]
    [InlineData("d40100")]
    [InlineData("c7010100")]
    [InlineData("d6ff00000000")]
    [InlineData("")]
    public void UnusedAndExtensionTypes_AreRefused(string hex) => Fails(hex, (ref reader) => reader.ReadInt64());

    [Fact]
    public void Limits_AreChecked()
    {
        Fails("c403010203", (ref reader) => reader.ReadBinary(2));
        Fails("a3616263", (ref reader) => reader.ReadText(2));
        Fails("93010203", (ref reader) => reader.ReadArrayHead(2));
        Fails("83010203040506", (ref reader) => reader.ReadMapHead(2));
        Fails("8301020304", (ref reader) => reader.ReadMapHead(9));
    }

    [Fact]
    public void IncompleteContainersAndBytesAfterTheEnd_AreRefused()
    {
        Assert.Contains("1 bytes after the end", Fails("c0c0", (ref reader) => Finish(ref reader)), StringComparison.Ordinal);
        Assert.Contains("unread values", Fails("92c0c0", (ref reader) =>
        {
            reader.ReadArrayHead(2);
            Finish(ref reader);
        }), StringComparison.Ordinal);
        var writer = new MessagePackWriter();
        writer.WriteMapHead(1);
        writer.Write("key");
        Assert.Throws<InvalidOperationException>(writer.TakeBytes);
    }

    [Fact]
    public void Nesting_Beyond32Levels_IsRefused()
    {
        const int MaxDepth = 32;
        var writer = new MessagePackWriter();
        for (var i = 0; i < MaxDepth; i++)
            writer.WriteArrayHead(1);
        Assert.Throws<InvalidOperationException>(() => writer.WriteArrayHead(1));
        writer.WriteArrayHead(0);
        RandomDocument.Read(writer.TakeBytes());
        var deeper = Enumerable.Repeat((byte)0x91, 100_000).Append((byte)0xc0).ToArray();
        Assert.Contains("32 levels", Assert.Throws<SemComException>(() => RandomDocument.Read(deeper)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Message_NamesDataPositionAndProblem() => Assert.Equal(
        "test must be undamaged MessagePack as SemCom writes it (byte 1: Float32 where Integer was expected); get the data again",
        Fails("01ca00000000", (ref reader) =>
        {
            reader.ReadInt64();
            reader.ReadInt64();
        }));

    private delegate void Use(ref MessagePackReader reader);

    private static void Finish(ref MessagePackReader reader)
    {
        reader.TryReadNil();
        reader.End();
    }

    private static MessagePackReader Reader(string hex) => new(Convert.FromHexString(hex), "test");

    private static string Fails(string hex, Use use) => Assert.Throws<SemComException>(() =>
    {
        var reader = Reader(hex);
        use(ref reader);
    }).Message;

    private static void Fill(MessagePackWriter writer, int nils, Action<MessagePackWriter> head)
    {
        head(writer);
        for (var i = 0; i < nils; i++)
            writer.WriteNil();
    }

    private static void AssertRoundTrip(Action<MessagePackWriter> write, string hex)
    {
        var writer = new MessagePackWriter(0);
        write(writer);
        var bytes = writer.TakeBytes();
        Assert.Equal(hex, Convert.ToHexStringLower(bytes));
        if (!hex.StartsWith('8') && !hex.StartsWith("de", StringComparison.Ordinal) && !hex.StartsWith("df", StringComparison.Ordinal))
            Assert.Equal(bytes, RandomDocument.Write(RandomDocument.Read(bytes)));
    }
}
