namespace SemCom.Channels.Tests.Registry;

public class ImpairmentTextTests
{
    private static readonly ChannelRegistry WithGrid = new(
        new ChannelDescriptor("wave", "has a waveform of its own", [], (spec, snrDb) => new WaveChannel(spec.Impairments, snrDb), _ => null) { AppliesImpairments = true });

    [Theory]
    [InlineData("awgn+clip", "awgn+clip:papr=6dB")]
    [InlineData(" AWGN + Clip : PAPR = 5 ", "awgn+clip:papr=5dB")]
    [InlineData("rayleigh:coherence=64+loss:rate=0.05,burst=3+adc:bits=6+rapp:p=3", "rayleigh:coherence=64+rapp:papr=8dB,p=3+adc:bits=6,backoff=12dB+loss:rate=0.05,burst=3,packet=256")]
    [InlineData("rayleigh:coherence=2e+3+clip:papr=+5dB", "rayleigh:coherence=2000+clip:papr=5dB")]
    [InlineData("rician:k=-3.5DB,coherence=1", "rician:k=-3.5dB,coherence=1")]
    [InlineData("rician:rx=2,k=0", "rician:k=0dB,rx=2")]
    [InlineData("nakagami:coherence=10,m=0.5", "nakagami:m=0.5,coherence=10")]
    [InlineData("rayleigh:tx=2,layers=1", "rayleigh:tx=2,layers=1")]
    public void Text_ComesBackCanonical(string text, string canonical)
    {
        var spec = ChannelSpec.Parse(text);
        Assert.Equal(canonical, spec.Text);
        Assert.Equal(canonical, ChannelSpec.Parse(canonical).Text);
        Assert.Equal(spec.CoherenceSymbols, spec.Create(10).CoherenceSymbols);
        Assert.Equal(spec.Antennas, spec.Create(10).Antennas);
    }

    [Theory]
    [InlineData("rayleigh", SpatialMode.Diversity, 1, 1)]
    [InlineData("nakagami:rx=4", SpatialMode.Diversity, 1, 4)]
    [InlineData("rayleigh:tx=2,rx=2", SpatialMode.Multiplexing, 2, 2)]
    [InlineData("rayleigh:tx=2,rx=4,layers=2", SpatialMode.Multiplexing, 2, 4)]
    [InlineData("rician:tx=2,layers=1,rx=2", SpatialMode.Alamouti, 2, 2)]
    [InlineData("awgn", SpatialMode.Diversity, 1, 1)]
    public void Antennas_AreRead(string text, SpatialMode mode, int transmit, int receive) =>
        Assert.Equal(new AntennaScheme(mode, transmit, receive), ChannelSpec.Parse(text).Antennas);

    [Fact]
    public void AChannelWithAGrid_TakesItsImpairments_InTheOrderInWhichTheyAct()
    {
        var spec = WithGrid.Parse("wave+loss+phase-noise:linewidth=2kHz+cfo:f=-50Hz+clip");
        Assert.Equal("wave+clip:papr=6dB+cfo:f=-50Hz+phase-noise:linewidth=2kHz+loss:rate=0.05,packet=256", spec.Text);
        var channel = Assert.IsType<WaveChannel>(spec.Create(10));
        Assert.Equal(spec.Impairments, channel.Impairments);
        Assert.Equal(
            [ImpairmentStage.Transmitter, ImpairmentStage.Receiver, ImpairmentStage.Receiver, ImpairmentStage.Packets],
            channel.Impairments.Select(impairment => impairment.Stage));
    }

