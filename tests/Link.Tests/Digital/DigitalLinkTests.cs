using SemCom.Channels;
using SemCom.Coding;

namespace SemCom.Link.Tests.Digital;

/// <summary>Bytes over real frames: header, pilots and channel estimated, as semantic frames have them.</summary>
public sealed class DigitalLinkTests
{
    private const int Uses = 6_000;

    [Theory]
    [InlineData("awgn", 10, 1, 12)]
    [InlineData("awgn", 28, 2, 27)]
    [InlineData("awgn", -3, 3, 2)]
    [InlineData("awgn-ofdm", 10, 1, 12)]
    [InlineData("awgn", 10, 0, 13)]
    [InlineData("awgn", 18.5, 0, 31)]
    [InlineData("awgn-ofdm", 6, 0, 4)]
    [InlineData("tdl-c:ds=300ns,fd=100Hz", 22, 0, 5)]
    [InlineData("tdl-a:fd=10Hz", 20, 1, 9)]
    [InlineData("tdl-c:ds=300ns,fd=100Hz", 20, 1, 9)]
    [InlineData("tdl-a:tx=2,rx=2", 25, 1, 9)]
    [InlineData("tdl-a:tx=2,rx=1,layers=1", 20, 1, 9)]
    [InlineData("rician:k=10dB", 15, 1, 5)]
    [InlineData("rayleigh:tx=4,rx=4", 30, 1, 9)]
    public void Message_Arrives_WhereTheChannelCarriesIt(string channel, double snrDb, int table, int index)
    {
        var link = DigitalLink.Create(channel, snrDb);
        var mcs = McsTables.Find(table, index);
        var message = Message(link.MessageBytes(mcs, Uses, snrDb));
        var result = link.Send(message, mcs, Uses, snrDb, new ChannelRealization(1, 0), content: 7, width: 123, height: 45);
        Assert.True(result.IsIntact, result.Reception.Loss);
        Assert.Equal(message, result.Reception.Value!.Bytes);
        Assert.Equal((7, 123, 45), (result.Reception.Value.Header.Content, result.Reception.Value.Header.Width, result.Reception.Value.Header.Height));
        Assert.InRange(result.Ledger.Total, Uses - 4, Uses);
        Assert.Equal(0, result.Ledger.SideInformation);
    }

    /// <summary>Where no level is as safe as the message is, the header does not eat the frame: half of a small frame is left to the message, over fading at low SNR too.</summary>
    [Theory]
    [InlineData("tdl-c:ds=300ns,fd=50Hz", -3, 1584)]
    [InlineData("tdl-c:ds=300ns,fd=50Hz", 0, 3168)]
    [InlineData("rayleigh", 0, 2000)]
    public void Headers_LeaveHalfOfAFrame(string channel, double snrDb, int uses)
    {
        var link = DigitalLink.Create(channel, snrDb);
        foreach (var mcs in McsTables.Table1.Take(6))
        {
            var ledger = link.Send(Message(link.MessageBytes(mcs, uses, snrDb)), mcs, uses, snrDb, new ChannelRealization(1, 0)).Ledger;
            Assert.True(ledger.Header <= 0.5 * (uses - ledger.Pilots) + 1 && ledger.Payload >= ledger.Header, $"{mcs}: {ledger}");
        }
    }

    /// <summary>5 dB below what the code needs the header still arrives, and every block is known to be wrong.</summary>
    [Theory]
    [InlineData(1, 14)]
    [InlineData(0, 22)]
    public void BelowTheCliff_BlocksAreWrong_AndSaySo(int table, int index)
    {
        var mcs = McsTables.Find(table, index);
        var link = DigitalLink.Create("awgn", 4);
        var message = Message(link.MessageBytes(mcs, Uses, 4));
        var result = link.Send(message, mcs, Uses, 4, new ChannelRealization(1, 0));
        var received = result.Reception.Value!;
        Assert.False(result.IsIntact);
        Assert.All(received.Blocks, block => Assert.False(block.Correct));
        Assert.Equal((received.Blocks.Count, received.Blocks.Count), (result.Blocks, result.BlocksLost));
        Assert.True(received.IntactPrefix.IsEmpty);
        Assert.Equal(message.Length, received.Blocks[^1].FirstByte + received.Blocks[^1].ByteCount);
    }

