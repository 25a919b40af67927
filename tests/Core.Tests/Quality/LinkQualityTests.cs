using SemCom.Coding;
using SemCom.Core.Tests.Randomness;
using SemCom.Randomness;

namespace SemCom.Core.Tests.Quality;

public sealed class LinkQualityTests
{
    private const int Bits = 400_000;

    /// <summary>BPSK, ±1 with noise of N0/2: BER = Q(√(2·Eb/N0)) (J. Proakis, Digital Communications, section on binary signalling).</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(7)]
    public void Bpsk_OverAwgn_MatchesQFunction(double ebN0Db)
    {
        var bits = RandomBits();
        var noise = Noise(Bits, Decibels.ToLinear(-ebN0Db));
        var decided = bits.Select((bit, i) => (byte)(1 - 2 * bit + noise[i] < 0 ? 1 : 0)).ToArray();

        byte[] sent = new byte[Bits / 8], received = new byte[Bits / 8];
        BitPacking.Pack(bits, sent);
        BitPacking.Pack(decided, received);

        AssertRate(LinkQuality.BitErrors(sent, received), ebN0Db);
    }

    /// <summary>QPSK has half the energy in each of two bits, and the same error rate.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void Qpsk_OverAwgn_MatchesQFunction(double ebN0Db)
    {
        var bits = RandomBits();
        var symbols = new Complex32[Bits / 2];
        Constellation.Qpsk.Map(bits, symbols);
        var noise = Noise(Bits, Decibels.ToLinear(-ebN0Db) / 2);
        var decided = new byte[Bits];
        for (var i = 0; i < Bits; i++)
            decided[i] = (byte)((i % 2 == 0 ? symbols[i / 2].Real : symbols[i / 2].Imaginary) + noise[i] < 0 ? 1 : 0);

        AssertRate(LinkQuality.UnpackedBitErrors(bits, decided), ebN0Db);
    }

    /// <summary>Independent wrong bytes, one in a hundred: a block of 20 is wrong with probability 1 − 0.99²⁰.</summary>
    [Fact]
    public void Blocks_AreWrong_WhenAByteIs()
    {
        const int blocks = 5000, length = 20;
        var random = new CounterRandom(5, RandomPurpose.SourceData, 0);
        byte[] sent = new byte[blocks * length + 1], received = new byte[sent.Length];
        for (var i = 0; i < sent.Length; i++)
            received[i] = (byte)(random.Uniform((ulong)i) < 0.01 ? 4 : 0);
        received[^1] = 1;

        var count = LinkQuality.BlockErrors(sent, received, length);

        var p = 1 - Math.Pow(0.99, length);
        Assert.Equal(blocks + 1, count.Total);
        Assert.InRange(Math.Abs(count.Errors - 1 - p * blocks), 0, GoodnessOfFit.Z * Math.Sqrt(p * (1 - p) * blocks));
    }

    [Fact]
    public void Counts_AddUp()
    {
        var count = LinkQuality.BitErrors([0b1010, 0xFF], [0b0110, 0xFF]) + LinkQuality.UnpackedBitErrors([0, 1, 1], [0, 0, 7]);

        Assert.Equal(new ErrorCount(3, 19), count);
        Assert.Equal(3 / 19.0, count.Rate);
        Assert.Equal(new ErrorCount(2, 2), LinkQuality.BlockErrors([1, 2, 3], [1, 0, 0], 2));
        Assert.True(double.IsNaN(LinkQuality.BitErrors([], []).Rate));
    }

    /// <summary>Least squares with n pilots of unit power: the estimate is h + the mean of n noises, NMSE = N0/n for E|h|² = 1.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 1)]
    [InlineData(10, 4)]
    [InlineData(20, 16)]
    public void LeastSquares_HasTheNoiseOfItsPilots(double snrDb, int pilots)
    {
        const int frames = 20, gains = 2500;
        var n0 = Decibels.ToNoisePower(snrDb);
        var meter = new SquaredErrorMeter();
        double sumDb = 0;
        for (var frame = 0; frame < frames; frame++)
        {
            var h = Complexes(gains, 1, RandomPurpose.Fading, frame);
            var noise = Complexes(gains * pilots, n0, RandomPurpose.ChannelNoise, frame);
            var estimate = new Complex32[gains];
            for (var i = 0; i < estimate.Length; i++)
            {
                var sum = default(Complex32);
                for (var k = 0; k < pilots; k++)
                    sum += h[i] + noise[i * pilots + k];
                estimate[i] = sum * (1f / pilots);
            }
            meter.Add(h, estimate);
            sumDb += LinkQuality.NmseDb(h, estimate);
        }

        // Two sums of 50 000 exponential values: each within Z/√50 000 = 2.2 %.
        Assert.Equal(Decibels.FromLinear(n0 / pilots), meter.Db, 0.2);
        Assert.Equal(meter.Db, sumDb / frames, 0.1);
    }

