using SemCom.Coding;
using SemCom.Receiver.Decoding;

namespace SemCom.Receiver.Tests.Decoding;

public sealed class BitwiseInformationTests
{
    public static TheoryData<int, int, double> Cases => new()
    {
        { 3, 10, -2 }, { 1, 5, 3 }, { 1, 14, 5 }, { 2, 15, 12 }, { 2, 24, 18 },
        { 0, 9, 2 }, { 0, 10, 2.5 }, { 0, 25, 10 }, { 0, 36, 15 }, { 0, 41, 20 },
    };

    /// <summary>H(X) less what the demapper's LLRs leave open of 60,000 random symbols' bits: Σ log2(1 + e^(−L)) with L positive for the bit that was sent.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Curves_AreWhatTheDemappersLlrsTell(int table, int index, double esN0Db)
    {
        const int Symbols = 60_000;
        var mcs = McsTables.Find(table, index);
        var shaped = ShapedConstellation.Of(mcs);
        var (random, perSymbol) = (new Random(index), mcs.Constellation.BitsPerSymbol);
        var (bits, y, entropy) = (new byte[Symbols * perSymbol], new Complex32[Symbols], 0.0);
        for (var i = 0; i < Symbols; i++)
        {
            for (var axis = 0; axis < 2; axis++)
            {
                var label = TestSignals.Label(random, shaped);
                entropy -= shaped.LogPriors[label] / Math.Log(2) / Symbols;
                for (var bit = 0; bit < perSymbol / 2; bit++)
                    bits[i * perSymbol + 2 * bit + axis] = (byte)((label >> (perSymbol / 2 - 1 - bit)) & 1);
            }
        }
        mcs.Constellation.Map(bits, y);
        foreach (ref var symbol in y.AsSpan())
            symbol *= shaped.Scale;
        var n0 = Decibels.ToNoisePower(esN0Db);
        TestSignals.AddNoise(random, y, n0);
        var (noise, llrs) = (new float[Symbols], new float[bits.Length]);
        Array.Fill(noise, (float)n0);
        new QamDemapper(shaped).Demap(y, noise, llrs);
        var open = llrs.Select((llr, i) => Math.Log2(1 + Math.Exp(bits[i] == 0 ? -llr : llr))).Sum() / Symbols;
        Assert.Equal(entropy - open, BitwiseInformation.Of(mcs).At(esN0Db), 0.02);
    }

    /// <summary>Half a bit for each real dimension at Eb/N0 = 0.187 dB: the limit of binary codes of rate 1/2 over AWGN (Richardson and Urbanke, Modern Coding Theory, 2008).</summary>
    [Fact]
    public void Qpsk_ReachesOneBitAtItsPublishedLimit() => Assert.Equal(1, BitwiseInformation.Of(McsTables.Find(1, 0)).At(0.187), 1e-3);

    [Fact]
    public void Curves_RiseFromNothingToAllBits()
    {
        foreach (var mcs in new[] { McsTables.Find(1, 0), McsTables.Find(1, 28), McsTables.Find(0, 41) })
        {
            var curve = BitwiseInformation.Of(mcs);
            var entropy = mcs.Amplitudes is { } amplitudes ? 2 + 2 * amplitudes.EntropyBits : mcs.Constellation.BitsPerSymbol;
            Assert.InRange(curve.At(-40), 0, 0.003);
            Assert.Equal(entropy, curve.At(50), 1e-6);
            for (var esN0Db = -30.0; esN0Db < 30; esN0Db += 0.7)
                Assert.True(curve.At(esN0Db + 0.7) >= curve.At(esN0Db) - 1e-9);
        }
    }
}
