using SemCom.Channels;

namespace SemCom.Link.Tests;

/// <summary>Semantic frames with estimated channels, over everything that has a name.</summary>
public sealed class EveryChannelTests
{
    public static TheoryData<string> Channels { get; } =
    [
        .. ChannelRegistry.Default.Channels.Select(channel => channel.Name).Where(name => name != "rayleigh-fast"),
        "rician:k=10dB,coherence=400", "nakagami:m=3,rx=2", "rayleigh:tx=2,rx=1,layers=1", "rayleigh:tx=2,rx=2", "rayleigh:tx=4,rx=4", "rayleigh:rx=4,coherence=300",
        "tdl-c:ds=300ns,fd=100Hz", "tdl-a:tx=2,rx=2", "tdl-b:tx=2,rx=2,layers=1", "tdl-d:tx=4,rx=4", "tdl-a:scs=30kHz,subcarriers=72,pilot-spacing=4,pilot-period=2",
        "awgn-ofdm+cfo:f=20Hz+phase-noise:linewidth=1Hz", "tdl-a+clip:papr=8dB+adc:bits=10", "tdl-a:rx=2+loss:rate=0.03,burst=2,packet=64", "rician+loss:rate=0.03,packet=64",
    ];

    /// <summary>At 20 dB a frame arrives, except in a fade: three of four do, and what arrives is close to what a genie receives.</summary>
    [Theory]
    [MemberData(nameof(Channels))]
    public async Task Frames_Arrive_AboutAsWellAsWithAGenie(string channel)
    {
        var (lost, honest, genie) = (0, 0.0, 0.0);
        for (var frame = 0UL; frame < 4; frame++)
        {
            var number = frame;
            var result = await Send(false);
            var with = await Send(true);
            Assert.Equal(result.Ledger, with.Ledger);
            Assert.InRange(result.Ledger.Total, 1, TestLink.Crop.ValueCount / 3 + 1);
            lost += result.Lost ? 1 : 0;
            if (!result.Lost && !with.Lost)
                (honest, genie) = (honest + TestLink.Psnr(result), genie + TestLink.Psnr(with));

            Task<SendResult> Send(bool on) =>
                TestLink.Send(TestLink.Crop, o => o.Channel(channel, 20).Bandwidth(1 / 3.0).Seed(3).Frame(number).Genie(on));
        }
        Assert.InRange(lost, 0, 1);
        Assert.InRange(honest / (4 - lost), 24, 60);
        Assert.True(honest > genie - (4 - lost) * 1.5, $"{honest / (4 - lost):F2} dB on average, {genie / (4 - lost):F2} dB with a genie");
    }

    /// <summary>Statistics of a channel may be known, its realization not: the frame that is sent does not depend on the seed.</summary>
    [Theory]
    [InlineData("tdl-c:ds=300ns")]
    [InlineData("nakagami")]
    [InlineData("rayleigh:tx=2,rx=2")]
    public async Task Plans_DoNotDependOnTheRealization(string channel)
    {
        var first = await TestLink.Send(TestLink.Crop, o => o.Channel(channel, 10).Bandwidth(1 / 4.0).Seed(1));
        foreach (var seed in new ulong[] { 2, 3, 4 })
        {
            var other = await TestLink.Send(TestLink.Crop, o => o.Channel(channel, 10).Bandwidth(1 / 4.0).Seed(seed));
            Assert.Equal((first.Ledger, first.Quality.BytesOnWire), (other.Ledger, other.Quality.BytesOnWire));
        }
    }
}
