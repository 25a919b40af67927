namespace SemCom.Evaluation.Tests.Reports;

public sealed class FailuresTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FailuresTests()
    {
        for (var i = 0; i < 3; i++)
            _folder.AddPicture($"p{i}.png", i);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LostFrames_HaveTheReasonThatOnlyTheyHave()
    {
        var result = await Run(new Fading());

        Assert.Equal(
            [("2.5", "fading: header gone", 2, 6, "p1.png"), ("2.5", "the frame could not be read", 2, 6, "p2.png")],
            result.Lost.Select(l => (FormattableString.Invariant($"{l.SnrDb}"), l.Reason, l.Frames, l.Of, string.Join(' ', l.Sources))));
        var html = Html(result, new Fading());
        Assert.Contains("<td>fading: lost frame</td><td class=\"text wrap\">awgn, 2.5 dB, CBR 1/16: p1.png</td><td>2 of 6</td><td class=\"text wrap\">fading: header gone</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASystemThatCannotSend_IsOneLineForEachReason()
    {
        var broken = new FakeSystem("broken") { Before = (_, c) => throw new SemComException($"broken: no licence for {c.SnrDb} dB") };

        var result = await Run(new FakeSystem(), broken);

        Assert.Contains("<td>broken could not send</td><td class=\"text wrap\">p0.png, p1.png, p2.png</td><td>6 transmissions missing</td><td class=\"text wrap\">broken: no licence for 9 dB</td>",
            Html(result, new FakeSystem(), broken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutFailures_TheReportSaysSo() =>
        Assert.Contains("None: every source was read, every system could send it, no frame was lost.", Html(await Run(new FakeSystem()), new FakeSystem()), StringComparison.Ordinal);

    private SweepPlan Plan(params ISystem[] systems) => new()
    {
        Sources = PictureInput.Find([_folder.Path]),
        Cells = SweepPlan.Grid(systems, ["awgn"], [1.0 / 16], [2.5, 9]),
        Seeds = 2,
    };

    private Task<SweepResult> Run(params ISystem[] systems) => new Sweep(Plan(systems)).RunAsync(cancellationToken: TestContext.Current.CancellationToken);

    private string Html(SweepResult result, params ISystem[] systems) =>
        new Report { Title = "", Summary = "", Command = "", Plan = Plan(systems), Result = result }.ToHtml();

    /// <summary>Loses the second source with a remark of its own and the third without one, at low SNR; remarks something on every frame.</summary>
    private sealed class Fading : ISystem
    {
        private readonly FakeSystem _inner = new("fading") { Notices = ["fading: always so"] };

        public string Name => "fading";

        public string Identity => "loses two sources";

        public async ValueTask<SystemResult> SendAsync(Picture picture, LinkConditions conditions, CancellationToken cancellationToken)
        {
            var result = await _inner.SendAsync(picture, conditions, cancellationToken);
            var lost = conditions.SnrDb < 5 && conditions.Frame > 0;
            string[] more = lost && conditions.Frame == 1 ? ["fading: header gone"] : [];
            return result with { Quality = result.Quality with { Lost = lost }, Notices = [.. result.Notices, .. more] };
        }
    }
}