    [Theory]
    [InlineData("awgn+fog", "impairment must be one of clip, rapp, cfo, phase-noise, adc, loss (was \"fog\"); choose one of these")]
    [InlineData("awgn+", "impairment must be one of clip, rapp, cfo, phase-noise, adc, loss (was \"\"); choose one of these")]
    [InlineData("awgn+clip+clip:papr=3dB", "impairment clip must stand only once (was twice in \"clip+clip:papr=3dB\"); remove one")]
    [InlineData("awgn+clip:rate=0.1", "parameter of impairment clip must be one of papr (was \"rate\"); choose one of these")]
    [InlineData("awgn+clip:papr=31dB", "channel parameter papr must be a number between 0dB and 30dB (was \"31dB\"); write for example papr=0dB")]
    [InlineData("awgn+adc:bits=0", "channel parameter bits must be a whole number between 1 and 16 (was \"0\"); write for example bits=1")]
    [InlineData("awgn+adc:bits=6.5", "channel parameter bits must be a whole number between 1 and 16 (was \"6.5\"); write for example bits=1")]
    [InlineData("awgn+loss:packet=0", "channel parameter packet must be a whole number of symbols between 1 and 2147483647 (was \"0\"); write for example packet=1")]
    [InlineData("awgn+loss:rate=0.8,burst=2", "mean burst in packets must be at least 4 for a rate of 0.8 (was 2), since a packet arrives between bursts; choose a longer burst")]
    [InlineData("awgn+cfo:f=10Hz", "impairment cfo must stand on an OFDM channel, whose pilots follow it (was on channel awgn); choose a channel with a grid or leave it out")]
    [InlineData("rayleigh+phase-noise", "impairment phase-noise must stand on an OFDM channel, whose pilots follow it (was on channel rayleigh); choose a channel with a grid or leave it out")]
    [InlineData("rayleigh:m=2", "parameter of channel rayleigh must be one of coherence, tx, rx, layers (was \"m\"); choose one of these")]
    [InlineData("rician:k=41dB", "channel parameter k must be a number between -20dB and 40dB (was \"41dB\"); write for example k=-20dB")]
    [InlineData("nakagami:m=0.4", "channel parameter m must be a number between 0.5 and 1000 (was \"0.4\"); write for example m=0.5")]
    [InlineData("rayleigh:tx=5", "channel parameter tx must be a whole number between 1 and 4 (was \"5\"); write for example tx=1")]
    [InlineData("rayleigh:tx=4,layers=2", "channel parameter layers must be 1 or as many as transmit antennas (was 2 with tx=4); leave it out")]
    [InlineData("rayleigh:tx=4,layers=1", "Alamouti's code must have two transmit antennas (was 4); use tx=2")]
    [InlineData("rayleigh:tx=2", "spatial multiplexing must have at least as many receive as transmit antennas (was 2x1); use rx=2")]
    public void Mistakes_GiveOneLine_ThatSaysWhatIsAllowed(string text, string message) =>
        Assert.Equal(message, Assert.Throws<SemComException>(() => ChannelSpec.Parse(text)).Message);

    [Fact]
    public void EveryImpairment_IsDescribed_AndParsesByItsOwnName() => Assert.All(ImpairmentRegistry.Default.Impairments, impairment =>
    {
        var text = Assert.Single(ImpairmentRegistry.Default.Parse([impairment.Name])).Text;
        Assert.StartsWith($"{impairment.Name}:", text, StringComparison.Ordinal);
        Assert.Equal(text, Assert.Single(ImpairmentRegistry.Default.Parse([text])).Text);
        Assert.NotEmpty(impairment.Description);
        Assert.All(impairment.Parameters, p =>
        {
            Assert.Equal(p.Min, p.Parse(p.Format(p.Min)));
            if (p.Default.Any(char.IsAsciiDigit))
                Assert.Contains($"{p.Name}={p.Default}", text, StringComparison.Ordinal);
        });
    });

    private sealed class WaveChannel(IReadOnlyList<IImpairment> impairments, double snrDb) : IChannel
    {
        public IReadOnlyList<IImpairment> Impairments => impairments;
        public double SnrDb => snrDb;
        public double NoisePower => 1;
        public int? CoherenceSymbols => null;
        public ResourceGrid? Grid { get; } = new();
        public ChannelOutput Transmit(SymbolBlock x, ChannelRealization realization) => throw new NotSupportedException();
    }
}
