using SemCom.Core.Tests.Randomness;
using SpecialFunctions = MathNet.Numerics.SpecialFunctions;

namespace SemCom.Channels.Tests.Fading;

/// <summary>Several antennas: independent pairs, independent noise, unit power at every receive antenna.</summary>
public class AntennaTests
{
    private const int Uses = 100_000;

    [Theory]
    [InlineData("rayleigh:coherence=1,tx=4,rx=4")]
    [InlineData("rician:k=0dB,coherence=1,tx=2,rx=2")]
    [InlineData("nakagami:m=1.5,coherence=1,tx=2,rx=3")]
    public void Pairs_FadeIndependently_WithUnitPower(string spec)
    {
        var channel = TestSignal.Channel(spec, 10);
        var pairs = channel.Antennas.Transmit * channel.Antennas.Receive;
        var gains = TestSignal.Gains(spec, Uses, new(6, 1)).ToArray();
        var (real, imaginary, power) = (Planes(h => h.Real), Planes(h => h.Imaginary), Planes(h => h.Power - 1));
        for (var a = 0; a < pairs; a++)
        {
            GoodnessOfFit.AssertMean(power[a].Average(p => (double)p), 0, power[a].Average(p => (double)p * p), Uses);
            for (var b = 0; b < a; b++)
            {
                GoodnessOfFit.AssertUncorrelated(real[a], real[b]);
                GoodnessOfFit.AssertUncorrelated(real[a], imaginary[b]);
                GoodnessOfFit.AssertUncorrelated(power[a], power[b]);
            }
        }

        float[][] Planes(Func<Complex32, float> part) => [.. Enumerable.Range(0, pairs).Select(p =>
            Enumerable.Range(0, Uses).Select(use => part(gains[use * pairs + p])).ToArray())];
    }

    [Theory]
    [InlineData("rayleigh:tx=2,rx=3,coherence=10", 10)]
    [InlineData("nakagami:tx=4,rx=4,coherence=700", 700)]
    [InlineData("rician:tx=2,layers=1", 3000)]
    public void Received_IsGainsTimesSent_PlusIndependentNoise(string spec, int symbolsPerGain)
    {
        const int Count = 3000;
        var channel = TestSignal.Channel(spec, 20);
        var (tx, rx) = (channel.Antennas.Transmit, channel.Antennas.Receive);
        var x = TestSignal.Qpsk(Count * tx);
        var output = channel.Transmit(x, new(4, 4));
        Assert.Equal(Count * rx, output.Received.Count);
        Assert.Equal(symbolsPerGain, output.Truth.SymbolsPerGain);
        Assert.Equal(channel.Antennas, output.Truth.Antennas);

        var noise = new float[rx][];
        for (var r = 0; r < rx; r++)
        {
            noise[r] = new float[2 * Count];
            double energy = 0;
            for (var use = 0; use < Count; use++)
            {
                var n = output.Received[use * rx + r];
                for (var t = 0; t < tx; t++)
                    n -= output.Truth.GainAt(use, r, t) * x[use * tx + t];
                (noise[r][2 * use], noise[r][2 * use + 1]) = (n.Real, n.Imaginary);
                energy += n.Power;
            }
            GoodnessOfFit.AssertMean(energy / Count / 0.01, 1, 1, Count);
            for (var other = 0; other < r; other++)
                GoodnessOfFit.AssertUncorrelated(noise[r], noise[other]);
        }
    }

    [Fact]
    public void FirstPairAndAntenna_AreThoseOfTheSingleAntennaChannel()
    {
        var x = TestSignal.Qpsk(500);
        var single = TestSignal.Channel("rayleigh:coherence=9", 10).Transmit(x, new(1, 1)).Received;
        var several = TestSignal.Channel("rayleigh:coherence=9,rx=3", 10).Transmit(x, new(1, 1)).Received;
        for (var use = 0; use < x.Count; use++)
            Assert.Equal(single[use], several[3 * use]);
    }

    /// <summary>Maximum-ratio combining of L branches (Proakis and Salehi, 5th ed., equation 13.4-15) with known gains.</summary>
    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 8)]
    [InlineData(2, 12)]
    [InlineData(4, 0)]
    [InlineData(4, 3)]
    [InlineData(4, 5)]
    public void CombinedReceiveAntennas_MeetTheDiversityFormula(int branches, double snrPerBitDb)
    {
        var g = Math.Pow(10, snrPerBitDb / 10);
        var p = 0.5 * (1 - Math.Sqrt(g / (1 + g)));
        var expected = Math.Pow(p, branches)
            * Enumerable.Range(0, branches).Sum(l => SpecialFunctions.Binomial(branches - 1 + l, l) * Math.Pow(1 - p, l));
        var trials = (int)(1500 / expected);
        var x = TestSignal.Qpsk(trials);
        var output = TestSignal.Channel($"rayleigh:coherence=1,rx={branches}", snrPerBitDb + 10 * Math.Log10(2)).Transmit(x, new(8, 1));
        var errors = 0;
        for (var use = 0; use < trials; use++)
        {
            Complex32 combined = default;
            for (var r = 0; r < branches; r++)
                combined += output.Truth.GainAt(use, r).Conjugate() * output.Received[use * branches + r];
            errors += combined.Real > 0 != x[use].Real > 0 ? 1 : 0;
        }
        Assert.InRange(errors, 1000, int.MaxValue);
        GoodnessOfFit.AssertBinomial(errors, trials, expected);
    }

    [Fact]
    public void OddNumbersOfSymbols_AreRefused()
    {
        var channel = TestSignal.Channel("rayleigh:tx=2,rx=2", 10);
        Assert.Throws<ArgumentException>(() => channel.Transmit(TestSignal.Qpsk(7), default));
        Assert.Throws<ArgumentOutOfRangeException>(() => channel.Transmit(new Complex32[4], new Complex32[2], default));
        var memory = new Complex32[8];
        Assert.Throws<ArgumentException>(() => TestSignal.Channel("rayleigh:rx=2", 10).Transmit(memory.AsSpan(0, 4), memory, default));
    }
}
