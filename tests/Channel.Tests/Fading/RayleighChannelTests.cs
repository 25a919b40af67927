using SemCom.Core.Tests.Randomness;

namespace SemCom.Channels.Tests.Fading;

public class RayleighChannelTests
{
    private const int Count = 300_000;

    [Fact]
    public void Envelope_IsRayleigh_AndPhaseUniform()
    {
        var gains = Gains("rayleigh-fast", Count, new(5, 1)).ToArray();
        GoodnessOfFit.AssertDistribution(Array.ConvertAll(gains, h => Math.Sqrt(h.Power)), r => 1 - Math.Exp(-r * r));
        GoodnessOfFit.AssertDistribution(
            Array.ConvertAll(gains, h => Math.Atan2(h.Imaginary, h.Real) / (2 * Math.PI) + 0.5), phase => phase);
    }

    [Fact]
    public void Gains_OfDifferentFrames_AreRayleighToo()
    {
        const int Frames = 20_000;
        var envelope = new double[Frames];
        for (var frame = 0; frame < Frames; frame++)
            envelope[frame] = Math.Sqrt(Gains("rayleigh", 1, new(1, (ulong)frame))[0].Power);
        GoodnessOfFit.AssertDistribution(envelope, r => 1 - Math.Exp(-r * r));
    }

    [Theory]
    [InlineData("rayleigh-fast")]
    [InlineData("rayleigh:coherence=2")]
    public void Gains_OfDifferentBlocks_AreIndependent(string spec)
    {
        var gains = Gains(spec, Count, new(5, 1));
        var (i, q, power) = (new float[gains.Length], new float[gains.Length], new float[gains.Length]);
        for (var b = 0; b < gains.Length; b++)
            (i[b], q[b], power[b]) = (gains[b].Real, gains[b].Imaginary, gains[b].Power - 1);
        GoodnessOfFit.AssertUncorrelated(i, q);
        GoodnessOfFit.AssertUncorrelated(i.AsSpan(1), i.AsSpan(0, i.Length - 1));
        GoodnessOfFit.AssertUncorrelated(i.AsSpan(1), q.AsSpan(0, i.Length - 1));
        GoodnessOfFit.AssertUncorrelated(power.AsSpan(1), power.AsSpan(0, i.Length - 1));
    }

    [Theory]
    [InlineData("rayleigh", 1, 1300)]
    [InlineData("rayleigh:coherence=1", 1300, 1)]
    [InlineData("rayleigh:coherence=7", 186, 7)]
    [InlineData("rayleigh:coherence=513", 3, 513)]
    [InlineData("rayleigh:coherence=5000", 1, 5000)]
    public void Gain_IsConstantWithinABlock_AndChangesBetweenBlocks(string spec, int gainCount, int symbolsPerGain)
    {
        var x = TestSignal.Qpsk(1300);
        var output = TestSignal.Channel(spec, 60).Transmit(x, new(4, 4));
        Assert.Equal(gainCount, output.Truth.Gains.Length);
        Assert.Equal(symbolsPerGain, output.Truth.SymbolsPerGain);
        Assert.Equal(gainCount, output.Truth.Gains.ToArray().Distinct().Count());

        // At 60 dB the noise is 1e-3: what was received shows which gain each symbol met.
        for (var s = 0; s < x.Count; s++)
            Assert.InRange((output.Received[s] - output.Truth.Gains[s / symbolsPerGain] * x[s]).Magnitude, 0, 0.007);
    }

    [Fact]
    public void OtherSeedsFramesAndNoise_AreUncorrelated()
    {
        var reference = Reals(Gains("rayleigh-fast", Count, new(1, 1)));
        GoodnessOfFit.AssertUncorrelated(reference, Reals(Gains("rayleigh-fast", Count, new(2, 1))));
        GoodnessOfFit.AssertUncorrelated(reference, Reals(Gains("rayleigh-fast", Count, new(1, 2))));
        GoodnessOfFit.AssertUncorrelated(reference, Reals(Noise(new(1, 1))));
        GoodnessOfFit.AssertUncorrelated(Reals(Noise(new(1, 2))), Reals(Noise(new(1, 1))));
        GoodnessOfFit.AssertUncorrelated(Reals(Noise(new(2, 1))), Reals(Noise(new(1, 1))));
    }

    [Fact]
    public void Fading_DoesNotDependOnTheSnr() => Assert.Equal(
        TestSignal.Channel("rayleigh-fast", 0).Transmit(TestSignal.Qpsk(9), new(1, 1)).Truth.Gains,
        TestSignal.Channel("rayleigh-fast", 30).Transmit(TestSignal.Qpsk(9), new(1, 1)).Truth.Gains);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void CoherenceBelowOne_IsRefused(int symbols)
    {
        var options = new RayleighChannelOptions { SnrDb = 10, CoherenceSymbols = symbols };
        Assert.StartsWith("coherence in symbols must be between 1 and", Assert.Throws<SemComException>(() => new RayleighChannel(options)).Message, StringComparison.Ordinal);
    }

    private static ReadOnlySpan<Complex32> Gains(string spec, int count, ChannelRealization realization) =>
        TestSignal.Channel(spec, 10).Transmit(new(new Complex32[count]), realization).Truth.Gains;

    private static ReadOnlySpan<Complex32> Noise(ChannelRealization realization) =>
        TestSignal.Channel("awgn", 0).Transmit(new(new Complex32[Count]), realization).Received.Span;

    private static ReadOnlySpan<float> Reals(ReadOnlySpan<Complex32> symbols) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<Complex32, float>(symbols);
}
