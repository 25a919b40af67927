using System.Text.Json;

namespace SemCom.Evaluation.Tests;

public sealed class ComparerTests
{
    [Fact]
    public void TheSameResults_DoNotDiffer()
    {
        var comparison = Comparer.Compare(new FakeResults().Set("a"), new FakeResults().Set("b"));

        Assert.Equal(4, comparison.Points.Count);
        Assert.All(comparison.Points, p => Assert.False(p.Differences.PsnrDb!.Significant));
        Assert.Equal("Second against first: no difference at any of 4 points.", comparison.Conclusion);
        Assert.Empty(comparison.Remarks);
    }

    [Fact]
    public void ADifference_IsSecondMinusFirst_WithTheTextbookInterval()
    {
        // Differences 0.3 and 0.5 in turns: mean 0.4, s² = 12·0.01/11, t(11) = 2.2010.
        var better = new FakeResults { AddDb = (source, snrDb) => snrDb > 5 ? 0.3 + source % 2 * 0.2 : 0 };

        var comparison = Comparer.Compare(new FakeResults().Set("a"), better.Set("b"));

        var point = comparison.Points.First(p => p.SnrDb == 7);
        var psnrDb = point.Differences.PsnrDb!;
        Assert.Equal((12, 12, 0), (point.Differences.Pairs, point.Differences.Sources, point.Unpaired));
        Assert.Equal(0.4, psnrDb.Mean);
        Assert.Equal(0.4 - 2.2010 * Math.Sqrt(0.12 / 11 / 12), psnrDb.Low95!.Value, 1e-4);
        Assert.Equal(0.4 + 2.2010 * Math.Sqrt(0.12 / 11 / 12), psnrDb.High95!.Value, 1e-4);
        Assert.InRange(psnrDb.BootstrapLow95!.Value, psnrDb.Low95.Value, 0.4);
        Assert.True(psnrDb.Significant);
        Assert.Equal(psnrDb.Second - psnrDb.First, psnrDb.Mean, 2e-4);
        Assert.Equal("Second against first, significant changes at 4 points: PSNR 2 better; MS-SSIM none; losses none.", comparison.Conclusion);
        Assert.Equal(0.2, Assert.Single(comparison.Systems).Differences.PsnrDb!.Mean, 1e-9);
    }

    [Fact]
    public void ASmallDifferenceAmongLargeSpread_IsSeenBecauseOfThePairs()
    {
        // The sources spread over 5 dB; 0.02 dB would be lost in it without pairs.
        var better = new FakeResults { AddDb = (source, _) => 0.02 + source % 3 * 0.001 };

        Assert.All(Comparer.Compare(new FakeResults().Set("a"), better.Set("b")).Points, p => Assert.True(p.Differences.PsnrDb!.Significant));
    }

    [Fact]
    public void LowerPerceptualDistances_AreBetter()
    {
        var (first, second) = (Set("a", 0), Set("b", 0.1));

        var comparison = Comparer.Compare(first, second);

        Assert.Equal(
            "Second against first, significant changes at 4 points: PSNR none; MS-SSIM none; perceptual distance 4 better; semantic similarity 4 worse; losses none.",
            comparison.Conclusion);
        Assert.All(comparison.Points, p => Assert.Equal(-0.1, p.Differences.PerceptualDistance!.Mean, 1e-9));

        static ResultSet Set(string name, double shift) => new FakeResults
        {
            Change = r => r with { PerceptualDistance = 2 + r.PsnrDb / 100 - shift, SemanticSimilarity = 0.8 - shift },
        }.Set(name);
    }

