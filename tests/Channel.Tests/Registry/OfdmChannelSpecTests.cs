namespace SemCom.Channels.Tests.Registry;

public class OfdmChannelSpecTests
{
    [Fact]
    public void Defaults_AreSixHundredSubcarriers_With5HertzOfDoppler()
    {
        var spec = ChannelSpec.Parse("tdl-a");
        var channel = spec.Create(10);
        Assert.Equal(new ResourceGrid(600, 15_000, 1024, 72), channel.Grid);
        Assert.Equal(AntennaScheme.OneByOne, channel.Antennas);
        Assert.Equal(1, channel.CoherenceSymbols);
        Assert.Equal(1, spec.CoherenceSymbols);
        Assert.Equal((6, 7), (OfdmParameters.PilotSpacing(spec), OfdmParameters.PilotPeriod(spec)));
        Assert.Null(ChannelSpec.Parse("awgn-ofdm").Create(10).CoherenceSymbols);
    }

    [Fact]
    public void EveryValue_IsTaken()
    {
        var spec = ChannelSpec.Parse("tdl-c:pilot-period=5,pilot-spacing=4,layers=1,rx=3,tx=2,cp=2us,subcarriers=300,scs=30kHz,fd=70Hz,ds=0.3us");
        Assert.Equal("tdl-c:ds=300ns,fd=70Hz,scs=30kHz,subcarriers=300,cp=2us,tx=2,rx=3,layers=1,pilot-spacing=4,pilot-period=5", spec.Text);
        var channel = spec.Create(10);
        Assert.Equal(new ResourceGrid(300, 30_000, 512, 31), channel.Grid);
        Assert.Equal(new AntennaScheme(SpatialMode.Alamouti, 2, 3), channel.Antennas);
        Assert.Equal((4, 5), (OfdmParameters.PilotSpacing(spec), OfdmParameters.PilotPeriod(spec)));
        Assert.Equal(SpatialMode.Multiplexing, ChannelSpec.Parse("tdl-c:tx=2,rx=2").Create(1).Antennas.Mode);
        Assert.Equal(new AntennaScheme(SpatialMode.Diversity, 1, 4), ChannelSpec.Parse("tdl-c:rx=4").Create(1).Antennas);
    }

    [Theory]
    [InlineData(12, 64)]
    [InlineData(56, 64)]
    [InlineData(57, 128)]
    [InlineData(896, 1024)]
    [InlineData(897, 2048)]
    [InlineData(3584, 4096)]
    public void FftIsTheNextPowerOfTwo_FromEightSeventhsOn(int subcarriers, int size) =>
        Assert.Equal(size, OfdmParameters.Grid(ChannelSpec.Parse($"awgn-ofdm:subcarriers={subcarriers}")).FftSize);

    [Theory]
    [InlineData("tdl-a:ds=-1ns", "channel parameter ds must be a number between 0s and 10us (was \"-1ns\")")]
    [InlineData("tdl-a:ds=11us", "channel parameter ds must be ")]
    [InlineData("tdl-a:fd=-5Hz", "channel parameter fd must be ")]
    [InlineData("tdl-a:fd=21kHz", "channel parameter fd must be ")]
    [InlineData("tdl-a:subcarriers=11", "channel parameter subcarriers must be ")]
    [InlineData("tdl-a:subcarriers=3585", "channel parameter subcarriers must be ")]
    [InlineData("tdl-a:scs=500Hz", "channel parameter scs must be ")]
    [InlineData("tdl-a:tx=5", "channel parameter tx must be ")]
    [InlineData("tdl-a:rx=0", "channel parameter rx must be ")]
    [InlineData("tdl-a:pilot-spacing=0", "channel parameter pilot-spacing must be ")]
    [InlineData("tdl-a:pilot-period=0", "channel parameter pilot-period must be ")]
    [InlineData("tdl-f", "channel must be one of ")]
    public void BadValues_AreRefused_WhenRead(string text, string start) =>
        Assert.StartsWith(start, Assert.Throws<SemComException>(() => ChannelSpec.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("tdl-a:cp=70us", "duration of the cyclic prefix in seconds must be between 0 and 6.6")]
    [InlineData("awgn-ofdm:cp=40us,scs=30kHz", "duration of the cyclic prefix in seconds must be between 0 and 3.3")]
    [InlineData("tdl-a:tx=2", "spatial multiplexing must have at least as many receive as transmit antennas (was 2x1); use rx=2")]
    [InlineData("tdl-a:tx=4,rx=4,layers=2", "channel parameter layers must be 1 or as many as transmit antennas (was 2 with tx=4); leave it out")]
    [InlineData("tdl-a:tx=3,rx=3,layers=1", "Alamouti's code must have two transmit antennas (was 3); use tx=2")]
    [InlineData("awgn-ofdm:tx=2,rx=2", "awgn-ofdm must have one layer (was 2): ")]
    [InlineData("tdl-a:subcarriers=60,pilot-spacing=61", "pilot-spacing must be between 1 and 60 (was 61); ")]
    [InlineData("awgn-ofdm:subcarriers=60,pilot-spacing=61", "pilot-spacing must be between 1 and 60 (was 61); ")]
    public void ValuesThatDoNotFit_AreRefused(string text, string start)
    {
        Assert.StartsWith(start, Assert.Throws<SemComException>(() => ChannelSpec.Parse(text).Create(10)).Message, StringComparison.Ordinal);
    }
}
