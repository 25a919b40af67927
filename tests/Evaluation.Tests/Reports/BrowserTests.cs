using System.Text.Json;

namespace SemCom.Evaluation.Tests.Reports;

/// <summary>The report in a real browser. Skipped where no Chromium is on the PATH.</summary>
public sealed class BrowserTests : IDisposable
{
    private const string Look = """
        const box = document.querySelector('.compare'), range = box.querySelector('input'), [left, right] = box.parentElement.querySelectorAll('select');
        const shown = role => box.querySelector('.' + role), clip = () => getComputedStyle(shown('left')).clipPath;
        const clips = [clip()];
        for (const value of [0, 25, 100]) { range.value = value; range.dispatchEvent(new Event('input', { bubbles: true })); clips.push(clip()); }
        const place = box.getBoundingClientRect(), touch = { buttons: 1, clientX: place.left + 0.3 * place.width };
        for (const kind of ['pointerdown', 'pointermove']) { range.dispatchEvent(new PointerEvent(kind, touch)); clips.push(clip()); touch.clientX += 0.3 * place.width; }
        range.focus();
        const pair = () => [shown('left').alt, shown('right').alt];
        const before = pair(); left.value = '0'; left.dispatchEvent(new Event('input', { bubbles: true }));
        return {
          clips, before, after: pair(), spoken: range.getAttribute('aria-valuetext'), label: range.getAttribute('aria-label'), focused: document.activeElement === range,
          pictures: [...document.images].map(image => image.complete && image.naturalWidth > 0),
          charts: [...document.querySelectorAll('.charts svg')].map(svg => ({
            curves: [...svg.querySelectorAll('.curve')].filter(path => path.getTotalLength() > 20).length,
            intervals: [...svg.querySelectorAll('.interval')].filter(path => path.getTotalLength() > 10).length,
            dashes: new Set([...svg.querySelectorAll('.curve')].map(path => path.getAttribute('stroke-dasharray'))).size,
            width: svg.getBoundingClientRect().width })),
          requests: performance.getEntriesByType('resource').map(entry => entry.name).filter(name => !name.startsWith('data:')),
          overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          headings: [...document.querySelectorAll('h2')].map(heading => heading.id), problems };
        """;

    private readonly TemporaryFolder _folder = new();

    public BrowserTests() => Assert.SkipUnless(Browser.Program is not null, "no Chromium is installed: the report was not opened");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1200)]
    [InlineData(500)]
    public async Task SliderPlotsAndPictures_WorkWithoutNetworkAndErrors(int width)
    {
        var (seen, console) = await Browser.RunAsync(_folder.Path, await MakeHtml(), Look, width, Cancellation);

        Assert.Equal(["inset(0px 50% 0px 0px)", "inset(0px 100% 0px 0px)", "inset(0px 75% 0px 0px)", "inset(0px 0% 0px 0px)", "inset(0px 70% 0px 0px)", "inset(0px 40% 0px 0px)"], Texts(seen, "clips"));
        Assert.Equal(["p0.png, semantic", "p0.png, jpeg"], Texts(seen, "before"));
        Assert.Equal(["p0.png, original", "p0.png, jpeg"], Texts(seen, "after"));
        Assert.Equal("60 % original, the rest jpeg", seen.GetProperty("spoken").GetString());
        Assert.StartsWith("p0.png: ", seen.GetProperty("label").GetString(), StringComparison.Ordinal);
        Assert.True(seen.GetProperty("focused").GetBoolean());
        // 3 under the slider, 3 systems and the original at two places.
        Assert.Equal(Enumerable.Repeat(true, 3 + 2 * 4), seen.GetProperty("pictures").EnumerateArray().Select(p => p.GetBoolean()));
        // PSNR and MS-SSIM over 3 CBRs at 3 SNRs and the other way round.
        var charts = seen.GetProperty("charts").EnumerateArray().ToList();
        Assert.Equal(2 * (3 + 3), charts.Count);
        Assert.All(charts, chart => Assert.Equal((3, 9, 3), (chart.GetProperty("curves").GetInt32(), chart.GetProperty("intervals").GetInt32(), chart.GetProperty("dashes").GetInt32())));
        Assert.All(charts, chart => Assert.InRange(chart.GetProperty("width").GetDouble(), 300, width));
        Assert.Empty(Texts(seen, "requests"));
        Assert.Empty(Texts(seen, "problems"));
        Assert.InRange(seen.GetProperty("overflow").GetDouble(), 0, 0);
        Assert.Equal("", console);
    }

    /// <summary>What the test above relies on: a page that asks for something, a script that does not belong to it, and an error are noticed.</summary>
    [Fact]
    public async Task RequestsAndErrors_AreNoticed()
    {
        var html = (await MakeHtml()).Replace("</main>", "<img src=\"https://example.org/a.png\"><script>document.title = 'foreign';</script></main>", StringComparison.Ordinal);

        var (seen, console) = await Browser.RunAsync(_folder.Path, html, "setTimeout(() => nothing.there());" + Look, 800, Cancellation);

        Assert.Contains(Texts(seen, "problems"), p => p!.Contains("refused: https://example.org/a.png", StringComparison.Ordinal));
        Assert.Contains(Texts(seen, "problems"), p => p == "refused: inline");
        Assert.Contains("example.org", console, StringComparison.Ordinal);
        Assert.Contains("nothing is not defined", console, StringComparison.Ordinal);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IEnumerable<string?> Texts(JsonElement seen, string name) => seen.GetProperty(name).EnumerateArray().Select(e => e.GetString());

    private async Task<string> MakeHtml()
    {
        _folder.AddPicture("p0.png", 3, width: 200, height: 170);
        var plan = new SweepPlan
        {
            Sources = PictureInput.Find([_folder["p0.png"]]),
            Cells = SweepPlan.Grid(
                [new FakeSystem("semantic") { Kind = SystemKind.Semantic }, new FakeSystem("jpeg") { Kind = SystemKind.Classical, Offset = 1 }, new FakeSystem("mine") { Offset = 2 }],
                ["awgn"], [1.0 / 24, 1.0 / 12, 1.0 / 6], [1, 4, 7]),
            Seeds = 3,
        };
        var result = await new Sweep(plan).RunAsync(cancellationToken: Cancellation);
        var report = new Report
        {
            Title = "Test",
            Summary = "A test.",
            Command = "semcom eval",
            Plan = plan,
            Result = result,
            Exhibits = await Exhibition.MakeAsync(plan, result, cancellationToken: Cancellation),
        };
        return report.ToHtml();
    }
}
