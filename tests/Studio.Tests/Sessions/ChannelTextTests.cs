namespace SemCom.Studio.Tests.Sessions;

public class ChannelTextTests
{
    private static readonly ChannelText Usual = new("awgn", 50, 300);

    [Theory]
    [InlineData("tdl-c", "tdl-c", "tdl-c:ds=300ns,fd=50Hz")]
    [InlineData("TDL-C:fd=5Hz", "tdl-c", "tdl-c:ds=300ns,fd=5Hz")]
    [InlineData("tdl-a:ds=100ns,rx=2", "tdl-a:rx=2", "tdl-a:ds=100ns,fd=50Hz,rx=2")]
    [InlineData("tdl-c+clip:papr=6dB", "tdl-c+clip:papr=6dB", "tdl-c:ds=300ns,fd=50Hz+clip:papr=6dB")]
    [InlineData("awgn", "awgn", "awgn")]
    public void DopplerAndSpread_StandBesideTheText(string text, string expectedBase, string expectedFull)
    {
        var channel = Usual.With(text);
        Assert.Equal(expectedBase, channel.Base);
        Assert.Equal(expectedFull, channel.Full);
    }

    [Fact]
    public void Doppler_IsKeptWhereTheChannelHasNone()
    {
        var there = Usual.With("tdl-c:fd=120Hz").With("awgn").With("tdl-d");
        Assert.Equal(120, there.DopplerHertz);
    }

    [Theory]
    [InlineData("/etc/passwd.trace")]
    [InlineData("recorded.TRACE")]
    [InlineData("../x")]
    [InlineData("nowhere")]
    [InlineData("tdl-c:fd=-1Hz")]
    public void FilesAndUnknownChannels_AreRefused(string text) => Assert.Throws<SemComException>(() => Usual.With(text));

    [Fact]
    public void LongText_IsRefused() => Assert.Throws<SemComException>(() => Usual.With(new string('a', 200)));

    public static TheoryData<SetMessageFields> OutOfRange =>
    [
        new SetMessageFields("snrDb", SnrDb: 70), new SetMessageFields("cbr", Cbr: 0), new SetMessageFields("cbr", Cbr: 0.5), new SetMessageFields("fps", Fps: 0.1), new SetMessageFields("fps", Fps: 1000),
        new SetMessageFields("mode", Mode: "smoke"), new SetMessageFields("classical", Classical: "av1"), new SetMessageFields("doppler", Doppler: -3),
    ];

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void SettingsOutOfRange_AreRefused(SetMessageFields fields)
    {
        var message = new SetMessage { SnrDb = fields.SnrDb, Cbr = fields.Cbr, Fps = fields.Fps, Mode = fields.Mode, Classical = fields.Classical, DopplerHertz = fields.Doppler };
        Assert.Throws<SemComException>(() => new SessionSettings().With(message, new StudioLimits()));
    }

    public sealed record SetMessageFields(string Name, double? SnrDb = null, double? Cbr = null, double? Fps = null, string? Mode = null, string? Classical = null, double? Doppler = null);
}
