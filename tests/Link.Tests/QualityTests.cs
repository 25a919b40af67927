namespace SemCom.Link.Tests;

/// <summary>The behaviour that analog coding promises: quality follows SNR and bandwidth.</summary>
public sealed class QualityTests
{
    [Fact]
    public async Task Psnr_RisesWithSnr()
    {
        var psnrs = new List<double>();
        foreach (var snrDb in new[] { -5.0, 1, 7, 13, 19 })
            psnrs.Add(TestLink.Psnr(await TestLink.Send(TestLink.Harbour, o => o.Channel("awgn", snrDb).Bandwidth(1 / 16.0))));
        AssertRising(psnrs, 0.5);
    }

    [Fact]
    public async Task Psnr_RisesWithBandwidth_AndTheLedgerStaysWithin()
    {
        var psnrs = new List<double>();
        foreach (var cbr in new[] { 1 / 48.0, 1 / 24.0, 1 / 12.0, 1 / 6.0 })
        {
            var result = await TestLink.Send(TestLink.Harbour, o => o.Channel("awgn", 10).Bandwidth(cbr));
            psnrs.Add(TestLink.Psnr(result));
            Assert.InRange(result.Ledger.Total, 0.995 * cbr * TestLink.Harbour.ValueCount, cbr * TestLink.Harbour.ValueCount);
            Assert.Equal((double)result.Ledger.Total / TestLink.Harbour.ValueCount, result.Quality.Cbr);
            Assert.Empty(result.Notices);
        }
        AssertRising(psnrs, 0.5);
    }

    /// <summary>6 dB below the plan the usual frame is lost, and one with 8 dB of margin is not; at the plan the margin costs quality.</summary>
    [Fact]
    public async Task Margin_KeepsFramesReadable_AndCostsQuality()
    {
        Assert.True((await Send(4, 1)).Quality.Lost);
        Assert.False((await Send(4, 8)).Quality.Lost);
        Assert.InRange(TestLink.Psnr(await Send(10, 1)) - TestLink.Psnr(await Send(10, 8)), 0.1, 2);

        static Task<SendResult> Send(double snrDb, double marginDb) =>
            TestLink.Send(TestLink.Crop, o => o.Channel("awgn", snrDb).PlanSnr(10).Margin(marginDb).Bandwidth(1 / 12.0));
    }

    /// <summary>A frame made for one SNR, over several: better where it is higher, worse or lost where it is lower.</summary>
    [Fact]
    public async Task FrameOfOnePlan_FollowsTheChannel()
    {
        var psnrs = new List<double>();
        foreach (var snrDb in new[] { -20.0, -4, 3, 6, 10, 16 })
        {
            var result = await TestLink.Send(TestLink.Quarter, o => o.Channel("awgn", snrDb).PlanSnr(6).Bandwidth(1 / 16.0));
            if (snrDb == -20)
                Assert.True(result.Lost);
            if (snrDb >= 6)
                Assert.False(result.Lost);
            if (!result.Lost)
                psnrs.Add(TestLink.Psnr(result));
            Assert.Equal(result.Lost, result.Quality.Lost);
        }
        AssertRising(psnrs, 0.2);
    }

    [Fact]
    public async Task EffectiveSnr_IsTheSnrOfTheChannel()
    {
        foreach (var snrDb in new[] { 0.0, 12, 25 })
        {
            var result = await TestLink.Send(TestLink.Crop, o => o.Channel("awgn", snrDb).Bandwidth(1 / 4.0));
            Assert.Equal(snrDb, result.Reception.EffectiveSnrDb!.Value, 1.5);
        }
    }

    /// <summary>A flat picture needs little; even at 0 dB its noise must not show much.</summary>
    [Fact]
    public async Task FlatPictures_ArriveFlat()
    {
        foreach (var level in new byte[] { 0, 90, 255 })
        {
            var rgb = new byte[128 * 128 * 3];
            rgb.AsSpan().Fill(level);
            var result = await TestLink.Send(new Picture(128, 128, rgb), o => o.Channel("awgn", 10).Bandwidth(1 / 12.0));
            Assert.InRange(TestLink.Psnr(result), 33, double.PositiveInfinity);
        }
    }

    private static void AssertRising(List<double> psnrs, double least)
    {
        Assert.True(psnrs.Count > 2);
        for (var i = 1; i < psnrs.Count; i++)
            Assert.True(psnrs[i] > psnrs[i - 1] + least, $"PSNR [dB]: {string.Join(", ", psnrs.Select(p => $"{p:F2}"))}");
    }
}
