using SemCom.Core.Tests.Randomness;
using SpecialFunctions = MathNet.Numerics.SpecialFunctions;

namespace SemCom.Channels.Tests.Fading;

public class RicianChannelTests
{
    private const int Count = 300_000;

    /// <summary>A K factor that is 0.5 dB off (0.3 dB from 6 dB on) moves the distribution by 0.0075 or more; the test's bound is 0.0041.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(13.3)]
    public void Envelope_IsRician_AndPhaseUniform(double kFactorDb)
    {
        var k = Math.Pow(10, kFactorDb / 10);
        var gains = Gains(kFactorDb);
        // Math.NET's function takes half the squares of Marcum's arguments √(2K) and √(2(1 + K))·r.
        GoodnessOfFit.AssertDistribution(Array.ConvertAll(gains, h => Math.Sqrt(h.Power)),
            r => 1 - SpecialFunctions.MarcumQ(1, k, (1 + k) * r * r));
        GoodnessOfFit.AssertDistribution(Array.ConvertAll(gains, h => Math.Atan2(h.Imaginary, h.Real) / (2 * Math.PI) + 0.5), phase => phase);
    }

    [Theory]
    [InlineData(-20)]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(13.3)]
    [InlineData(40)]
    public void Moments_GiveUnitPowerAndTheKFactor(double kFactorDb)
    {
        // |h|² has mean 1 and variance (1 + 2K)/(1 + K)²; its sampling error follows from the fourth moment.
        var k = Math.Pow(10, kFactorDb / 10);
        var variance = (1 + 2 * k) / ((1 + k) * (1 + k));
        var powers = Array.ConvertAll(Gains(kFactorDb), h => (double)h.Power);
        GoodnessOfFit.AssertMean(powers.Average(), 1, variance, Count);
        var squares = Array.ConvertAll(powers, p => (p - 1) * (p - 1));
        var mean = squares.Average();
        GoodnessOfFit.AssertMean(mean, variance, squares.Sum(s => (s - mean) * (s - mean)) / Count, Count);
    }

    [Fact]
    public void LineOfSight_HasItsPowerInEveryBlock_AndAPhaseOfItsOwn()
    {
        // The scattered part is that of the Rayleigh channel, scaled: what is left without it is the line of sight.
        var k = Math.Pow(10, 0.6);
        var (gains, scattered) = (Gains(6), TestSignal.Gains("rayleigh-fast", Count, new(5, 1)).ToArray());
        var (cosines, sines) = (new float[Count], new float[Count]);
        for (var b = 0; b < Count; b++)
        {
            var line = gains[b] - scattered[b] * (float)Math.Sqrt(1 / (1 + k));
            Assert.InRange(line.Magnitude / Math.Sqrt(k / (1 + k)), 1 - 2e-6, 1 + 2e-6);
            (cosines[b], sines[b]) = (line.Real, line.Imaginary);
        }
        GoodnessOfFit.AssertUncorrelated(cosines, sines);
        GoodnessOfFit.AssertUncorrelated(cosines.AsSpan(1), cosines.AsSpan(0, Count - 1));
        GoodnessOfFit.AssertUncorrelated(cosines, System.Runtime.InteropServices.MemoryMarshal.Cast<Complex32, float>(scattered.AsSpan())[..Count]);
        GoodnessOfFit.AssertDistribution([.. cosines.Zip(sines, (c, s) => Math.Atan2(s, c) / (2 * Math.PI) + 0.5)], phase => phase);
    }

    [Fact]
    public void Coherence_KeepsAGain()
    {
        var output = TestSignal.Channel("rician:k=3dB,coherence=7", 60).Transmit(TestSignal.Qpsk(1000), new(4, 4));
        Assert.Equal(143, output.Truth.Gains.ToArray().Distinct().Count());
        Assert.Equal(7, output.Truth.SymbolsPerGain);
        for (var s = 0; s < 1000; s++)
            Assert.InRange((output.Received[s] - output.Truth.GainAt(s) * TestSignal.Qpsk(1000)[s]).Magnitude, 0, 0.007);
    }

    [Theory]
    [InlineData(-20.1)]
    [InlineData(40.1)]
    [InlineData(double.NaN)]
    public void KFactorOutOfRange_IsRefused(double kFactorDb)
    {
        var error = Assert.Throws<SemComException>(() => new RicianChannel(new() { SnrDb = 10, KFactorDb = kFactorDb }));
        Assert.StartsWith("K factor in dB must be between -20 and 40 (was ", error.Message, StringComparison.Ordinal);
    }

    private static Complex32[] Gains(double kFactorDb)
    {
        var options = new RicianChannelOptions { SnrDb = 10, KFactorDb = kFactorDb, CoherenceSymbols = 1 };
        return new RicianChannel(options).Transmit(new(new Complex32[Count]), new(5, 1)).Truth.Gains.ToArray();
    }
}
