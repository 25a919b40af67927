using System.Text;

namespace SemCom.Evaluation.Tests;

public sealed class MeansTests
{
    /// <summary>NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2, column 0.975.</summary>
    [Theory]
    [InlineData(1, 12.706)]
    [InlineData(2, 4.303)]
    [InlineData(10, 2.228)]
    [InlineData(23, 2.069)]
    [InlineData(30, 2.042)]
    [InlineData(31, 2.040)]
    [InlineData(40, 2.021)]
    [InlineData(60, 2.000)]
    [InlineData(100, 1.984)]
    [InlineData(1_000_000, 1.960)]
    public void StudentT_MatchesThePublishedTable(int degreesOfFreedom, double quantile) =>
        Assert.Equal(quantile, StudentT.Quantile975(degreesOfFreedom), 0.0005001);

    [Fact]
    public void Mean_OfFourSources_HasTheTextbookInterval()
    {
        // 30, 32, 31, 35: mean 32, s² = 14/3, t(3) = 3.1824, half width t·s/2.
        var mean = Means.Of(Cell, [Record("a", 30), Record("b", 32), Record("c", 31), Record("d", 35)]);

        Assert.Equal((4, 32.0), (mean.N, mean.PsnrDb));
        Assert.Equal(3.1824 * Math.Sqrt(14.0 / 3) / 2, mean.PsnrDbCi95!.Value, 1e-4);
    }

    [Fact]
    public void SeedsOfASource_CountAsOneSample()
    {
        var mean = Means.Of(Cell, [Record("a", 29), Record("a", 31), Record("b", 33), Record("b", 35)]);

        Assert.Equal((4, 32.0), (mean.N, mean.PsnrDb));
        Assert.Equal(12.7062 * Math.Sqrt(8.0 / 2), mean.PsnrDbCi95!.Value, 1e-3);
    }

    [Fact]
    public void SeedsOfASingleSource_AreTheSamples()
    {
        var mean = Means.Of(Cell, [Record("a", 30), Record("a", 32) with { Seed = 2 }]);

        Assert.Equal(12.7062 * Math.Sqrt(2.0 / 2), mean.PsnrDbCi95!.Value, 1e-3);
    }

    [Fact]
    public void AbsentValues_AreLeftOutOfMeans_AndLossesAreCounted()
    {
        var mean = Means.Of(Cell, [Record("a", null), Record("b", 30) with { Lost = true }, Record("c", 34) with { MsSsim = 0.9 }]);

        Assert.Equal(32, mean.PsnrDb);
        Assert.Equal(0.9, mean.MsSsim);
        Assert.Null(mean.SemanticSimilarity);
        Assert.Equal(0.3333, mean.LossRate);
    }

    /// <summary>Wilson's interval of 3 successes in 4: (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n).</summary>
    [Fact]
    public void NetworksMetrics_AreAveraged_AndClassesCounted()
    {
        QualityRecord[] records =
        [
            Record("a", 30) with { SameClass = true, PerceptualDistance = 1, SemanticSimilarity = 0.5, Ssim = 0.8 },
            Record("b", 30) with { SameClass = false, PerceptualDistance = 2, SemanticSimilarity = 0.7, Ssim = 0.9 },
            Record("c", 30) with { SameClass = true }, Record("d", 30) with { SameClass = true }, Record("e", 30),
        ];

        var mean = Means.Of(Cell, records);

        Assert.Equal((1.5, 0.6, 0.85, 0.75), (mean.PerceptualDistance, mean.SemanticSimilarity, mean.Ssim, mean.ClassAgreement));
        Assert.Equal((0.3006, 0.9544), (mean.ClassAgreementLow95, mean.ClassAgreementHigh95));
        Assert.Null(Means.Of(Cell, [Record("a", 30)]).ClassAgreement);
    }

