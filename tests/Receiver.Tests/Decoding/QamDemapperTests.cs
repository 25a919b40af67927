using System.Numerics;
using SemCom.Coding;
using SemCom.Receiver.Decoding;

namespace SemCom.Receiver.Tests.Decoding;

public sealed class QamDemapperTests
{
    /// <summary>Coefficients (c, a) of BER = Σ c·Q(a·√(Eb/N0)) for Gray square QAM over AWGN (Cho and Yoon 2002).</summary>
    private static readonly (double C, double A)[] Qpsk = [(1, 1.414214)];

    private static readonly (double C, double A)[] Qam16 = [(3.0 / 4, 0.894427), (1.0 / 2, 2.683282), (-1.0 / 4, 4.472136)];

    [Theory]
    [InlineData(0, 12_000)]
    [InlineData(4, 160_000)]
    [InlineData(8, 400_000)]
    public void Qpsk_OverAwgn_MatchesQFunction(double esN0Db, int bits) => AssertErrorRate(Constellation.Qpsk, Qpsk, esN0Db, bits);

    [Theory]
    [InlineData(6, 12_000)]
    [InlineData(10, 60_000)]
    [InlineData(14, 400_000)]
    public void Qam16_OverAwgn_MatchesTheClosedForm(double esN0Db, int bits) => AssertErrorRate(Constellation.Qam16, Qam16, esN0Db, bits);

    [Theory]
    [InlineData(2, DemapperRule.Exact)]
    [InlineData(2, DemapperRule.MaxLog)]
    [InlineData(4, DemapperRule.Exact)]
    [InlineData(4, DemapperRule.MaxLog)]
    [InlineData(6, DemapperRule.Exact)]
    [InlineData(6, DemapperRule.MaxLog)]
    public void Llrs_MatchTheSumOverAllPoints(int bitsPerSymbol, DemapperRule rule)
    {
        var constellation = Of(bitsPerSymbol);
        var random = new Random(3);
        var demapper = new QamDemapper(constellation, rule);
        var llrs = new float[bitsPerSymbol];
        for (var trial = 0; trial < 500; trial++)
        {
            var y = new Complex32((float)(4 * random.NextDouble() - 2), (float)(4 * random.NextDouble() - 2));
            var n0 = (float)Math.Pow(10, 3 * random.NextDouble() - 2);
            demapper.Demap([y], [n0], llrs);
            for (var bit = 0; bit < bitsPerSymbol; bit++)
            {
                var expected = BruteForce(constellation, y, n0, bit, rule);
                Assert.Equal(expected, llrs[bit], 1e-4 * (1 + Math.Abs(expected)) / Math.Min(n0, 1));
            }
        }
    }

    [Fact]
    public void Llr_OfANoiselessZero_IsPositive()
    {
        foreach (var bitsPerSymbol in new[] { 2, 4, 6 })
        {
            var constellation = Of(bitsPerSymbol);
            for (var label = 0; label < 1 << bitsPerSymbol; label++)
            {
                var bits = Enumerable.Range(0, bitsPerSymbol).Select(i => (byte)((label >> i) & 1)).ToArray();
                var symbol = new Complex32[1];
                constellation.Map(bits, symbol);
                foreach (var n0 in new[] { 0.1f, 1e-6f, 0f })
                {
                    var llrs = new float[bitsPerSymbol];
                    new QamDemapper(constellation).Demap(symbol, [n0], llrs);
                    Assert.All(bits.Zip(llrs), pair => Assert.True(float.IsFinite(pair.Second) && pair.First == 1 == pair.Second < 0));
                }
            }
        }
    }

    [Theory]
    [InlineData(float.NaN, 0f, 1f)]
    [InlineData(0f, float.PositiveInfinity, 1f)]
    [InlineData(1f, 1f, float.PositiveInfinity)]
    [InlineData(1f, 1f, float.NaN)]
    [InlineData(1f, 1f, -1f)]
    public void SymbolsThatTellNothing_GiveZero(float real, float imaginary, float n0)
    {
        var llrs = new float[] { 9, 9, 9, 9 };
        new QamDemapper(Constellation.Qam16).Demap([new Complex32(real, imaginary)], [n0], llrs);
        Assert.Equal(new float[4], llrs);
    }

