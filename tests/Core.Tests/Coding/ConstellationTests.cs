using System.Numerics;
using SemCom.Coding;

namespace SemCom.Core.Tests.Coding;

public sealed class ConstellationTests
{
    public static TheoryData<int> BitsPerSymbol { get; } = [2, 4, 6, 8];

    [Theory]
    [MemberData(nameof(BitsPerSymbol))]
    public void Map_FollowsTheFormulasOfTheStandard(int bitsPerSymbol)
    {
        foreach (var (b, symbol) in Points(Of(bitsPerSymbol)))
        {
            var s = b.Select(bit => 1 - 2 * bit).ToArray();
            var expected = bitsPerSymbol switch
            {
                2 => new Complex(s[0], s[1]) / Math.Sqrt(2),
                4 => new Complex(s[0] * (2 - s[2]), s[1] * (2 - s[3])) / Math.Sqrt(10),
                6 => new Complex(s[0] * (4 - s[2] * (2 - s[4])), s[1] * (4 - s[3] * (2 - s[5]))) / Math.Sqrt(42),
                _ => new Complex(s[0] * (8 - s[2] * (4 - s[4] * (2 - s[6]))), s[1] * (8 - s[3] * (4 - s[5] * (2 - s[7])))) / Math.Sqrt(170),
            };
            Assert.True((symbol - expected).Magnitude < 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(BitsPerSymbol))]
    public void Points_HaveUnitMeanPower_AndGrayNeighbours(int bitsPerSymbol)
    {
        var points = Points(Of(bitsPerSymbol)).ToArray();
        Assert.Equal(1, points.Average(p => p.Symbol.Magnitude * p.Symbol.Magnitude), 1e-6);
        var distances = from p in points from q in points where p != q select (p.Symbol - q.Symbol).Magnitude;
        var nearest = distances.Min();
        foreach (var p in points)
        {
            foreach (var q in points)
            {
                var distance = (p.Symbol - q.Symbol).Magnitude;
                if (distance > 0 && distance < nearest * 1.001)
                    Assert.Equal(1, p.Bits.Zip(q.Bits, (x, y) => x ^ y).Sum());
            }
        }
    }

    [Fact]
    public void Map_RefusesLengthsThatDoNotFit() =>
        Assert.Throws<ArgumentException>(() => Constellation.Qam16.Map(new byte[7], new Complex32[2]));

    [Fact]
    public void OfBitsPerSymbol_KnowsFour() => Assert.Throws<ArgumentOutOfRangeException>(() => Constellation.OfBitsPerSymbol(10));

    [Fact]
    public void GoldSequence_MatchesTheRecurrencesOfTheStandard()
    {
        const uint initialValue = 0x12345;
        const int skip = 1600;
        var (x1, x2) = (new int[skip + 400], new int[skip + 400]);
        x1[0] = 1;
        for (var n = 0; n < 31; n++)
            x2[n] = (int)((initialValue >> n) & 1);
        for (var n = 0; n + 31 < x1.Length; n++)
        {
            x1[n + 31] = (x1[n + 3] + x1[n]) % 2;
            x2[n + 31] = (x2[n + 3] + x2[n + 2] + x2[n + 1] + x2[n]) % 2;
        }
        var sequence = new byte[400];
        GoldSequence.Fill(initialValue, sequence);
        Assert.Equal(Enumerable.Range(skip, 400).Select(n => (byte)((x1[n] + x2[n]) % 2)), sequence);
    }

    private static Constellation Of(int bitsPerSymbol) => Constellation.OfBitsPerSymbol(bitsPerSymbol);

    private static IEnumerable<(byte[] Bits, Complex Symbol)> Points(Constellation constellation)
    {
        for (var label = 0; label < 1 << constellation.BitsPerSymbol; label++)
        {
            var bits = Enumerable.Range(0, constellation.BitsPerSymbol).Select(i => (byte)((label >> i) & 1)).ToArray();
            var symbol = new Complex32[1];
            constellation.Map(bits, symbol);
            yield return (bits, symbol[0]);
        }
    }
}
