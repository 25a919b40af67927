namespace SemCom.Channels.Tests.Registry;

public class ChannelSpecTests
{
    private static readonly ChannelRegistry Registry = new(
        new ChannelDescriptor(
            "tapped", "takes a delay spread and a Doppler shift",
            [
                new("ds", ParameterUnit.Seconds, 0, 0.001m, "100ns", "delay spread"),
                new("fd", ParameterUnit.Hertz, 0, 10_000, "0Hz", "Doppler shift"),
            ],
            (_, snrDb) => new AwgnChannel(new() { SnrDb = snrDb }), _ => null));

    [Theory]
    [InlineData("awgn", "awgn", null)]
    [InlineData("AWGN", "awgn", null)]
    [InlineData("rayleigh", "rayleigh", null)]
    [InlineData("rayleigh:coherence=2048", "rayleigh:coherence=2048", 2048)]
    [InlineData(" Rayleigh : Coherence = 2e3 ", "rayleigh:coherence=2000", 2000)]
    [InlineData("rayleigh-fast", "rayleigh-fast", 1)]
    public void Text_GivesChannelAndCoherence_AndComesBackCanonical(string text, string canonical, int? coherence)
    {
        var spec = ChannelSpec.Parse(text);
        Assert.Equal(canonical, spec.ToString());
        Assert.Equal(coherence, spec.CoherenceSymbols);
        Assert.Equal(coherence, spec.Create(10).CoherenceSymbols);
        Assert.Equal(10, spec.Create(10).SnrDb);
        Assert.Equal(canonical, ChannelSpec.Parse(canonical).Text);
    }

    [Theory]
    [InlineData("tapped:ds=300ns,fd=50Hz", "tapped:ds=300ns,fd=50Hz", 300e-9, 50)]
    [InlineData("tapped:fd=0.05kHz,ds=0.3us", "tapped:ds=300ns,fd=50Hz", 300e-9, 50)]
    [InlineData("tapped:fd=1500,ds=3e-7", "tapped:ds=300ns,fd=1.5kHz", 300e-9, 1500)]
    [InlineData("tapped:ds=1500 ns", "tapped:ds=1.5us", 1.5e-6, null)]
    [InlineData("tapped:ds=1ms", "tapped:ds=1ms", 1e-3, null)]
    [InlineData("tapped:ds=0.0000005ns,fd=0", "tapped:ds=0.0000005ns,fd=0Hz", 5e-16, 0)]
    [InlineData("tapped:ds=0s", "tapped:ds=0s", 0, null)]
    public void Units_AreReadAndWritten(string text, string canonical, double delaySpread, int? doppler)
    {
        var spec = Registry.Parse(text);
        Assert.Equal(canonical, spec.Text);
        Assert.Equal((decimal)delaySpread, spec.Value("ds"));
        Assert.Equal(doppler, spec.Value("fd"));
        Assert.Equal(canonical, Registry.Parse(canonical).Text);
    }

    [Theory]
    [InlineData("awgn:snr=3", "channel awgn must have no parameters (was \"snr\"); write awgn alone")]
    [InlineData("awgn:", "channel awgn must have no parameters (was \"\"); write awgn alone")]
    [InlineData("rayleigh:ds=3ns", "parameter of channel rayleigh must be one of coherence, tx, rx, layers (was \"ds\"); choose one of these")]
    [InlineData("rayleigh:coherence", "channel parameter coherence must have a value (was \"coherence\"); write coherence=VALUE")]
    [InlineData("rayleigh:coherence=1,coherence=2", "channel parameter coherence must stand only once (was twice in \"rayleigh:coherence=1,coherence=2\"); remove one")]
    [InlineData("rayleigh:coherence=0", "channel parameter coherence must be a whole number of symbols between 1 and 2147483647 (was \"0\"); write for example coherence=1")]
    public void Mistakes_GiveOneLine_ThatSaysWhatIsAllowed(string text, string message) =>
        Assert.Equal(message, Assert.Throws<SemComException>(() => ChannelSpec.Parse(text)).Message);

    [Theory]
    [InlineData("tdl-z", "tdl-z")]
    [InlineData("", "")]
    [InlineData("aw\ngn", "aw gn")]
    public void UnknownChannel_IsRefused_WithTheChoices(string text, string shown) => Assert.Equal(
        $"channel must be one of {string.Join(", ", ChannelRegistry.Default.Channels.Select(c => c.Name))}, or a file that ends with .trace (was \"{shown}\"); choose one of these",
        Assert.Throws<SemComException>(() => ChannelSpec.Parse(text)).Message);

    [Theory]
    [InlineData("rayleigh:coherence=")]
    [InlineData("rayleigh:coherence=-1")]
    [InlineData("rayleigh:coherence=1.5")]
    [InlineData("rayleigh:coherence=1e30")]
    [InlineData("rayleigh:coherence=1e300")]
    [InlineData("rayleigh:coherence=NaN")]
    [InlineData("rayleigh:coherence=5ns")]
    [InlineData("rayleigh:coherence=2147483648")]
    [InlineData("rayleigh:coherence=1,")]
    [InlineData("rayleigh:,")]
    [InlineData("rayleigh:=")]
    public void BadValues_AreRefused(string text) => Assert.Throws<SemComException>(() => ChannelSpec.Parse(text));

    [Theory]
    [InlineData("tapped:ds=-1ns")]
    [InlineData("tapped:ds=2ms")]
    [InlineData("tapped:ds=5Hz")]
    [InlineData("tapped:ds=ns")]
    [InlineData("tapped:fd=79000000000000000000000000000kHz")]
    [InlineData("tapped:fd=10.001kHz")]
    [InlineData("tapped:fd=1_0")]
    public void BadQuantities_AreRefused(string text) => Assert.Throws<SemComException>(() => Registry.Parse(text));

    [Fact]
    public void LongNonsense_IsCutInTheMessage() =>
        Assert.InRange(Assert.Throws<SemComException>(() => ChannelSpec.Parse(new string('x', 5000))).Message.Length, 50, 500);

    [Fact]
    public void EveryChannel_IsDescribed_AndParsesByItsOwnName() => Assert.All(ChannelRegistry.Default.Channels, channel =>
    {
        Assert.Equal(channel.Name, ChannelSpec.Parse(channel.Name).Text);
        Assert.NotEmpty(channel.Description);
        Assert.All(channel.Parameters, p => Assert.Equal(p.Min, p.Parse(p.Format(p.Min))));
    });
}
