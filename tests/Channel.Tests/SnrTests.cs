using SemCom.Core.Tests.Randomness;

namespace SemCom.Channels.Tests;

/// <summary>The convention: SNR is Es/N0 per complex symbol with E|x|² = 1 and E|h|² = 1, N0/2 per real dimension.</summary>
public class SnrTests
{
    private const int Count = 500_000;

    public static TheoryData<string, double> EveryChannelAndSnr()
    {
        var data = new TheoryData<string, double>();
        foreach (var name in TestSignal.FlatNames)
        {
            foreach (var snrDb in new[] { -30.0, 0, 10, 60 })
                data.Add(name, snrDb);
        }
        data.Add("rayleigh:coherence=3", 5);
        data.Add("rician:coherence=3", 5);
        data.Add("nakagami:coherence=1", 5);
        return data;
    }

    [Theory]
    [MemberData(nameof(EveryChannelAndSnr))]
    public void MeasuredNoisePower_EqualsN0_WithinItsSamplingError(string spec, double snrDb)
    {
        var x = TestSignal.Qpsk(Count);
        var output = TestSignal.Channel(spec, snrDb).Transmit(x, new(1, 2));
        Assert.Equal(Math.Pow(10, -snrDb / 10), output.Truth.NoisePower, 1e-12);
        double energy = 0;
        for (var i = 0; i < Count; i++)
            energy += (output.Received[i] - output.Truth.GainAt(i) * x[i]).Power;

        // 2·energy/N0 is chi-square with 2n degrees of freedom: mean 2n, variance 4n.
        GoodnessOfFit.AssertMean(energy / Count / Math.Pow(10, -snrDb / 10), 1, 1, Count);
    }

    [Theory]
    [InlineData("rayleigh-fast")]
    [InlineData("rayleigh:coherence=5")]
    [InlineData("rician:coherence=5")]
    [InlineData("nakagami:m=1,coherence=5")]
    public void ReceivedSignalPower_AveragedOverFading_IsOne(string spec)
    {
        var gains = TestSignal.Channel(spec, 10).Transmit(TestSignal.Qpsk(Count), new(3, 4)).Truth.Gains;
        double power = 0;
        foreach (var h in gains)
            power += h.Power;
        GoodnessOfFit.AssertMean(power / gains.Length, 1, 1, gains.Length);
    }

    [Fact]
    public void Noise_IsCircular()
    {
        var x = new SymbolBlock(new Complex32[Count]);
        var noise = TestSignal.Channel("awgn", 0).Transmit(x, new(1, 0)).Received.Span;
        var (i, q) = (new float[Count], new float[Count]);
        double inPhase = 0, quadrature = 0;
        for (var s = 0; s < Count; s++)
        {
            (i[s], q[s]) = (noise[s].Real, noise[s].Imaginary);
            inPhase += (double)i[s] * i[s];
            quadrature += (double)q[s] * q[s];
        }
        GoodnessOfFit.AssertMean(inPhase / Count, 0.5, 0.5, Count);
        GoodnessOfFit.AssertMean(quadrature / Count, 0.5, 0.5, Count);
        GoodnessOfFit.AssertUncorrelated(i, q);
        GoodnessOfFit.AssertUncorrelated(i.AsSpan(1), i.AsSpan(0, Count - 1));
        GoodnessOfFit.AssertUncorrelated(q.AsSpan(1), i.AsSpan(0, Count - 1));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-30.001)]
    [InlineData(60.001)]
    public void AbsurdSnr_IsRefused(double snrDb)
    {
        foreach (var channel in ChannelRegistry.Default.Channels)
        {
            var message = Assert.Throws<SemComException>(() => ChannelSpec.Parse(channel.Name).Create(snrDb)).Message;
            Assert.StartsWith("SNR in dB must be between -30 and 60 (was ", message, StringComparison.Ordinal);
        }
    }
}
