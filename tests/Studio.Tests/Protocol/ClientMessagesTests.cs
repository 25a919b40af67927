namespace SemCom.Studio.Tests.Protocol;

public class ClientMessagesTests
{
    private const int MaxBytes = 1000;

    public static TheoryData<byte[], string> Refused => new()
    {
        { [], "the data ends here" },
        { "text"u8.ToArray(), "Map" },
        { [0xC0], "Map" },
        { [0x80], "'t'" },
        { Packs.Map(("t", "fly")), "no type 'fly'" },
        { Packs.Map(("t", 5)), "must be text" },
        { Packs.Map(("t", "stop"), ("now", true)), "no field 'now'" },
        { Packs.Map(("t", "start")), "'source'" },
        { Packs.Map(("t", "start"), ("source", 1)), "must be text" },
        { Packs.Map(("t", "set"), ("snrDb", double.NaN)), "finite number" },
        { Packs.Map(("t", "set"), ("snrDb", double.PositiveInfinity)), "finite number" },
        { Packs.Map(("t", "set"), ("snrDb", "10")), "finite number" },
        { Packs.Map(("t", "ack"), ("n", 1.5)), "an integer" },
        { Packs.Map(("t", "focus"), ("x", 1.01), ("y", 0.5)), "between 0 and 1" },
        { Packs.Map(("t", "focus"), ("x", 0.5)), "'y'" },
        { Packs.Map(("t", "focus"), ("off", true), ("x", 0.5)), "no field 'x'" },
        { Packs.Map(("t", "webcam"), ("jpeg", new byte[MaxBytes + 1])), "at most 1000" },
        { Packs.Map(("t", "start"), ("source", new string('x', 4000))), "at most 2048" },
        { Packs.Map(("t", "stop"), ("t", "stop")), "there twice" },
        { [.. Packs.Map(("t", "stop")), 0xC0], "after the end" },
        { [0x81, 0xA1, (byte)'t', 0xDB, 0x7F, 0xFF, 0xFF, 0xFF], "at most 2048" },
        { [0x81, 0xA1, (byte)'t', 0xC6, 0x7F, 0xFF, 0xFF, 0xFF], "at most 1000" },
        { [0xDF, 0x7F, 0xFF, 0xFF, 0xFF], "entries" },
        { [0x81, 0xA1, (byte)'t', 0x91, 0xC0], "Array" },
        { [0x81, 0xA1, (byte)'t', 0xD9, 0x04, (byte)'s', (byte)'t', (byte)'o', (byte)'p'], "shortest form" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void WrongMessage_IsRefusedInOneLine(byte[] message, string reason)
    {
        var refusal = Assert.Throws<SemComException>(() => ClientMessages.Read(message, MaxBytes));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void EveryKind_IsRead()
    {
        Assert.Equal(new StartMessage("coast.mp4"), Read(("t", "start"), ("source", "coast.mp4")));
        Assert.Equal(new StopMessage(), Read(("t", "stop")));
        Assert.Equal(new SetMessage { SnrDb = 7, Cbr = 0.02, Mode = "digital", Fps = 12 }, Read(("t", "set"), ("snrDb", 7), ("cbr", 0.02), ("mode", "digital"), ("fps", 12), ("channel", null)));
        Assert.Equal(new AgentMessage(On: true, "as sharp as possible"), Read(("t", "agent"), ("on", true), ("intent", "as sharp as possible")));
        Assert.Equal(new FocusMessage(new FocusPoint(0.25, 1)), Read(("y", 1), ("t", "focus"), ("x", 0.25)));
        Assert.Equal(new FocusMessage(Point: null), Read(("t", "focus"), ("off", true)));
        Assert.Equal(new GroupMessage("harbour"), Read(("t", "group"), ("id", "harbour")));
        Assert.Equal(new AcknowledgeMessage(70_000), Read(("t", "ack"), ("n", 70_000)));
        Assert.Equal([1, 2, 3], Assert.IsType<WebcamMessage>(Read(("t", "webcam"), ("jpeg", new byte[] { 1, 2, 3 }))).Jpeg);
    }

    [Fact]
    public void Prefixes_AreRefused()
    {
        var message = Packs.Map(("t", "set"), ("snrDb", 3.5), ("channel", "tdl-c:ds=300ns"), ("fps", 300));
        for (var length = 0; length < message.Length; length++)
            Assert.Throws<SemComException>(() => ClientMessages.Read(message.AsSpan(0, length), MaxBytes));
    }

    [Fact]
    public void RandomBytes_AreRefusedWithoutLargeAllocations()
    {
        var random = new Random(5);
        var bytes = new byte[64];
        byte[] head = [0x82, 0xA1, (byte)'t', 0xA4, (byte)'s', (byte)'t', (byte)'o', (byte)'p', 0xA1, (byte)'x'];
        var before = GC.GetAllocatedBytesForCurrentThread();
        const int Count = 2000;
        for (var i = 0; i < Count; i++)
        {
            random.NextBytes(bytes);
            if (i % 2 == 0)
                head.CopyTo(bytes, 0);
            Assert.Throws<SemComException>(() => ClientMessages.Read(bytes, MaxBytes));
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Count * 20_000L);
    }

    private static ClientMessage Read(params (string Name, object? Value)[] fields) => ClientMessages.Read(Packs.Map(fields), MaxBytes);
}