    /// <summary>A strong frame with a small error and a weak one with a large: energies are summed, not decibels.</summary>
    [Fact]
    public void Nmse_OverFrames_SumsEnergies()
    {
        var meter = new SquaredErrorMeter();
        meter.Add([new(3, 0), new(0, 4)], [new(3, 1), new(0, 4)]);
        meter.Add([new(0.5f, 0.5f)], [new(0, 0)]);

        Assert.Equal(1.5 / 25.5, meter.Ratio, 1e-12);
        Assert.Equal(10 * Math.Log10(1.5 / 25.5), meter.Db, 1e-12);
        Assert.Equal(double.NegativeInfinity, LinkQuality.NmseDb([new(1, 1)], [new(1, 1)]));
    }

    /// <summary>Symbols of unit power in noise: EVM = √N0.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    public void Evm_IsTheRootOfTheNoise(double snrDb)
    {
        var symbols = new Complex32[Bits / 8];
        Constellation.Qam16.Map(RandomBits().AsSpan(0, Bits / 2), symbols);
        var noise = Complexes(symbols.Length, Decibels.ToNoisePower(snrDb), RandomPurpose.ChannelNoise, 0);

        var evm = LinkQuality.EvmPercent(symbols, [.. symbols.Select((s, i) => s + noise[i])]);

        Assert.Equal(1, evm / (100 * Math.Sqrt(Decibels.ToNoisePower(snrDb))), 0.02);
    }

    [Fact]
    public void WhatCannotBeCompared_IsRefused()
    {
        Assert.Equal("link quality: both sequences must be equally long (was 1 and 2 bytes); compare what was sent with what became of it",
            Assert.Throws<SemComException>(() => LinkQuality.BitErrors([1], [1, 2])).Message);
        Assert.Throws<SemComException>(() => LinkQuality.UnpackedBitErrors([1], []));
        Assert.Throws<SemComException>(() => LinkQuality.BlockErrors([1], [1], 0));
        Assert.Throws<SemComException>(() => LinkQuality.NmseDb([new(1, 0)], []));
        Assert.Throws<SemComException>(() => LinkQuality.EvmPercent([new(0, 0)], [new(1, 0)]));
        Assert.Throws<SemComException>(() => new SquaredErrorMeter().Db);
    }

    private static void AssertRate(ErrorCount count, double ebN0Db)
    {
        var p = GoodnessOfFit.Q(Math.Sqrt(2 * Decibels.ToLinear(ebN0Db)));
        Assert.Equal(Bits, count.Total);
        Assert.InRange(Math.Abs(count.Rate - p), 0, GoodnessOfFit.Z * Math.Sqrt(p * (1 - p) / Bits));
    }

    private static byte[] RandomBits()
    {
        var words = new uint[Bits];
        new CounterRandom(2, RandomPurpose.SourceData, 0).FillUInt32(words);
        return [.. words.Select(word => (byte)(word >> 31))];
    }

    /// <summary>Real noise of variance n0/2.</summary>
    private static float[] Noise(int count, double n0)
    {
        var noise = new float[count];
        new CounterRandom(3, RandomPurpose.ChannelNoise, 0).FillGaussian(noise);
        return [.. noise.Select(v => (float)(v * Math.Sqrt(n0 / 2)))];
    }

    /// <summary>Circular complex normals.</summary>
    private static Complex32[] Complexes(int count, double power, RandomPurpose purpose, int frame)
    {
        var parts = new float[2 * count];
        new CounterRandom(4, purpose, (ulong)frame).FillGaussian(parts);
        var scale = (float)Math.Sqrt(power / 2);
        return [.. Enumerable.Range(0, count).Select(i => new Complex32(parts[2 * i], parts[2 * i + 1]) * scale)];
    }
}
