namespace SemCom.Evaluation.Tests.Reports;

public sealed class BjontegaardTableTests : IDisposable
{
    private static readonly double[] Cbr = [1.0 / 24, 1.0 / 12, 1.0 / 6, 1.0 / 3];

    private readonly TemporaryFolder _folder = new();

    public BjontegaardTableTests()
    {
        for (var i = 0; i < 3; i++)
            _folder.AddPicture($"p{i}.png", i);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("digital-best", null, "semantic", "jpeg", "digital-best")]
    [InlineData("jpeg", null, "semantic", "other", "jpeg")]
    [InlineData("semantic", null, "semantic", "other")]
    [InlineData("other", "other", "semantic", "jpeg", "other")]
    public void Anchor_IsTheOneAskedForOrTheMostUsual(string anchor, string? asked, params string[] systems) => Assert.Equal(anchor, BjontegaardTable.AnchorOf(Plan(systems), asked));

    [Fact]
    public async Task Rows_CompareTheMeansOfCommonPictures()
    {
        var plan = Plan("semantic", "jpeg");
        var result = await Run(plan);
        // jpeg has no third picture at one CBR: it is missing on both sides, at every CBR.
        var cells = result.Cells.Select(c => c with
        {
            Records = [.. c.Records.Where(r => !(r.System == "jpeg" && r.Source == "p2.png" && Math.Abs(r.Cbr - 1.0 / 6) < 0.01))],
        }).ToList();

        var row = Assert.Single(BjontegaardTable.Of(cells, "jpeg"));

        RatePoint[] Curve(string system) => [.. result.Records.Where(r => r.System == system && r.Source != "p2.png").GroupBy(r => r.Cbr)
            .Select(g => new RatePoint(g.Key, g.Average(r => r.PsnrDb!.Value)))];
        var expected = Bjontegaard.Between(Curve("jpeg"), Curve("semantic"));
        Assert.Equal(("semantic", "awgn", 4.0), (row.System, row.Channel, row.SnrDb));
        Assert.Equal(expected.RatePercent!.Value, row.Scales[0].Delta.RatePercent!.Value, 1e-9);
        Assert.InRange(expected.RatePercent.Value, -60, -20);
        Assert.Null(row.Scales[0].RatePercent);
        Assert.Equal("no picture has MS-SSIM everywhere", row.Scales[1].Delta.Reason);
    }

    [Fact]
    public async Task Report_SaysWhereCurvesDoNotOverlap()
    {
        var plan = Plan("semantic", "jpeg", "hopeless");
        var report = new Report { Title = "", Summary = "", Command = "", Plan = plan, Result = await Run(plan) };

        var html = report.ToHtml();

        Assert.Contains("<h2 id=\"bd\">Channel uses at equal quality, against jpeg</h2>", html, StringComparison.Ordinal);
        Assert.Contains("<td colspan=\"3\" class=\"text why\">no quality in common: the anchor has ", html, StringComparison.Ordinal);
        Assert.Contains("against semantic</h2>", (report with { Anchor = "semantic" }).ToHtml(), StringComparison.Ordinal);
    }

    private static Task<SweepResult> Run(SweepPlan plan) => new Sweep(plan).RunAsync(cancellationToken: TestContext.Current.CancellationToken);

    private SweepPlan Plan(params string[] systems) => new()
    {
        Sources = PictureInput.Find([_folder.Path]),
        Cells = SweepPlan.Grid([.. systems.Select(System)], ["awgn"], Cbr, [4]),
    };

    private static FakeSystem System(string name) => new(name)
    {
        Kind = name switch { "semantic" => SystemKind.Semantic, "jpeg" or "digital-best" => SystemKind.Classical, _ => SystemKind.Other },
        Offset = name switch { "semantic" => 0, "hopeless" => 30, _ => 2 },
    };
}
