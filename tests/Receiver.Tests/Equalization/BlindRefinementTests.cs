using SemCom.Coding;
using SemCom.Receiver.Equalization;
using SemCom.Receiver.Tests.Decoding;

namespace SemCom.Receiver.Tests.Equalization;

public sealed class BlindRefinementTests
{
    /// <summary>What 264 known symbols leave: a gain that is off by three standard deviations, 3·√(N0 / 264), and noise that is 20 % off.</summary>
    private const double GainError = 3, KnownSymbols = 264, NoiseError = 1.2;

    public static TheoryData<int, int, double> Cases => new() { { 0, 9, 2 }, { 0, 12, 3.5 }, { 0, 25, 10 }, { 0, 36, 15 }, { 3, 12, 0 }, { 1, 14, 7 }, { 2, 24, 20 } };

    /// <summary>Within six standard deviations of what half as many known symbols as are looked at would leave: √(2·N0 / n) of the gain, √(2 / n) of the noise power.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void GainAndNoise_AreFound(int table, int index, double esN0Db)
    {
        const int Count = 30_000, Looked = 15_000;
        var (sent, received, noise, n0) = Frame(McsTables.Find(table, index), Count, esN0Db);
        BlindRefinement.Apply(ShapedConstellation.Of(McsTables.Find(table, index)), received, noise);

        var (correlation, energy, unexplained) = (new Complex32(0, 0), 0.0, 0.0);
        for (var i = 0; i < Count; i++)
        {
            correlation += received[i] * new Complex32(sent[i].Real, -sent[i].Imaginary);
            energy += sent[i].Power;
            unexplained += (received[i] - sent[i]).Power;
        }
        var gain = correlation * (float)(1 / energy) - new Complex32(1, 0);
        Assert.InRange(Math.Sqrt(gain.Power), 0, 6 * Math.Sqrt(2 * n0 / Looked));
        Assert.Equal(1, noise[0] * Count / unexplained, 6 * Math.Sqrt(2.0 / Looked));
    }

    /// <summary>Too few symbols, erasures alone, silence, and a constellation that is not the one that was sent leave everything as it was.</summary>
    [Fact]
    public void WhatTellsNothing_ChangesNothing()
    {
        var mcs = McsTables.Find(0, 25);
        var (_, few, fewNoise, _) = Frame(mcs, 200, 10);
        var (_, erased, erasedNoise, _) = Frame(mcs, 5000, 10);
        var (_, other, otherNoise, _) = Frame(McsTables.Find(1, 5), 5000, 10);
        Array.Fill(erasedNoise, float.PositiveInfinity);
        var (silent, silentNoise) = (new Complex32[5000], new float[5000]);
        Array.Fill(silentNoise, 0.1f);
        foreach (var (symbols, noise) in new[] { (few, fewNoise), (erased, erasedNoise), (silent, silentNoise), (other, otherNoise) })
        {
            var (symbolsBefore, noiseBefore) = (symbols.ToArray(), noise.ToArray());
            BlindRefinement.Apply(ShapedConstellation.Of(mcs), symbols, noise);
            Assert.Equal(symbolsBefore, symbols);
            Assert.Equal(noiseBefore, noise);
        }
    }

    /// <summary>Random symbols of a row, what arrives of them behind a wrong equaliser, and the noise power that this believes in.</summary>
    private static (Complex32[] Sent, Complex32[] Received, float[] Noise, double N0) Frame(McsEntry mcs, int count, double esN0Db)
    {
        var (constellation, random) = (ShapedConstellation.Of(mcs), new Random(mcs.Index));
        var sent = new Complex32[count];
        for (var i = 0; i < count; i++)
            sent[i] = new Complex32(Axis(), Axis());
        var (received, noise, n0) = (sent.ToArray(), new float[count], Decibels.ToNoisePower(esN0Db));
        TestSignals.AddNoise(random, received, n0);
        var error = (float)(GainError * Math.Sqrt(n0 / KnownSymbols));
        var wrong = new Complex32(1 + 0.8f * error, 0.6f * error);
        for (var i = 0; i < count; i++)
            received[i] *= wrong;
        Array.Fill(noise, (float)(NoiseError * n0));
        return (sent, received, noise, n0);

        float Axis() => constellation.AxisAmplitudes[TestSignals.Label(random, constellation)];
    }
}
