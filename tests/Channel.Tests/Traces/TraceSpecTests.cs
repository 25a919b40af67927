namespace SemCom.Channels.Tests;

public sealed class TraceSpecTests : TraceFolder
{
    private string Flat(string spec = "rayleigh:coherence=64,tx=2,rx=2")
    {
        var trace = TraceRecorder.Record(ChannelSpec.Parse(spec).Create(10), new() { Channel = spec, Seed = 3, DurationSeconds = 2e-3 });
        TraceFile.Save(trace, this["a+b.trace"]);
        return this["a+b.trace"];
    }

    [Fact]
    public void AFile_IsAChannel()
    {
        var file = Flat();
        var spec = ChannelSpec.Parse($" {file}:TX=2,rx=2,rate=1000kHz+loss:rate=0.1");
        Assert.StartsWith($"{file}:rate=1MHz,tx=2,rx=2+loss:rate=0.1", spec.Text, StringComparison.Ordinal);
        Assert.Equal(64, spec.CoherenceSymbols);
        var x = TestSignal.Qpsk(2000);
        var expected = ChannelSpec.Parse("rayleigh:coherence=64,tx=2,rx=2").Create(7).Transmit(x, new(3, 0));
        var actual = ChannelSpec.Parse($"{file}:tx=2,rx=2").Create(7).Transmit(x, new(3, 0));
        Assert.True(expected.Received.Span.SequenceEqual(actual.Received.Span));
    }

    [Fact]
    public void OneOfItsAntennaPairs_IsAChannelToo()
    {
        var actual = ChannelSpec.Parse(Flat()).Create(7).Transmit(TestSignal.Qpsk(100), new(3, 0)).Truth;
        var expected = ChannelSpec.Parse("rayleigh:coherence=64,tx=2,rx=2").Create(7).Transmit(TestSignal.Qpsk(200), new(3, 0)).Truth;
        Assert.Equal(expected.GainAt(99), actual.GainAt(99));
    }

    [Fact]
    public void WrongFilesAndParameters_AreRefused()
    {
        Assert.Contains("there is no such file", Refused(() => ChannelSpec.Parse(this["none.trace"])), StringComparison.Ordinal);
        Assert.Contains("or a file that ends with .trace (was \"none.trac\")", Refused(() => ChannelSpec.Parse("none.trac")), StringComparison.Ordinal);
        Assert.Contains("must be one of rate, coherence, tx, rx, layers (was \"ds\")", Refused(() => ChannelSpec.Parse(Flat() + ":ds=3ns")), StringComparison.Ordinal);
        Assert.Contains("(has tx=1, rx=1; asked for tx=1, rx=2)", Refused(() => ChannelSpec.Parse(Flat("rayleigh") + ":rx=2").Create(1)), StringComparison.Ordinal);
    }
}