    [Fact]
    public void HugeSymbols_GiveFiniteLlrs()
    {
        foreach (var rule in Enum.GetValues<DemapperRule>())
        {
            var llrs = new float[6];
            new QamDemapper(Constellation.Qam64, rule).Demap([new Complex32(1e30f, -1e30f)], [0f], llrs);
            Assert.All(llrs, llr => Assert.True(Math.Abs(llr) <= QamDemapper.MaxLlr));
        }
    }

    [Fact]
    public void Demap_RefusesLengthsThatDoNotFit()
    {
        var demapper = new QamDemapper(Constellation.Qpsk);
        Assert.Throws<ArgumentException>(() => demapper.Demap(new Complex32[2], new float[1], new float[4]));
        Assert.Throws<ArgumentException>(() => demapper.Demap(new Complex32[2], new float[2], new float[3]));
    }

    private static void AssertErrorRate(Constellation constellation, (double C, double A)[] theory, double esN0Db, int bitCount)
    {
        var random = new Random(11);
        var n0 = (float)Decibels.ToNoisePower(esN0Db);
        var bits = TestSignals.Bits(random, bitCount);
        var symbols = new Complex32[bitCount / constellation.BitsPerSymbol];
        constellation.Map(bits, symbols);
        TestSignals.AddNoise(random, symbols, n0);
        var llrs = new float[bitCount];
        new QamDemapper(constellation).Demap(symbols, [.. Enumerable.Repeat(n0, symbols.Length)], llrs);
        var errors = bits.Zip(llrs, (bit, llr) => llr < 0 != (bit == 1) ? 1 : 0).Sum();
        var rootEbN0 = Math.Sqrt(1 / n0 / constellation.BitsPerSymbol);
        Assert.True(errors >= 1000, $"only {errors} errors");
        Binomial.AssertPlausible(errors, bitCount, theory.Sum(term => term.C * Q(term.A * rootEbN0)));
    }

    private static Constellation Of(int bitsPerSymbol) => bitsPerSymbol switch
    {
        2 => Constellation.Qpsk,
        4 => Constellation.Qam16,
        _ => Constellation.Qam64,
    };

    private static double BruteForce(Constellation constellation, Complex y, double n0, int bit, DemapperRule rule)
    {
        var (likelihoods, symbol) = (new[] { new List<double>(), [] }, new Complex32[1]);
        for (var label = 0; label < 1 << constellation.BitsPerSymbol; label++)
        {
            var bits = Enumerable.Range(0, constellation.BitsPerSymbol).Select(i => (byte)((label >> i) & 1)).ToArray();
            constellation.Map(bits, symbol);
            var distance = (y - symbol[0]).Magnitude;
            likelihoods[bits[bit]].Add(-distance * distance / n0);
        }
        double Sum(List<double> terms) => rule == DemapperRule.MaxLog ? terms.Max() : terms.Max() + Math.Log(terms.Sum(x => Math.Exp(x - terms.Max())));
        return Sum(likelihoods[0]) - Sum(likelihoods[1]);
    }

    /// <summary>Gaussian tail by Simpson's rule on Craig's form, Q(x) = (1/π)∫exp(−x²/2sin²t) dt over 0..π/2 (Craig 1991).</summary>
    private static double Q(double x)
    {
        const int steps = 2000;
        double F(int i) => i == 0 ? 0 : Math.Exp(-x * x / (2 * Math.Pow(Math.Sin(i * Math.PI / 2 / steps), 2)));
        var sum = F(0) + F(steps);
        for (var i = 1; i < steps; i++)
            sum += (i % 2 == 1 ? 4 : 2) * F(i);
        return sum * (Math.PI / 2 / steps) / 3 / Math.PI;
    }
}