    /// <summary>1 of 29 blocks, from two frames: the same interval as for frames. Analog frames have no blocks and do not count.</summary>
    [Fact]
    public void BlockErrorRate_IsThatOfAllBlocks()
    {
        var mean = Means.Of(Cell,
            [Record("a", 30) with { Blocks = 20, BlocksLost = 1 }, Record("b", 30) with { Blocks = 9, BlocksLost = 0 }, Record("c", 30)]);

        Assert.Equal(Math.Round(1 / 29.0, 6), mean.BlockErrorRate);
        Assert.Equal(0.0061, mean.BlockErrorRateLow95!.Value, 5e-5);
        Assert.Equal(0.1718, mean.BlockErrorRateHigh95!.Value, 5e-5);
        Assert.Null(Means.Of(Cell, [Record("a", 30)]).BlockErrorRate);
        Assert.Null(Means.Of(Cell, [Record("a", 30) with { Blocks = 0, BlocksLost = 0 }]).BlockErrorRateHigh95);
    }

    [Fact]
    public void BlockErrors_StandInTableAndCsv_WhereThereAreBlocks()
    {
        QualityRecord[] digital = [Record("a", 30) with { Blocks = 29, BlocksLost = 1 }], analog = [Record("a", 30)];

        var (with, without) = (Table(digital), Table(analog));

        Assert.Contains("<th>block errors</th>", with, StringComparison.Ordinal);
        Assert.Contains("<td>3.45 % <small>[0.61 %, 17.18 %]</small></td>", with, StringComparison.Ordinal);
        Assert.DoesNotContain("block errors", without, StringComparison.Ordinal);
        Assert.Contains(",false,29,1,", ResultsCsv.Write(digital), StringComparison.Ordinal);
        Assert.Contains(",false,,,", ResultsCsv.Write(analog), StringComparison.Ordinal);
        Assert.Contains(",lost,blocks,blocksLost,encodeMs,", ResultsCsv.Write([]), StringComparison.Ordinal);

        static string Table(QualityRecord[] records)
        {
            var html = new StringBuilder();
            MeansTable.Write(html, [Means.Of(Cell, records)]);
            return html.ToString();
        }
    }

    [Fact]
    public void LossRate_HasWilsonsInterval()
    {
        // 1 of 29: 0.0061 to 0.1718 (Newcombe 1998, table I).
        var mean = Means.Of(Cell, [.. Enumerable.Range(0, 29).Select(i => Record($"p{i}", 30) with { Lost = i == 3 })]);

        Assert.Equal((0.0345, 0.0061, 0.1718), (mean.LossRate, mean.LossRateLow95, mean.LossRateHigh95));
    }

    [Fact]
    public void Bootstrap_DrawsSources_FromEightOn()
    {
        var seven = Enumerable.Range(0, 7).SelectMany(i => new[] { Record($"p{i}", 30 + i), Record($"p{i}", 31 + i) with { Seed = 2 } }).ToArray();
        var eight = Means.Of(Cell, [.. seven, Record("p7", 37.5)]);

        Assert.Null(Means.Of(Cell, seven).PsnrDbLow95);
        var expected = Bootstrap.OfMean([.. Enumerable.Range(0, 8).Select(i => i + 30.5)])!.Value;
        Assert.Equal(expected.Low, eight.PsnrDbLow95!.Value, 1e-4);
        Assert.Equal(expected.High, eight.PsnrDbHigh95!.Value, 1e-4);
        Assert.Null(eight.MsSsimLow95);
    }

    [Fact]
    public void OneRecord_HasNoInterval() => Assert.Null(Means.Of(Cell, [Record("a", 30)]).PsnrDbCi95);

    private static SweepCell Cell { get; } = new(new FakeSystem(), "awgn", 10, 1.0 / 16);

    internal static QualityRecord Record(string source, double? psnrDb) => new()
    {
        System = "fake",
        Mode = "analog",
        Source = source,
        Modality = "picture",
        Channel = "awgn",
        Genie = false,
        SnrDb = 10,
        PlanSnrDb = 10,
        Seed = 1,
        Cbr = 0.0625,
        Uses = new UsesRecord(100, 90, 10, 0, 0, 0),
        PsnrDb = psnrDb,
        Lost = false,
        EncodeMs = 1,
        ChannelMs = 1,
        DecodeMs = 1,
        BytesOnWire = 800,
    };
}
