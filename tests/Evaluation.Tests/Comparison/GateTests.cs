namespace SemCom.Evaluation.Tests;

public sealed class GateTests
{
    private static readonly GateTolerance Usual = new();

    [Fact]
    public void TheSameResults_Pass()
    {
        var verdict = Gate.Check(new FakeResults().Set("a"), new FakeResults().Set("b"), Usual);

        Assert.Equal((true, 4, 48), (verdict.Passed, verdict.Points, verdict.Pairs));
        Assert.Empty(verdict.Worse);
    }

    [Fact]
    public void WhatGotBetter_Passes() => Assert.True(Check(new FakeResults { AddDb = (_, _) => 1 }).Passed);

    /// <summary>A fall that is certain, but tolerated; and one that is not.</summary>
    [Theory]
    [InlineData(0.04, true)]
    [InlineData(0.07, false)]
    public void TheTolerance_IsTheBorder(double fallDb, bool passed)
    {
        var verdict = Check(new FakeResults { AddDb = (source, _) => -fallDb + source % 2 * 0.002 });

        Assert.Equal(passed, verdict.Passed);
    }

    [Fact]
    public void AFallThatMayBeChance_Passes()
    {
        // −0.2 dB on average, with a spread of 1 dB.
        var verdict = Check(new FakeResults { AddDb = (source, _) => -0.2 + (source % 2 * 2 - 1) });

        Assert.True(verdict.Passed);
        Assert.Equal(-0.2, verdict.LowestPsnr!.Difference.Mean);
    }

    [Fact]
    public void EachPointThatGotWorse_IsNamed()
    {
        var verdict = Check(new FakeResults { AddDb = (source, snrDb) => snrDb < 5 ? -0.3 - source % 2 * 0.02 : 0 });

        Assert.Equal(
            ["fake over awgn at 1 dB, CBR 1/24", "fake over awgn at 1 dB, CBR 1/16", null],
            verdict.Worse.Select(w => w.Point?.ToString()));
        Assert.All(verdict.Worse, w => Assert.True(w.PHolm < 0.05));
    }

    [Fact]
    public void SmallFallsEverywhere_AreSeenTogether()
    {
        // 40 points, at each of them too uncertain for a correction by 40; over all points each source counts once.
        var snrDb = Enumerable.Range(0, 20).Select(i => (double)i).ToArray();
        var baseline = new FakeResults { SnrDb = snrDb, Sources = 6 };
        var current = baseline with { AddDb = (source, snr) => -0.3 + 0.8 * Math.Cos(3 * source + snr) };

        var verdict = Gate.Check(baseline.Set("a"), current.Set("b"), Usual);

        var finding = Assert.Single(verdict.Worse);
        Assert.Null(finding.Point);
        Assert.Equal(-0.3, finding.Difference.Mean, 0.05);
    }

    [Fact]
    public void MoreLosses_CloseTheGate()
    {
        var worse = new FakeResults { Lost = (source, snrDb) => snrDb < 5 && source < 8 };

        var verdict = Check(worse);

        Assert.Contains(verdict.Worse, w => w is { Quantity: "lossRate", Point.SnrDb: 1, Difference.Mean: 0.6667 });
        Assert.DoesNotContain(verdict.Worse, w => w.Quantity == "psnrDb");
        Assert.True(Gate.Check(new FakeResults().Set(), worse.Set(), Usual with { Loss = 0.7 }).Passed);
        Assert.True(Gate.Check(worse.Set(), new FakeResults().Set(), Usual).Passed);
    }

    [Fact]
    public void ASingleObservation_DecidesAlone()
    {
        var one = new FakeResults { Sources = 1, Cbr = [0.1], SnrDb = [7] };

        Assert.True(Gate.Check(one.Set(), (one with { AddDb = (_, _) => -0.04 }).Set(), Usual).Passed);
        Assert.Null(Assert.Single(Gate.Check(one.Set(), (one with { AddDb = (_, _) => -0.06 }).Set(), Usual).Worse).PHolm);
        Assert.Equal("lossRate", Assert.Single(Gate.Check(one.Set(), (one with { Lost = (_, _) => true }).Set(), Usual).Worse).Quantity);
    }

    [Fact]
    public void AMissingPoint_IsAnError()
    {
        var error = Assert.Throws<SemComException>(() => Gate.Check(new FakeResults().Set("base.json"), new FakeResults { SnrDb = [1] }.Set("now.json"), Usual));

        Assert.Equal("now.json: must have every point of base.json (fake over awgn at 7 dB, CBR 1/24 is missing, 2 of 4 in all); evaluate the missing ones too", error.Message);
    }

    [Fact]
    public void AMissingTransmission_IsAnError()
    {
        var current = new FakeResults { Keep = record => record.SnrDb != 7 || record.Source is not ("p3.png" or "p4.png") };

        var error = Assert.Throws<SemComException>(() => Gate.Check(new FakeResults().Set("base.json"), current.Set("now.json"), Usual));

        Assert.Equal("now.json: must have every transmission of base.json (fake over awgn at 7 dB, CBR 1/24 lacks 2 of 12); evaluate the same sources and seeds", error.Message);
    }

    [Fact]
    public void MorePoints_DoNotMatter() => Assert.True(Check(new FakeResults { SnrDb = [1, 4, 7], Sources = 20 }).Passed);

    /// <summary>
    /// 100 gates of 8 points and 10 sources whose true fall is the tolerance itself. Both families of tests keep 5 %, so that at most 10 % close: 23 of 100
    /// with a binomial probability of 1e-4.
    /// </summary>
    [Fact]
    public void FalseAlarms_AreAsRareAsPromised()
    {
        var noise = new float[100 * 10 * 8];
        new Randomness.CounterRandom(5, Randomness.RandomPurpose.SourceData, 0).FillGaussian(noise);
        var plain = new FakeResults { Sources = 10, SnrDb = [1, 2, 3, 4, 5, 6, 7, 8], Cbr = [0.1] };
        var (baseline, closed) = (plain.Set(), 0);
        for (var gate = 0; gate < 100; gate++)
        {
            var current = plain with { AddDb = (source, snrDb) => -0.05 + 0.2 * noise[gate * 80 + source * 8 + (int)snrDb - 1] };
            closed += Gate.Check(baseline, current.Set(), Usual).Passed ? 0 : 1;
        }

        Assert.InRange(closed, 1, 23);
    }

    private static GateVerdict Check(FakeResults current) => Gate.Check(new FakeResults().Set("base.json"), current.Set("now.json"), Usual);
}
