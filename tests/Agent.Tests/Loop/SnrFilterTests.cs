using MathNet.Numerics.LinearAlgebra;
using SemCom.Randomness;

namespace SemCom.Agents.Tests;

public sealed class SnrFilterTests
{
    private static readonly LinkScenario Scenario = LinkScenario.Training;

    /// <summary>The mean of the SNR given all reports at once, by one system of equations over the whole past, against the filter that takes them one after another.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(2.5)]
    [InlineData(200)]
    public void Estimate_IsTheMeanGivenAllReports(double doppler)
    {
        const int frames = 14;
        double[] reports = [5.5, 6, double.NaN, 5.2, 5.9, 6.3, double.NaN, double.NaN, 5.8, 6.1, 5.6, 6.4, 6.2, 5.9];
        var scenario = Scenario with { Blockage = Scenario.Blockage with { Rate = 0 } };
        var filter = new SnrFilter(scenario);
        foreach (var report in reports)
            filter.Next(double.IsNaN(report) ? null : report, doppler);

        var step = doppler * 299_792_458 / Scenario.CarrierHertz * Scenario.FrameSeconds / Scenario.ShadowingMetres;
        var correlation = LinkTrace.FadingCorrelation(doppler, Scenario.FrameSeconds);
        double Covariance(int a, int b) => Math.Pow(Scenario.MeanSnrDb.Max - Scenario.MeanSnrDb.Min, 2) / 12 + Scenario.ShadowingDb * Scenario.ShadowingDb * Math.Exp(-step * Math.Abs(a - b)) + Scenario.FadingDb * Scenario.FadingDb * Math.Pow(correlation, Math.Abs(a - b));
        var seen = Enumerable.Range(0, frames).Where(i => !double.IsNaN(reports[i])).ToArray();
        var system = Matrix<double>.Build.Dense(seen.Length, seen.Length, (i, j) => Covariance(seen[i], seen[j]) + (i == j ? Scenario.ReportErrorDb * Scenario.ReportErrorDb : 0));
        var right = Vector<double>.Build.Dense(seen.Length, i => reports[seen[i]] - 10);
        // The reports are one frame late: this frame is the one after the last report's.
        var weights = system.Solve(Vector<double>.Build.Dense(seen.Length, i => Covariance(seen[i], frames)));
        Assert.Equal(10 + weights.DotProduct(right), filter.SnrDb, 1e-9);
    }

    [Fact]
    public void Deviation_IsHowFarOffEstimatesAre()
    {
        var (squares, believed, count) = (0.0, 0.0, 0);
        for (var seed = 1UL; seed <= 40; seed++)
        {
            var filter = new SnrFilter(Scenario);
            foreach (var (frame, i) in LinkTrace.Draw(Scenario, seed).Frames.Select((frame, i) => (frame, i)))
            {
                filter.Next(float.IsNaN(frame.ReportDb) ? null : frame.ReportDb, frame.DopplerHertz);
                if (i < 20)
                    continue;
                (squares, believed, count) = (squares + Math.Pow(filter.SnrDb - frame.SnrDb, 2), believed + filter.DeviationDb * filter.DeviationDb, count + 1);
            }
        }
        var (actual, told) = (Math.Sqrt(squares / count), Math.Sqrt(believed / count));
        Assert.InRange(told, 0.7 * actual, 1.3 * actual);
        Assert.InRange(actual, 1, 2.2); // fading alone, which nobody can foresee at speed, is 1.2 dB
    }

    /// <summary>Where nothing walks, fades or errs, an estimate is still a number, and follows what cannot be.</summary>
    [Fact]
    public void Link_ThatStandsStill_IsEstimated()
    {
        var filter = new SnrFilter(Scenario with { ShadowingDb = 0, FadingDb = 0, ReportErrorDb = 0 });
        for (var i = 0; i < 200; i++)
            filter.Next(12, 0);
        Assert.InRange(filter.SnrDb, 11.5, 12.5);
        for (var i = 0; i < 20; i++)
            filter.Next(-8, 0);
        Assert.InRange(filter.SnrDb, -10, -6);
    }

    [Fact]
    public void Obstacle_IsFollowedAtOnce()
    {
        var (filter, random) = (new SnrFilter(Scenario), new CounterRandom(3, RandomPurpose.SourceData, 1));
        for (var i = 0; i < 100; i++)
            filter.Next(15 + random.Uniform((ulong)i), 1);
        filter.Next(5, 1);
        Assert.InRange(filter.SnrDb, 4.5, 7);
    }
}
