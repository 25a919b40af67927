namespace SemCom.Evaluation.Tests.Statistics;

public sealed class BjontegaardTests
{
    /// <summary>
    /// Rates and PSNRs of four operating points that programs for this metric are usually shown with; then two curves of x265 and one made up, with flat and
    /// steep parts, unequal numbers of points and partial overlap. Expected: a program of its own in Python, weighted harmonic means of slopes after Fritsch and
    /// Butland, three-point ends limited to keep the shape, Simpson's rule, which is exact for cubics.
    /// </summary>
    public static TheoryData<double[], double[], double[], double[], double, double> Curves => new()
    {
        { [85.95, 157.11, 309.58, 686.76], [31.42, 34.24, 37.18, 40.28], [112.75, 204.93, 407.8, 893.34], [31.24, 34.17, 37.21, 40.39], 31.37987820, -1.18347240 },
        { [1358.24, 2486.44, 4593.60, 9487.76], [34.851, 36.845, 38.615, 40.037], [1356.24, 2451.52, 4469.00, 9787.80], [34.987, 36.970, 38.651, 40.121], -4.41748535, 0.11969279 },
        { [1, 2, 3, 8], [20, 20.1, 29, 29.2], [1.5, 3, 6], [22, 25, 33], 19.70936774, -0.06607149 },
    };

    [Theory]
    [MemberData(nameof(Curves))]
    public void Differences_AreThoseOfAnIndependentProgram(double[] rates, double[] quality, double[] testRates, double[] testQuality, double percent, double db)
    {
        var delta = Bjontegaard.Between(Points(rates, quality), Points([.. testRates.Reverse()], [.. testQuality.Reverse()]));

        Assert.Equal(percent, delta.RatePercent!.Value, 1e-6);
        Assert.Equal(db, delta.QualityDb!.Value, 1e-6);
        Assert.Equal((Math.Max(quality[0], testQuality[0]), Math.Min(quality[^1], testQuality[^1])), delta.Quality);
    }

    [Fact]
    public void AConstantShareMoreRate_IsThatShare()
    {
        double[] quality = [25, 29, 31, 36, 37];
        double[] rates = [1, 2.5, 3, 9, 10];

        Assert.Equal(-20, Bjontegaard.Between(Points(rates, quality), Points([.. rates.Select(r => r * 0.8)], quality)).RatePercent!.Value, 1e-9);
        Assert.Equal(1.5, Bjontegaard.Between(Points(rates, quality), Points(rates, [.. quality.Select(q => q + 1.5)])).QualityDb!.Value, 1e-9);
    }

    [Fact]
    public void CurvesWithoutCommonQuality_AreNotExtrapolated()
    {
        var delta = Bjontegaard.Between(Points([1, 2, 3], [20, 21, 22]), Points([1, 2, 3], [22, 23, 25.04]));

        Assert.Null(delta.RatePercent);
        Assert.Null(delta.QualityDb);
        Assert.Equal("no quality in common: the anchor has 20.0 to 22.0 dB, the system 22.0 to 25.0 dB", delta.Reason);
    }

    [Theory]
    [InlineData(new[] { 1.0, 2 }, new[] { 20.0, 21 }, "the system has 2 of at least 3 points")]
    [InlineData(new[] { 1.0, 2, 3 }, new[] { 20.0, 22, 21 }, "quality of the system does not rise with every point")]
    [InlineData(new[] { 1.0, 2, 2 }, new[] { 20.0, 21, 22 }, "quality of the system does not rise with every point")]
    public void ACurveThatCannotBeUsed_SaysWhy(double[] rates, double[] quality, string reason) =>
        Assert.Equal(reason, Bjontegaard.Between(Points([1, 2, 3], [20, 21, 22]), Points(rates, quality)).Reason);

    [Fact]
    public void Bootstrap_CoversTheDifferenceAndIsNarrowWherePicturesAgree()
    {
        // Picture i needs a share of 0.70 to 0.79 of the anchor's uses, whatever its own curve.
        RatePoint[][] Curve(Func<int, double> share) => [.. Enumerable.Range(0, 4).Select(point =>
            Enumerable.Range(0, 10).Select(i => new RatePoint(Math.Pow(2, point) * share(i), 20 + 3 * point + i)).ToArray())];

        var interval = BjontegaardBootstrap.OfRatePercent(Curve(_ => 1), Curve(i => 0.7 + 0.01 * i))!.Value;
        var same = BjontegaardBootstrap.OfRatePercent(Curve(_ => 1), Curve(_ => 0.75))!.Value;

        Assert.InRange(-25.5, interval.Low, interval.High);
        // The mean of ten values of that spread has a standard error of 0.0091: ±1.8 percentage points.
        Assert.InRange(interval.High - interval.Low, 2.8, 4.2);
        Assert.Equal((-25, -25), (Math.Round(same.Low, 9), Math.Round(same.High, 9)));
        Assert.Null(BjontegaardBootstrap.OfRatePercent([.. Curve(_ => 1).Select(p => p[..7])], [.. Curve(_ => 1).Select(p => p[..7])]));
    }

    private static RatePoint[] Points(double[] rates, double[] quality) => [.. rates.Zip(quality, (r, q) => new RatePoint(r, q))];
}
