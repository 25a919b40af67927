using System.Text;
using SemCom.Wire;

namespace SemCom.Core.Tests.Wire;

public sealed class DocumentHeadTests
{
    private static readonly DocumentHead Head = new("semcom-xx", 3, 2);

    /// <summary>An array of four (94), text of nine bytes (A9), 3.</summary>
    [Fact]
    public void Open_WritesTheHead()
    {
        var writer = Head.Open();
        Assert.Equal([0x94, 0xA9, .. "semcom-xx"u8, 3], writer.WrittenSpan.ToArray());
        Assert.Equal(Head.Length, writer.Length);
    }

    [Fact]
    public void Read_StandsBeforeTheFirstField()
    {
        var reader = Head.Read([0x94, 0xA9, .. "semcom-xx"u8, 3, 7, 8], "thing");
        Assert.Equal((7, 8), (reader.ReadInt32(0, 9), reader.ReadInt32(0, 9)));
        reader.End();
    }

    [Theory]
    [InlineData(0x94, "semcom-xy", 3, "thing must be undamaged MessagePack as SemCom writes it (byte 11: another format's name); get the data again")]
    [InlineData(0x94, "semcom-xx", 4, "thing must have version 3 (was 4); use the same SemCom version at both ends")]
    [InlineData(0x93, "semcom-xx", 4, "thing must have version 3 (was 4); use the same SemCom version at both ends")]
    [InlineData(0x93, "semcom-xx", 3, "thing must be undamaged MessagePack as SemCom writes it (byte 12: 1 fields where 2 belong); get the data again")]
    [InlineData(0x84, "semcom-xx", 3, "thing must be undamaged MessagePack as SemCom writes it (byte 0: Map where Array was expected); get the data again")]
    public void AnotherHead_IsRefusedInOneLine(byte first, string format, byte version, string message) =>
        Assert.Equal(message, Assert.Throws<SemComException>(() => Head.Read([first, 0xA9, .. Encoding.ASCII.GetBytes(format), version, 7, 8], "thing").End()).Message);

    [Fact]
    public void ACutHead_IsRefused()
    {
        byte[] bytes = [0x94, 0xA9, .. "semcom-xx"u8, 3];
        for (var length = 0; length < bytes.Length; length++)
            Assert.DoesNotContain('\n', Assert.Throws<SemComException>(() => Head.Read(bytes.AsSpan(0, length), "thing").End()).Message);
    }
}
