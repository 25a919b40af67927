using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace SemCom.Evaluation.Tests;

public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Json_HasTheFieldsThatUsersRelyOn()
    {
        var report = await MakeReport(["semantic"], [1, 7], [0.0625]);

        using var document = JsonDocument.Parse(ResultsDocument.Of(report.Result).ToJson());

        string[] record = ["system", "model", "mode", "source", "modality", "channel", "genie", "snrDb", "planSnrDb", "seed", "cbr", "uses",
            "psnrDb", "msSsim", "ssim", "semanticSimilarity", "perceptualDistance", "sameClass",
            "focusShare", "privateShare", "psnrInsideDb", "psnrOutsideDb", "siSdrDb", "stoi", "video", "lost", "blocks", "blocksLost",
            "encodeMs", "channelMs", "decodeMs", "bytesOnWire"];
        string[] uses = ["total", "payload", "header", "pilots", "sideInformation", "knowledge"];
        string[] means = ["system", "channel", "snrDb", "cbr", "n", "psnrDb", "psnrDbCi95", "msSsim", "ssim", "semanticSimilarity", "perceptualDistance",
            "psnrInsideDb", "psnrOutsideDb", "siSdrDb", "siSdrDbCi95", "stoi", "stoiCi95", "classAgreement", "classAgreementLow95", "classAgreementHigh95", "lossRate", "blockErrorRate", "blockErrorRateLow95", "blockErrorRateHigh95", "encodeMs", "decodeMs"];
        var first = document.RootElement.GetProperty("records")[0];
        Assert.Equal(record, Names(first));
        Assert.Equal(uses.Order(), Names(first.GetProperty("uses")).Order());
        Assert.Empty(means.Except(Names(document.RootElement.GetProperty("means")[0])));
    }

    [Fact]
    public async Task Numbers_AreRoundedToFourDecimalsAndCbrToSix()
    {
        var report = await MakeReport(["semantic"], [1], [1.0 / 48]);

        var record = report.Result.Records[0];

        Assert.Equal(Math.Round(record.PsnrDb!.Value, 4), record.PsnrDb);
        Assert.Equal(Math.Round(24.0 / 1152, 6), record.Cbr);
    }

    [Fact]
    public async Task Csv_HasOneRowARecordAndQuotesCommas()
    {
        var report = await MakeReport(["semantic"], [1, 7], [0.0625]);
        var records = report.Result.Records.Select(r => r with { Channel = "tdl-c:ds=300ns,fd=50Hz", Source = "a \"b\".png" });

        var lines = ResultsCsv.Write(records).Split('\n');

        Assert.Equal(records.Count() + 2, lines.Length);
        Assert.StartsWith("system,model,mode,source,", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"a \"\"b\"\".png\",picture,\"tdl-c:ds=300ns,fd=50Hz\",false,1,1,1,", lines[1], StringComparison.Ordinal);
        Assert.Equal("", lines[^1]);
    }

    [Theory]
    [InlineData(1, 2, 2, "psnr-over-snr-awgn.svg", "psnr-over-snr-rayleigh.svg", "psnr-over-cbr-awgn.svg", "psnr-over-cbr-rayleigh.svg")]
    [InlineData(1, 2, 1, "psnr-over-snr-cbr-1-16.svg")]
    [InlineData(2, 2, 1, "psnr-over-snr-awgn-cbr-1-16.svg", "psnr-over-snr-rayleigh-cbr-1-16.svg")]
    [InlineData(1, 1, 1)]
    public async Task Charts_AreDrawnWhereThereIsSomethingToJoin(int systems, int snrs, int cbrs, params string[] names)
    {
        double[] snrDb = [-1, 7], cbr = [1.0 / 16, 1.0 / 8];
        var report = await MakeReport(["a", "b"], snrDb[..snrs], cbr[..cbrs], ["awgn", "rayleigh"], systems);

        Assert.Equal(names, report.Charts().Select(c => c.FileName));
        Assert.All(report.Charts(), chart => Assert.Equal("svg", XDocument.Parse(chart.Svg).Root!.Name.LocalName));
    }

    [Fact]
    public async Task ChartPoints_StandWhereTheAxesSay()
    {
        var report = await MakeReport(["semantic"], [1, 7], [0.0625]);
        var chart = Assert.Single(ResultCharts.Of(report.Result.Cells));
        XNamespace svg = "http://www.w3.org/2000/svg";
        var drawing = XDocument.Parse(SvgChart.Draw(chart, standalone: true));

        // The labels of the vertical axis give its scale; the first marker of the line must lie where its PSNR belongs.
        var labels = drawing.Descendants(svg + "text").Where(t => chart.Y.Ticks.Any(v => Axis.Number(v) == t.Value) && (double)t.Attribute("x")! < 50).ToArray();
        var (low, high) = (labels[0], labels[^1]);
        double At(XElement label) => (double)label.Attribute("y")! - 4;
        double Value(XElement label) => double.Parse(label.Value, CultureInfo.InvariantCulture);
        var mean = report.Result.Means[0].PsnrDb!.Value;
        var expected = At(low) + (mean - Value(low)) / (Value(high) - Value(low)) * (At(high) - At(low));
        var marker = drawing.Descendants(svg + "circle").First();
        Assert.Equal(expected, (double)marker.Attribute("cy")!, 0.11);
    }

    [Fact]
    public void AnInterval_IsCutWhereItLeavesThePlot()
    {
        var points = new[] { new ChartPoint(0, 25, 50), new ChartPoint(1, 25, 1), new ChartPoint(2, 25, null) };
        var chart = new Chart("file", "title", Axis.Round("x", [0, 2]), Axis.Round("y", [20, 30]), [new Line("a", 0, points)]);
        XNamespace svg = "http://www.w3.org/2000/svg";

        var bars = XDocument.Parse(SvgChart.Draw(chart, standalone: true)).Descendants(svg + "path").Where(p => (string?)p.Attribute("class") == "interval")
            .Select(p => ((string)p.Attribute("d")!).Split('M', 'L')[1..]).ToList();

        // From edge to edge of the plot without caps; with caps, a fifth of the way to the edge.
        Assert.Equal([2, 6], bars.Select(b => b.Length));
        double Y(string place) => double.Parse(place.Split(' ')[1], CultureInfo.InvariantCulture);
        Assert.Equal((Y(bars[0][0]) - Y(bars[0][1])) / 5, Y(bars[1][2]) - Y(bars[1][3]), 0.11);
    }

    [Fact]
    public async Task Html_NeedsNothingElseAndEscapesNames()
    {
        _folder.AddPicture("<script>.png", 3);
        _folder.AddText("broken.png", "no picture");
        var report = await MakeReport(["semantic"], [1, 7], [0.0625]) with { Gallery = [new GalleryItem(Picture.Load(_folder["<script>.png"]), "<b>", "")] };

        var html = report.ToHtml();

        Assert.DoesNotContain("<script>.png", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("://", html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<link", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("<td>source could not be read</td><td class=\"text wrap\">broken.png</td><td>2 transmissions missing</td>", html, StringComparison.Ordinal);
        Assert.Contains("fake codec, version 1", html, StringComparison.Ordinal);
        Assert.Contains("<pre>semcom eval &#39;x y&#39;</pre>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_AreWrittenWithTheirNames()
    {
        var report = await MakeReport(["semantic"], [1, 7], [0.0625]);

        ReportFiles.Write(_folder["out"], report);

        Assert.Equal(["psnr-over-snr-cbr-1-16.png", "psnr-over-snr-cbr-1-16.svg", "report.html", "results.csv", "results.json"],
            Directory.GetFiles(_folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1.0 / 16, "1/16")]
    [InlineData(0.020833, "1/48")]
    [InlineData(1.0, "1/1")]
    [InlineData(0.0712, "0.0712")]
    public void Cbr_IsWrittenAsAFractionWhereItIsOne(double cbr, string text) => Assert.Equal(text, Cbrs.Format(cbr));

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    private async Task<Report> MakeReport(string[] systems, double[] snrDb, double[] cbr, string[]? channels = null, int systemCount = 1)
    {
        _folder.AddPicture("a.png", 1);
        _folder.AddPicture("b.png", 2);
        var plan = new SweepPlan
        {
            Sources = PictureInput.Find([_folder.Path]),
            Cells = SweepPlan.Grid(systems.Take(systemCount).Select(name => new FakeSystem(name)).ToList(), channels ?? ["awgn"], cbr, snrDb),
        };
        var result = await new Sweep(plan).RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        return new Report { Title = "Test", Summary = "A test.", Command = "semcom eval 'x y'", Plan = plan, Result = result };
    }
}
