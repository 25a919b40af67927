namespace SemCom.Channels.Tests.Impairments;

public class ImpairedChannelTests
{
    private const int Uses = 1000;

    [Fact]
    public void ChannelsFacts_AreThoseOfTheInnerChannel()
    {
        var channel = ChannelSpec.Parse("rician:coherence=50,tx=2,rx=2+loss+clip").Create(12);
        Assert.IsType<ImpairedChannel>(channel);
        Assert.Equal(12, channel.SnrDb);
        Assert.Equal(Math.Pow(10, -1.2), channel.NoisePower, 1e-12);
        Assert.Equal(50, channel.CoherenceSymbols);
        Assert.Equal(new AntennaScheme(SpatialMode.Multiplexing, 2, 2), channel.Antennas);
        Assert.Null(channel.Grid);
    }

    /// <summary>Amplifier, channel, converter, packets: the same by hand, in that order, whatever the order of the text.</summary>
    [Theory]
    [InlineData("rayleigh:coherence=100+clip:papr=0dB+adc:bits=3+loss:rate=0.3,packet=50")]
    [InlineData("rayleigh:coherence=100+loss:packet=50,rate=0.3+adc:bits=3+clip:papr=0")]
    public void Stages_ActInTheirOrder(string text)
    {
        var x = new SymbolBlock(TestSignal.Gaussian(Uses));
        var context = new ImpairmentContext(new(3, 9), ImpairedChannel.SymbolRateHertz, 1);
        var expected = x.Span.ToArray();
        new ClipImpairment(new() { PaprDb = 0 }).Apply(expected, context);
        expected = TestSignal.Channel("rayleigh:coherence=100", 15).Transmit(new(expected), new(3, 9)).Received.Span.ToArray();
        new QuantiserImpairment(new() { Bits = 3 }).Apply(expected, context);
        new PacketLossImpairment(new() { Rate = 0.3, PacketUses = 50 }).Apply(expected, context);

        var received = ChannelSpec.Parse(text).Create(15).Transmit(x, new(3, 9)).Received;

        Assert.True(received.Span.SequenceEqual(expected));
        Assert.Contains(default, expected);
    }

    [Fact]
    public void EachAntenna_IsImpairedByItself()
    {
        // Two amplifiers share the power of a channel use: each clips at half the level.
        const double Level = 0.5;
        var received = ChannelSpec.Parse("rayleigh:tx=2,rx=2+clip:papr=0dB").Create(60).Transmit(new(TestSignal.Gaussian(2 * Uses)), new(1, 1));
        var h = received.Truth;
        for (var use = 0; use < Uses; use++)
        {
            for (var r = 0; r < 2; r++)
            {
                var most = (h.GainAt(use, r, 0).Magnitude + h.GainAt(use, r, 1).Magnitude) * Math.Sqrt(Level);
                Assert.InRange(received.Received[2 * use + r].Magnitude, 0, most + 0.006);
            }
        }
    }

    [Theory]
    [InlineData("awgn", 50)]
    [InlineData("rayleigh:coherence=40", 10)]
    [InlineData("rayleigh-fast", 1)]
    [InlineData("rayleigh:tx=2,rx=2", 50)]
    public void Truth_IsTheFading_WithZerosWhereNothingArrived(string spec, int group)
    {
        var plain = TestSignal.Channel(spec, 20);
        var x = TestSignal.Qpsk(Uses * plain.Antennas.Transmit);
        var fading = plain.Transmit(x, new(2, 1)).Truth;
        var output = ChannelSpec.Parse($"{spec}+loss:rate=0.3,packet=50").Create(20).Transmit(x, new(2, 1));
        Assert.Equal(group, output.Truth.SymbolsPerGain);
        Assert.Equal(fading.NoisePower, output.Truth.NoisePower);
        var lost = 0;
        for (var use = 0; use < Uses; use++)
        {
            for (var r = 0; r < plain.Antennas.Receive; r++)
            {
                var isLost = output.Received[use * plain.Antennas.Receive + r] == default;
                lost += isLost ? 1 : 0;
                for (var t = 0; t < plain.Antennas.Transmit; t++)
                    Assert.Equal(isLost ? default : fading.GainAt(use, r, t), output.Truth.GainAt(use, r, t));
            }
        }
        Assert.InRange(lost, 50, plain.Antennas.Receive * Uses - 50);
    }

    [Fact]
    public void WithoutLoss_TruthIsTheInnerChannels()
    {
        var output = ChannelSpec.Parse("rayleigh:coherence=40+clip:papr=0+loss:rate=0").Create(20).Transmit(TestSignal.Qpsk(Uses), new(2, 1));
        Assert.Equal(TestSignal.Gains("rayleigh:coherence=40", Uses, new(2, 1)), output.Truth.Gains);
        Assert.Equal(40, output.Truth.SymbolsPerGain);
    }

    [Fact]
    public void WhatASingleCarrierCannotFollow_IsRefused()
    {
        var error = Assert.Throws<SemComException>(() => new ImpairedChannel(TestSignal.Channel("awgn", 10), [new CarrierOffsetImpairment(new())]));
        Assert.Equal("impairment cfo must stand on an OFDM channel, whose pilots follow it (was on a single carrier); choose a channel with a grid or leave it out", error.Message);
    }
}
