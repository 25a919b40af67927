using SemCom.Coding;

namespace SemCom.Core.Tests.Coding.Shaping;

public sealed class ShapedConstellationTests
{
    /// <summary>Mean power 1 and the entropy of the distribution, both as sums over all points.</summary>
    [Fact]
    public void Rows_HaveUnitPower_AndTheirEntropy()
    {
        foreach (var mcs in McsTables.Shaped)
        {
            var shaped = new ShapedConstellation(mcs.Constellation, mcs.Amplitudes!.Parts);
            var (power, probability, entropy) = (0.0, 0.0, 0.0);
            for (var label = 0; label < shaped.AxisAmplitudes.Length; label++)
            {
                var p = Math.Exp(shaped.LogPriors[label]);
                probability += p;
                power += 2 * p * shaped.AxisAmplitudes[label] * shaped.AxisAmplitudes[label];
                entropy -= p > 0 ? p * Math.Log2(p) : 0;
            }
            Assert.Equal(1, probability, 1e-6);
            Assert.Equal(1, power, 1e-5);
            Assert.Equal(1 + mcs.Amplitudes.EntropyBits, entropy, 1e-5);
        }
    }

    /// <summary>Amplitudes ascend with their number, the sign bit turns them, and labels are those of the constellation.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    public void Labels_AreThoseOfTheConstellation(int bitsPerSymbol)
    {
        var constellation = Constellation.OfBitsPerSymbol(bitsPerSymbol);
        var half = constellation.AxisAmplitudes.Length / 2;
        var shaped = new ShapedConstellation(constellation, [.. Enumerable.Range(1, half)]);
        for (var amplitude = 0; amplitude < half; amplitude++)
        {
            var label = shaped.LabelOf(amplitude);
            Assert.Equal(amplitude, shaped.AmplitudeOf(label));
            Assert.Equal((2 * amplitude + 1) * shaped.AxisAmplitudes[shaped.LabelOf(0)], shaped.AxisAmplitudes[label], 1e-5);
            Assert.Equal(-shaped.AxisAmplitudes[label], shaped.AxisAmplitudes[label + half]);
            Assert.Equal(shaped.LogPriors[label], shaped.LogPriors[label + half]);
        }
    }

    /// <summary>The table steps up evenly, and each row is what its columns say: bits per symbol of shaped amplitudes and of signs that are no parity.</summary>
    [Fact]
    public void Table_AscendsInSmallSteps()
    {
        var rows = McsTables.Shaped;
        Assert.InRange(rows.Count, 2, 64);
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.Equal((0, i), (rows[i].Table, rows[i].Index));
            Assert.Same(rows[i], McsTables.Find(0, i));
            var m = rows[i].Constellation.BitsPerSymbol;
            Assert.Equal(2 * (1 + rows[i].Amplitudes!.EntropyBits) - m * (1 - rows[i].CodeRate), rows[i].BitsPerSymbol, 1e-9);
            // The labels of the amplitudes and the bits that are never sent must fit the information word.
            Assert.True(rows[i].CodeRate > 1.1 * (m - 2) / m, $"{rows[i]}");
            if (i > 0)
                Assert.InRange(rows[i].BitsPerSymbol - rows[i - 1].BitsPerSymbol, rows[i - 1].Amplitudes!.Parts.Length > 1 ? 0.08 : 0.04, 0.16);
        }
        Assert.Null(McsTables.Find(1, 10).Amplitudes);
    }

    [Fact]
    public void Compositions_SumToTheirLength_AndRoundEachShare()
    {
        var distribution = new AmplitudeDistribution([2000, 1500, 500, 96]);
        for (var length = 0; length < 3000; length += 7)
        {
            var composition = distribution.Composition(length);
            Assert.Equal(length, composition.Sum());
            for (var a = 0; a < composition.Length; a++)
                Assert.InRange(composition[a], Math.Floor(length * distribution.Parts[a] / 4096.0), Math.Ceiling(length * distribution.Parts[a] / 4096.0));
        }
        Assert.Throws<ArgumentException>(() => new AmplitudeDistribution([4000, 95]));
        Assert.Throws<ArgumentException>(() => new AmplitudeDistribution([4097, -1]));
        Assert.Throws<ArgumentException>(() => new ShapedConstellation(Constellation.Qam16, [1, 1, 1, 1]));
        Assert.Throws<ArgumentException>(() => new ShapedConstellation(Constellation.Qam16, [0, 0]));
    }
}
