namespace SemCom.Agents.Tests;

public sealed class SemanticCurveTests
{
    private static readonly SemanticCurve Curve = SemanticCurve.Default;

    [Fact]
    public void Quality_RisesAndIsConcave_InUsesAndInSnr()
    {
        foreach (var gradient in (double[])[21, 28, 35])
        {
            AssertConcave(x => Curve.Quality(x / 100, 5, gradient));
            AssertConcave(x => Curve.Quality(1.0 / 48, 4 * x, gradient));
        }
        Assert.True(Curve.Quality(0.02, 5, 21) > Curve.Quality(0.02, 5, 35));
    }

    [Fact]
    public void NothingSent_IsWorthNothing()
    {
        Assert.Equal(0, Curve.Quality(0, 5, 28));
        Assert.Equal(0, Curve.Quality(0.02, 0, 28));
        Assert.Equal(double.PositiveInfinity, Curve.Slope(0, 5, 28));
        Assert.Equal(0, Curve.Slope(0.02, 0, 28));
    }

    [Theory]
    [InlineData(0.005, 2)]
    [InlineData(0.08, 30)]
    public void Slope_IsTheDerivative(double cbr, double snr)
    {
        const double step = 1e-6;
        var numeric = (Curve.Quality(cbr + step, snr, 30) - Curve.Quality(cbr - step, snr, 30)) / (2 * step);
        Assert.Equal(numeric, Curve.Slope(cbr, snr, 30), 1e-5 * numeric);
    }

    [Fact]
    public void Fit_FindsTheCurveThatMadeARecording()
    {
        var made = new SemanticCurve(4.5, 0.5, 5, 0.3, 0.02);
        var found = SemanticCurve.Fit(Recorded(made));
        Assert.Equal(made.RateExponent, found.RateExponent, 1e-3);
        Assert.Equal(made.HalfSnr, found.HalfSnr, 0.11);
        Assert.Equal(made.DemandPerDb, found.DemandPerDb, 1e-3);
        Assert.Equal(made.Quality(0.03, 4, 30), found.Quality(0.03, 4, 30), 1e-3);
    }

    private static LinkRecording Recorded(SemanticCurve curve)
    {
        var (ways, grid) = (PlanCatalogue.Default.Ways, RecordingGrid.Default);
        PictureRecording Picture(float gradientDb) => new()
        {
            Name = "made",
            Complexity = new PictureComplexity(30, gradientDb, 30, 0.25f, gradientDb),
            Cbr = [.. ways.SelectMany(way => grid.PlanSnrDb.Select(_ => (float)way.Cbr))],
            Outcomes = [.. ways.SelectMany(way => grid.PlanSnrDb.SelectMany(plan => grid.OffsetDb.Select(offset =>
                new RecordedOutcome(20, 20, (float)curve.Quality(way.Cbr, Decibels.ToLinear(plan + offset), gradientDb), 0))))],
            Trial = new PictureTrial(new RecordedOutcome[PictureTrial.Ways.Count]),
            Motions = [],
        };
        return new LinkRecording { Channel = "awgn", Origin = "made", Ways = [.. ways.Select(way => way.Name)], Grid = grid, Pictures = [Picture(22), Picture(28), Picture(33)] };
    }

    private static void AssertConcave(Func<double, double> curve)
    {
        for (var x = 0.2; x < 8; x += 0.2)
        {
            Assert.True(curve(x + 0.1) > curve(x));
            Assert.True(curve(x - 0.1) + curve(x + 0.1) < 2 * curve(x));
        }
    }
}
