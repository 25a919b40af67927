namespace SemCom.Evaluation.Tests;

public sealed class HypothesisTests
{
    /// <summary>"Student" (W. S. Gosset), Biometrika 6 (1908), 1–25: hours of sleep gained with one drug and with another; first − second.</summary>
    private static readonly double[] Sleep = [-1.2, -2.4, -1.3, -1.3, 0.0, -1.0, -1.8, -0.8, -4.6, -1.4];

    /// <summary>As R's documentation of t.test prints it for these data: t = −4.0621, 9 degrees of freedom.</summary>
    [Fact]
    public void PairedT_MatchesThePublishedExample()
    {
        Assert.Equal(0.002833, PairedT.TwoSided(Sleep)!.Value, 5e-7);
        var interval = PairedT.Of(Sleep)!.Value;
        Assert.Equal(-2.4598858, interval.Low, 5e-5);
        Assert.Equal(-0.7001142, interval.High, 5e-5);
    }

    [Fact]
    public void OneSidedTest_IsHalfTheTwoSidedOne_AndMovesWithItsBound()
    {
        Assert.Equal(PairedT.TwoSided(Sleep)!.Value / 2, PairedT.Below(Sleep, 0)!.Value, 1e-12);
        Assert.Equal(0.5, PairedT.Below(Sleep, Sleep.Average())!.Value, 1e-9);
        // The end of the 95 % interval is where the one-sided probability is 2.5 %.
        Assert.Equal(0.975, PairedT.Below(Sleep, PairedT.Of(Sleep)!.Value.Low)!.Value, 1e-5);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-0.5, 0)]
    public void EqualDifferences_AreCertain(double difference, double probability) =>
        Assert.Equal(probability, PairedT.TwoSided([difference, difference, difference]));

    [Fact]
    public void OneDifference_IsNoTest()
    {
        Assert.Null(PairedT.TwoSided([1.0]));
        Assert.Null(PairedT.Of([1.0]));
        Assert.False(SignFlip.IsTest([3]));
        Assert.False(SignFlip.IsTest([0, 0, 0]));
        Assert.True(SignFlip.IsTest([0, 1]));
    }

    /// <summary>All 2ⁿ ways to choose the signs, counted one by one.</summary>
    [Theory]
    [InlineData(new[] { 1, 1, 1, 0, 1 })]
    [InlineData(new[] { 3, -1, 2, 0, 5, 1 })]
    [InlineData(new[] { -2, -2, 1, -4, 1, 1, -3, -1 })]
    [InlineData(new[] { 2, -2, 1, -1 })]
    public void SignFlip_CountsAllSigns(int[] differences)
    {
        var sum = differences.Sum();
        var (extreme, above) = (0, 0);
        for (var signs = 0; signs < 1 << differences.Length; signs++)
        {
            var flipped = differences.Select((d, i) => (signs >> i & 1) == 0 ? d : -d).Sum();
            extreme += Math.Abs(flipped) >= Math.Abs(sum) ? 1 : 0;
            above += flipped >= sum ? 1 : 0;
        }

        Assert.Equal(Math.Min(1, extreme / Math.Pow(2, differences.Length)), SignFlip.TwoSided(differences), 1e-12);
        Assert.Equal(above / Math.Pow(2, differences.Length), SignFlip.OneSided(differences), 1e-12);
    }

    /// <summary>With single losses it is McNemar's exact test: of n discordant pairs the k of one kind are binomial with p = 1/2.</summary>
    [Theory]
    [InlineData(1, 7)]
    [InlineData(0, 6)]
    [InlineData(10, 25)]
    public void SignFlip_OfSinglesIsMcNemarsExactTest(int fewer, int more)
    {
        int[] differences = [.. Enumerable.Repeat(-1, fewer), .. Enumerable.Repeat(1, more), 0, 0, 0];

        var expected = 2 * MathNet.Numerics.Distributions.Binomial.CDF(0.5, fewer + more, fewer);

        Assert.Equal(expected, SignFlip.TwoSided(differences), 1e-12);
    }

    /// <summary>As R's p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") gives them.</summary>
    [Fact]
    public void Holm_MatchesTheTextbookExample() =>
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]).Select(p => Math.Round(p!.Value, 12)));

    [Fact]
    public void Holm_DoesNotCountWhatWasNotTested_AndStaysBelowOne() =>
        Assert.Equal([null, 0.75, 1, null, 1], Holm.Adjust([null, 0.25, 0.875, null, 1.0]));

    /// <summary>Of 400 families of 20 true hypotheses at most 5 % (binomial 1e-6: 44) may have a rejection; without correction 64 % would.</summary>
    [Fact]
    public void Holm_KeepsTheErrorOfTheWholeFamily()
    {
        var random = new Randomness.CounterRandom(3, Randomness.RandomPurpose.SourceData, 0);
        var (corrected, plain) = (0, 0);
        for (var family = 0; family < 400; family++)
        {
            var p = Enumerable.Range(0, 20).Select(i => (double?)random.Uniform((ulong)(family * 20 + i))).ToArray();
            corrected += Holm.Adjust(p).Any(q => q < Holm.Level) ? 1 : 0;
            plain += p.Any(q => q < Holm.Level) ? 1 : 0;
        }

        Assert.InRange(corrected, 5, 44);
        Assert.InRange(plain, 200, 310);
    }
}
