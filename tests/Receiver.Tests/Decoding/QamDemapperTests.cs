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
    [InlineData(16)]
    [InlineData(18)]
    public void Qam256_OverAwgn_MatchesTheClosedForm(double ebN0Db) =>
        AssertErrorRate(Constellation.Qam256, SquareQam(4), ebN0Db + 10 * Math.Log10(8), 400_000);

    [Theory]
    [InlineData(2, DemapperRule.Exact)]
    [InlineData(2, DemapperRule.MaxLog)]
    [InlineData(4, DemapperRule.Exact)]
    [InlineData(4, DemapperRule.MaxLog)]
    [InlineData(6, DemapperRule.Exact)]
    [InlineData(6, DemapperRule.MaxLog)]
    [InlineData(8, DemapperRule.Exact)]
    [InlineData(8, DemapperRule.MaxLog)]
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

    /// <summary>A shaped constellation's LLRs are those of Bayes' rule over all points; an erasure leaves the prior, and amplitudes that do not occur are never inferred.</summary>
    [Theory]
    [InlineData(4, new[] { 700, 300 })]
    [InlineData(6, new[] { 500, 300, 150, 50 })]
    [InlineData(6, new[] { 600, 400, 0, 0 })]
    [InlineData(8, new[] { 400, 300, 150, 80, 40, 20, 9, 1 })]
    public void ShapedLlrs_AreThoseOfBayesRule(int bitsPerSymbol, int[] composition)
    {
        var constellation = Of(bitsPerSymbol);
        var shaped = new ShapedConstellation(constellation, composition);
        var random = new Random(7);
        var llrs = new float[bitsPerSymbol];
        for (var trial = 0; trial < 300; trial++)
        {
            var y = new Complex32((float)(4 * random.NextDouble() - 2), (float)(4 * random.NextDouble() - 2));
            var n0 = trial % 10 == 0 ? float.PositiveInfinity : (float)Math.Pow(10, 2 * random.NextDouble() - 1.5);
            new QamDemapper(shaped).Demap([y], [n0], llrs);
            for (var bit = 0; bit < bitsPerSymbol; bit++)
            {
                var sums = new double[2];
                for (var label = 0; label < 1 << bitsPerSymbol; label++)
                {
                    var bits = Enumerable.Range(0, bitsPerSymbol).Select(i => (byte)((label >> i) & 1)).ToArray();
                    var point = new Complex32[1];
                    constellation.Map(bits, point);
                    Complex x = point[0] * shaped.Scale;
                    double Prior(double axis) => composition[(int)Math.Round((Math.Abs(axis) / shaped.Scale / constellation.AxisAmplitudes.ToArray().Where(a => a > 0).Min() - 1) / 2)];
                    sums[bits[bit]] += Prior(x.Real) * Prior(x.Imaginary) * Math.Exp(-Math.Pow((x - y).Magnitude, 2) / n0);
                }
                var expected = Math.Clamp(Math.Log(sums[0] / sums[1]), -QamDemapper.MaxLlr, QamDemapper.MaxLlr);
                Assert.Equal(expected, llrs[bit], 2e-3 * (1 + Math.Abs(expected)));
            }
        }
    }

    /// <summary>Whole blocks are demapped by vectors, single symbols are not; a symbol's LLRs must not tell which.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    public void Vectors_GiveTheSameBitsAsSingleSymbols(int bitsPerSymbol)
    {
        var random = new Random(5);
        float[] odd = [0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e30f, -1e30f, 1e-30f];
        float Any(double range) => random.Next(20) == 0 ? odd[random.Next(odd.Length)] : (float)(range * (random.NextDouble() - 0.3));
        var y = Enumerable.Range(0, 4003).Select(_ => new Complex32(Any(2), Any(2))).ToArray();
        var n0 = Enumerable.Range(0, y.Length).Select(_ => Any(0.5)).ToArray();
        var demapper = new QamDemapper(Of(bitsPerSymbol));
        var (whole, single) = (new float[y.Length * bitsPerSymbol], new float[y.Length * bitsPerSymbol]);
        demapper.Demap(y, n0, whole);
        for (var s = 0; s < y.Length; s++)
            demapper.Demap([y[s]], [n0[s]], single.AsSpan(s * bitsPerSymbol, bitsPerSymbol));
        Assert.Equal(single.Select(BitConverter.SingleToInt32Bits), whole.Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void Llr_OfANoiselessZero_IsPositive()
    {
        foreach (var bitsPerSymbol in new[] { 2, 4, 6, 8 })
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

    private static Constellation Of(int bitsPerSymbol) => Constellation.OfBitsPerSymbol(bitsPerSymbol);

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

    /// <summary>
    /// Coefficients for 2^(2m)-QAM (Cho and Yoon 2002, eq. 14 to 16): bit k of an axis errs with (2/√M) Σ_i (−1)^⌊i·2^(k−1)/√M⌋ ·
    /// (2^(k−1) − ⌊i·2^(k−1)/√M + ½⌋) · Q((2i+1)·√(6·m/(M−1)·Eb/N0)), i below (1 − 2^−k)·√M.
    /// </summary>
    private static (double C, double A)[] SquareQam(int bitsPerAxis)
    {
        var side = 1 << bitsPerAxis;
        var scale = Math.Sqrt(6.0 * bitsPerAxis / (side * side - 1));
        return [.. from k in Enumerable.Range(1, bitsPerAxis)
                   from i in Enumerable.Range(0, (int)((1 - Math.Pow(2, -k)) * side))
                   let step = i * (1 << (k - 1)) / (double)side
                   let sign = (int)step % 2 == 0 ? 1 : -1
                   select (2.0 / side * sign * ((1 << (k - 1)) - Math.Floor(step + 0.5)) / bitsPerAxis, (2 * i + 1) * scale)];
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
