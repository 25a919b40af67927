using SemCom.Coding;
using SemCom.Evaluation.Rivals;

namespace SemCom.Evaluation.Tests.Rivals;

public sealed class LinkAdaptationTests
{
    private const double GreyPsnrDb = 12;

    [Fact]
    public void Candidates_RiseInEfficiency_AndReachFromTable3ToTable2()
    {
        var efficiencies = McsLadder.All.Select(m => m.BitsPerSymbol).ToList();

        Assert.Equal(efficiencies.Order(), efficiencies);
        Assert.Equal(2 * 30 / 1024.0, efficiencies[0], 1e-9);
        Assert.Equal(8 * 948 / 1024.0, efficiencies[^1], 1e-9);
        Assert.InRange(McsLadder.All.Count, 35, 86);
    }

    /// <summary>With the modem of tokens the rows of table 0 take the place of the standard's where they are.</summary>
    [Fact]
    public void CandidatesOfTokens_RiseInEfficiency_AndHoldTable0()
    {
        var options = RivalOptions.Parse("hevc", "modem=tokens");
        Assert.Same(McsLadder.OfTokens, options.Candidates);
        Assert.Same(McsLadder.All, RivalOptions.Parse("hevc", "modem=nr,resize=off").Candidates);
        Assert.Equal(McsLadder.OfTokens.OrderBy(m => m.BitsPerSymbol), McsLadder.OfTokens);
        Assert.Equal(McsTables.Shaped, McsLadder.OfTokens.Where(m => m.Table == 0));
        Assert.Equal((McsLadder.All[0], McsLadder.All[^1]), (McsLadder.OfTokens[0], McsLadder.OfTokens[^1]));
        Assert.Equal("long-64qam-0.828", McsLadder.NameOf(McsTables.Shaped[25]));
    }

    [Theory]
    [InlineData("awgn")]
    [InlineData("rayleigh")]
    public void Choice_IsAsGoodAsTryingAll(string channel)
    {
        foreach (var snrDb in new[] { -4.0, 3.0, 10.0, 21.0 })
        {
            var rates = new ErrorRates(new FakeTransports(), new CacheFolder(null));
            var adaptation = new LinkAdaptation(rates);
            var point = new LinkPoint(channel, snrDb, false, 20_000);

            var chosen = adaptation.Choose(point, McsLadder.All, PsnrDbOf, GreyPsnrDb)!;

            var best = McsLadder.All.Max(mcs => Expected(adaptation, point, mcs));
            Assert.InRange(Expected(adaptation, point, chosen), best - (channel == "awgn" ? 1e-9 : 0.3), best);
        }
    }

    [Fact]
    public void OnlyThePlannedSnr_IsUsed_AndNoEvaluationFrame()
    {
        var transports = new FakeTransports();
        var adaptation = new LinkAdaptation(new ErrorRates(transports, new CacheFolder(null)));

        adaptation.Choose(new LinkPoint("awgn", 7, false, 20_000), McsLadder.All, PsnrDbOf, GreyPsnrDb);

        Assert.NotEmpty(transports.Sent);
        Assert.All(transports.Sent, sent =>
        {
            Assert.Equal(7, sent.SnrDb);
            Assert.True(sent.Realization.Frame >= ErrorRates.FirstFrame);
        });
    }

    [Fact]
    public void Rates_AreMeasuredOnce_AndRememberedOnDisk()
    {
        using var folder = new TemporaryFolder();
        var point = new LinkPoint("rayleigh", 7, false, 20_000);
        var mcs = McsLadder.All[20];
        var cold = new ErrorRates(new FakeTransports(), new CacheFolder(folder.Path));
        var first = cold.Of(point, mcs);
        var frames = cold.Frames;
        Assert.InRange(frames, 20, 100);

        Assert.Equal(first, cold.Of(point with { ChannelUses = 20_001 }, mcs)); // of the same class
        Assert.Equal(frames, cold.Frames);

        var warm = new ErrorRates(new FakeTransports(), new CacheFolder(folder.Path));
        Assert.Equal(first, warm.Of(point, mcs));
        Assert.Equal(0, warm.Frames);

        var other = new ErrorRates(new FakeTransports(", version 2"), new CacheFolder(folder.Path));
        other.Of(point, mcs);
        Assert.NotEqual(0, other.Frames);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(15)]
    public void AMeasuredRate_IsTheOutageProbability(double snrDb)
    {
        // P(gain < needed / SNR) = 1 − exp(−needed / SNR) for an exponential gain. Frames end at 100 or with the 20th failure; bound 4.9 standard deviations (1e-6).
        var rates = new ErrorRates(new FakeTransports(), new CacheFolder(null));
        var mcs = new McsEntry(0, 0, Constellation.Qpsk, 0.5);
        var outage = 1 - Math.Exp(-Decibels.ToLinear(1.5) * (Math.Pow(2, 1) - 1) / Decibels.ToLinear(snrDb));
        var frames = Math.Min(100, 20 / outage);

        Assert.Equal(outage, rates.Of(new LinkPoint("rayleigh", snrDb, false, 20_000), mcs), 4.9 * Math.Sqrt(outage * (1 - outage) / frames) + 0.5 / frames);
    }

    [Fact]
    public void WhereAllIsMostlyLost_TheMostRobustIsChosen()
    {
        var adaptation = new LinkAdaptation(new ErrorRates(new FakeTransports(), new CacheFolder(null)));
        var point = new LinkPoint("awgn", -20, false, 20_000);

        Assert.Same(McsLadder.All[0], adaptation.Choose(point, McsLadder.All, PsnrDbOf, GreyPsnrDb));
        Assert.Null(adaptation.Choose(point, McsLadder.All, _ => null, GreyPsnrDb));
    }

    [Fact]
    public void WhatIsReliable_CarriesNothing_AndSomethingAboveDoes()
    {
        var adaptation = new LinkAdaptation(new ErrorRates(new FakeTransports(), new CacheFolder(null)));
        var point = new LinkPoint("rayleigh", 10, false, 20_000);
        double? OnlyAbove(McsEntry mcs) => mcs.BitsPerSymbol > 1.2 ? PsnrDbOf(mcs) : null;

        Assert.True(adaptation.Choose(point, McsLadder.All, OnlyAbove, GreyPsnrDb)!.BitsPerSymbol > 1.2);
    }

    private static double? PsnrDbOf(McsEntry mcs) => 30 + 6 * Math.Log2(mcs.BitsPerSymbol);

    private static double Expected(LinkAdaptation adaptation, LinkPoint point, McsEntry mcs) =>
        adaptation.ExpectedPsnrDb(point, mcs, PsnrDbOf(mcs)!.Value, GreyPsnrDb);
}
