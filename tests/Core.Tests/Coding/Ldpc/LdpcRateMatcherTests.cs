using SemCom.Coding;

namespace SemCom.Core.Tests.Coding.Ldpc;

public sealed class LdpcRateMatcherTests
{
    public static TheoryData<int, int, int, int, int> Cases { get; } = new()
    {
        { 1, 384, 8448, 12672, 2 }, { 1, 384, 8400, 12672, 4 }, { 1, 20, 400, 1998, 6 }, { 1, 3, 50, 66, 2 },
        { 2, 384, 3840, 5760, 2 }, { 2, 128, 1216, 1820, 4 }, { 2, 13, 79, 1000, 8 }, { 2, 2, 7, 400, 4 }, { 2, 72, 640, 10000, 2 }, { 2, 36, 300, 301, 1 },
    };

    /// <summary>
    /// TS 38.212 §5.4.2.1 and §5.4.2.2 as they stand there, bit by bit; fillers are −1. Receiving is the transpose of sending: every LLR goes back to the bit
    /// that it came from, and repeated ones add up.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void SelectAndCombine_FollowTheClauses(int graph, int liftingSize, int informationBits, int e, int qm)
    {
        var code = LdpcCode.Get(graph == 1 ? LdpcBaseGraph.Graph1 : LdpcBaseGraph.Graph2, liftingSize);
        var matcher = new LdpcRateMatcher(code, informationBits, e, qm);
        var random = new Random(e);
        var codeword = Enumerable.Range(0, code.CodewordLength).Select(_ => (byte)random.Next(2)).ToArray();
        var llrs = Enumerable.Range(0, e).Select(_ => (float)random.Next(-50, 50)).ToArray();
        var coded = new byte[e];
        for (var version = 0; version < 4; version++)
        {
            var sources = Sources(code, informationBits, e, qm, version);
            matcher.Select(codeword, coded, version);
            Assert.Equal(sources.Select(n => codeword[n]), coded);
            matcher.Select(codeword.AsSpan(0, matcher.CodewordPrefix(version)), coded, version);
            Assert.Equal(sources.Select(n => codeword[n]), coded);
            Assert.True(sources.Max() < matcher.CodewordPrefix(version));

            var (expected, actual) = (Enumerable.Repeat(1f, code.CodewordLength).ToArray(), Enumerable.Repeat(1f, code.CodewordLength).ToArray());
            for (var i = 0; i < e; i++)
                expected[sources[i]] += llrs[i];
            matcher.Combine(llrs, actual, version);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Combine_TakesNaNForNothingAndLimitsTheRest()
    {
        var matcher = new LdpcRateMatcher(LdpcCode.Get(LdpcBaseGraph.Graph2, 2), 20, 6, 1);
        var sum = new float[100];
        matcher.Combine([float.NaN, float.PositiveInfinity, 1, -2, 0, float.NegativeInfinity], sum);
        Assert.Equal([0, 1e6f, 1, -2, 0, -1e6f, 0], sum[..7]);
    }

    [Fact]
    public void Matcher_RefusesWrongSizes()
    {
        var code = LdpcCode.Get(LdpcBaseGraph.Graph2, 10);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LdpcRateMatcher(code, 20, 100, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LdpcRateMatcher(code, 101, 200, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LdpcRateMatcher(code, 100, 201, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LdpcRateMatcher(code, 100, 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LdpcRateMatcher(code, 100, 200, 0));
        var matcher = new LdpcRateMatcher(code, 100, 200, 2);
        Assert.Throws<ArgumentException>(() => matcher.Select(new byte[199], new byte[200]));
        Assert.Throws<ArgumentException>(() => matcher.Select(new byte[500], new byte[199]));
        Assert.Throws<ArgumentException>(() => matcher.Combine(new float[199], new float[500]));
        Assert.Throws<ArgumentException>(() => matcher.Combine(new float[200], new float[499]));
        Assert.Throws<ArgumentOutOfRangeException>(() => matcher.StartPosition(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => matcher.Select(new byte[500], new byte[200], -1));
    }

    private static int[] Sources(LdpcCode code, int informationBits, int e, int qm, int version)
    {
        var ncb = code.CodewordLength;
        var d = Enumerable.Range(0, ncb).Select(n => n + 2 * code.LiftingSize >= informationBits && n + 2 * code.LiftingSize < code.InformationLength ? -1 : n).ToArray();
        int[] numerators = code.BaseGraph.Number == 1 ? [0, 17, 33, 56] : [0, 13, 25, 43];
        var k0 = numerators[version] * ncb / ((code.BaseGraph.Number == 1 ? 66 : 50) * code.LiftingSize) * code.LiftingSize;
        var selected = new List<int>();
        for (var j = 0; selected.Count < e; j++)
        {
            if (d[(k0 + j) % ncb] != -1)
                selected.Add(d[(k0 + j) % ncb]);
        }
        var f = new int[e];
        for (var j = 0; j < e / qm; j++)
        {
            for (var i = 0; i < qm; i++)
                f[i + j * qm] = selected[i * (e / qm) + j];
        }
        return f;
    }
}