    [Fact]
    public void Losses_AreTestedExactly_AndOnlyWhereTheyDiffer()
    {
        // At 1 dB 8 of 12 more, at two points: 2/2⁸ each, and the two points without a loss are no tests.
        var worse = new FakeResults { Lost = (source, snrDb) => snrDb < 5 && source < 8 };

        var comparison = Comparer.Compare(new FakeResults().Set("a"), worse.Set("b"));

        var lossRate = comparison.Points.First(p => p.SnrDb == 1).Differences.LossRate!;
        Assert.Equal((0, 0.6667, 0.6667), (lossRate.First, lossRate.Second, lossRate.Mean));
        Assert.Equal((0.007812, 0.015625), (lossRate.PValue, lossRate.PHolm));
        Assert.True(lossRate.Significant);
        Assert.Null(comparison.Points.First(p => p.SnrDb == 7).Differences.LossRate!.PValue);
        Assert.EndsWith("losses 2 worse.", comparison.Conclusion, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatOnlyOneHas_IsListedOrCounted()
    {
        var first = new FakeResults { SnrDb = [1, 4, 7] };
        var second = new FakeResults { SnrDb = [1, 7, 10], Keep = record => record.SnrDb != 7 || record.Source != "p3.png" };

        var comparison = Comparer.Compare(first.Set("a"), second.Set("b"));

        Assert.Equal([4, 4], comparison.OnlyInFirst.Select(p => p.SnrDb));
        Assert.Equal([10, 10], comparison.OnlyInSecond.Select(p => p.SnrDb));
        Assert.Equal([0, 1, 0, 1], comparison.Points.Select(p => p.Unpaired));
        Assert.Equal(11, comparison.Points[1].Differences.Pairs);
    }

    [Fact]
    public void TwoSystemsOfOneFile_AreCompared()
    {
        var set = ResultSet.Of(FakeResults.Join(
            new FakeResults { System = "ours", AddDb = (source, _) => 1 + source % 2 }.Document(), new FakeResults { System = "jpeg" }.Document()), "both");

        var comparison = Comparer.Compare(set, "JPEG", set, "ours");

        Assert.Equal(("ours", "jpeg", 1.5), (comparison.Points[0].System, comparison.Points[0].Against, comparison.Points[0].Differences.PsnrDb!.Mean));
        Assert.StartsWith("ours against jpeg, significant changes at 4 points: PSNR 4 better", comparison.Conclusion, StringComparison.Ordinal);
        var error = Assert.Throws<SemComException>(() => Comparer.Compare(set, "vvc", set, "ours"));
        Assert.Equal("--against: both has no system 'vvc'; it has ours, jpeg", error.Message);
    }

    [Fact]
    public void OneSource_TakesItsSeedsAsObservations()
    {
        var first = new FakeResults { Sources = 1, Seeds = 6, Cbr = [0.1], SnrDb = [7] };
        var second = first with { Change = r => r with { PsnrDb = r.PsnrDb + 0.5 + r.Seed % 2 * 0.1 } };

        var psnrDb = Comparer.Compare(first.Set(), second.Set()).Points[0].Differences.PsnrDb!;

        Assert.True(psnrDb.Significant);
        Assert.Equal(2.5706 * Math.Sqrt(6 * 0.0025 / 5 / 6), (psnrDb.High95 - psnrDb.Low95)!.Value / 2, 1e-4);
    }

    [Fact]
    public void OneObservation_HasNoTest()
    {
        var one = new FakeResults { Sources = 1, Cbr = [0.1], SnrDb = [7] };

        var comparison = Comparer.Compare(one.Set(), (one with { AddDb = (_, _) => 2 }).Set());

        Assert.Equal((2, null, false), (comparison.Points[0].Differences.PsnrDb!.Mean, comparison.Points[0].Differences.PsnrDb!.PValue, comparison.Points[0].Differences.PsnrDb!.Significant));
        Assert.Equal("Second against first: one source with one seed tells differences, but not whether they are significant.", comparison.Conclusion);
    }

    [Fact]
    public void ABudgetTooSmallForAFrame_StaysItsOwnPoint()
    {
        // Both CBRs were exceeded alike, so that the records differ in nothing but their place.
        var results = new FakeResults { Cbr = [0.001, 0.002], Change = record => record with { Cbr = 0.004 } };

        var set = results.Set();

        Assert.Equal([0.001, 0.001, 0.002, 0.002], set.Points.Select(p => p.CbrAsked));
        Assert.All(set.Points, p => Assert.Equal(12, set[p].Count));
    }

    [Fact]
    public void RecordsWithoutTheirNeighbours_GoToTheNearestPoint()
    {
        var set = new FakeResults { Keep = record => record.Source != "p0.png" || record.Cbr > 0.05 }.Set();

        Assert.Equal([11, 12], set.Points.GroupBy(p => p.CbrAsked).Select(g => set[g.First()].Count));
    }

    [Fact]
    public void UnlikeConditions_AreTold()
    {
        var second = new FakeResults { Change = r => r with { Genie = r.SnrDb < 5, Cbr = r.Source == "p1.png" ? r.Cbr * 0.9 : r.Cbr } };

        Assert.Equal(
            ["only one of the receivers was given the true channel (--genie): 24 pairs", "the channel uses differ by more than 2 %: 4 pairs"],
            Comparer.Compare(new FakeResults().Set(), second.Set()).Remarks);
    }

    [Fact]
    public void NothingInCommon_IsAnError()
    {
        var error = Assert.Throws<SemComException>(() => Comparer.Compare(new FakeResults().Set("a.json"), new FakeResults { System = "other" }.Set("b.json")));

        Assert.StartsWith("b.json: must share a transmission with a.json (", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_IsInTheStyleOfResults()
    {
        using var document = JsonDocument.Parse(Comparer.Compare(new FakeResults().Set("a"), new FakeResults { AddDb = (s, _) => s / 3.0 }.Set("b")).ToJson());

        var psnrDb = document.RootElement.GetProperty("points")[0].GetProperty("differences").GetProperty("psnrDb");
        Assert.Equal(1.8333, psnrDb.GetProperty("mean").GetDouble());
        Assert.Equal(JsonValueKind.True, psnrDb.GetProperty("significant").ValueKind);
        Assert.Equal("a", document.RootElement.GetProperty("first").GetString());
        Assert.Equal(0, document.RootElement.GetProperty("onlyInFirst").GetArrayLength());
    }
}