    /// <summary>At the foot of the waterfall some blocks fail; what precedes the first wrong one is what was sent.</summary>
    [Theory]
    [InlineData(1, 14, 6.4, 6.5, 6.6, 6.7, 6.8, 6.9)]
    [InlineData(0, 22, 8.5, 8.55, 8.6, 8.65, 8.7, 8.75)]
    public void IntactPrefix_IsWhatWasSent(int table, int index, params double[] snrsDb)
    {
        var mcs = McsTables.Find(table, index);
        var partial = 0;
        foreach (var snrDb in snrsDb)
        {
            var link = DigitalLink.Create("awgn", snrDb);
            var message = Message(link.MessageBytes(mcs, 40_000, snrDb));
            for (var frame = 0UL; frame < 2; frame++)
            {
                var result = link.Send(message, mcs, 40_000, snrDb, new ChannelRealization(3, frame));
                var received = result.Reception.Value!;
                Assert.Equal((received.Blocks.Count, received.Blocks.Count(b => !b.Correct)), (result.Blocks, result.BlocksLost));
                var prefix = received.IntactPrefix;
                Assert.True(message.AsSpan(0, prefix.Length).SequenceEqual(prefix));
                foreach (var block in received.Blocks.Where(block => block.Correct))
                    Assert.True(message.AsSpan(block.FirstByte + 1, block.ByteCount - 2).SequenceEqual(received.Bytes.AsSpan(block.FirstByte + 1, block.ByteCount - 2)));
                partial += received.Blocks.Any(block => block.Correct) && !received.IsIntact ? 1 : 0;
            }
        }
        Assert.InRange(partial, 1, 12);
    }

    /// <summary>Without a header the receiver knows of no block; those that were sent are lost all the same.</summary>
    [Fact]
    public void WithoutTheHeader_AllBlocksAreLost()
    {
        var mcs = McsTables.Find(1, 14);
        var (planned, link) = (DigitalLink.Create("awgn", 12), DigitalLink.Create("awgn", -15));
        var message = Message(planned.MessageBytes(mcs, 40_000, 12));
        var arrived = planned.Send(message, mcs, 40_000, 12, new ChannelRealization(1, 0));
        var lost = link.Send(message, mcs, 40_000, 12, new ChannelRealization(1, 0));
        Assert.Null(lost.Reception.Value);
        Assert.InRange(arrived.Blocks, 2, 100);
        Assert.Equal((arrived.Reception.Value!.Blocks.Count, 0), (arrived.Blocks, arrived.BlocksLost));
        Assert.Equal((arrived.Blocks, arrived.Blocks), (lost.Blocks, lost.BlocksLost));
    }

    [Fact]
    public void TooLongMessages_AreRefused()
    {
        var link = DigitalLink.Create("awgn", 10);
        var mcs = McsTables.Find(1, 0);
        var most = link.MessageBytes(mcs, Uses, 10);
        var error = Assert.Throws<SemComException>(() => link.Send(new byte[most + 1], mcs, Uses, 10, default));
        Assert.StartsWith($"bytes of a message in 6000 channel uses with MCS 0 of table 1 (QPSK, rate 120/1024) must be between 1 and {most}", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, link.MessageBytes(mcs, 100, 10));
    }

    [Fact]
    public void SameRealization_SameResult_OnAnyThread()
    {
        var link = DigitalLink.Create("tdl-b:fd=30Hz", 6);
        var mcs = McsTables.Find(1, 7);
        var message = Message(link.MessageBytes(mcs, Uses, 6));
        var results = new byte[8][];
        Parallel.For(0, 8, new() { MaxDegreeOfParallelism = 2 }, i => results[i] = link.Send(message, mcs, Uses, 6, new ChannelRealization(9, (ulong)(i / 2))).Reception.Value?.Bytes ?? []);
        for (var i = 0; i < 8; i += 2)
            Assert.Equal(results[i], results[i + 1]);
    }

    private static byte[] Message(int length)
    {
        var message = new byte[length];
        new Random(length).NextBytes(message);
        return message;
    }
}
