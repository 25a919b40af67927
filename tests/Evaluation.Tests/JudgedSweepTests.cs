using SemCom.Runtime.Onnx;

namespace SemCom.Evaluation.Tests;

/// <summary>A sweep whose pictures are judged by networks too; skips where ONNX Runtime is absent.</summary>
public sealed class JudgedSweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public JudgedSweepTests()
    {
        try
        {
            OnnxLibrary.Load();
        }
        catch (SemComException exception)
        {
            Assert.Skip(exception.Message);
        }
        for (var i = 0; i < 3; i++)
            _folder.AddPicture($"p{i}.png", i, 48, 32);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Results_AreTheSameOnAnyNumberOfWorkers_AndAfterAnInterruption()
    {
        var one = await Run("one", workers: 1);
        var three = await Run("three", workers: 3);
        var lines = await File.ReadAllLinesAsync(_folder["three/results.jsonl"], TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(_folder["three/results.jsonl"], lines[..5], TestContext.Current.CancellationToken);
        var resumed = await Run("three", workers: 2);

        Assert.Equal(5, resumed.Reused);
        Assert.Equal(ResultsDocument.Of(one).ToJson(), ResultsDocument.Of(three).ToJson());
        Assert.Equal(ResultsDocument.Of(one).ToJson(), ResultsDocument.Of(resumed).ToJson());
        Assert.Equal(ResultsCsv.Write(one.Records), ResultsCsv.Write(resumed.Records));
    }

    [Fact]
    public async Task QualityRisesWithTheSnr_AndTheReportShowsIt()
    {
        var result = await Run("out", workers: 2);

        var (low, high) = (result.Means[0], result.Means[1]);
        Assert.True(high.PerceptualDistance < low.PerceptualDistance && high.SemanticSimilarity > low.SemanticSimilarity && high.Ssim > low.Ssim);
        Assert.InRange(high.ClassAgreement!.Value, high.ClassAgreementLow95!.Value, high.ClassAgreementHigh95!.Value);
        var html = new Report { Title = "Test", Summary = "A test.", Command = "semcom eval", Plan = Plan(), Result = result }.ToHtml();
        Assert.All(["SSIM", "perceptual distance", "semantic similarity", "same class"], name => Assert.Contains($"<th>{name}</th>", html, StringComparison.Ordinal));
        var csv = ResultsCsv.Write(result.Records).Split('\n').Select(line => line.Split(',')).ToArray();
        var record = result.Records[0];
        Assert.Equal(
            FormattableString.Invariant($"{record.Ssim} {record.SemanticSimilarity} {record.PerceptualDistance} {(record.SameClass == true ? "true" : "false")}"),
            string.Join(' ', new[] { "ssim", "semanticSimilarity", "perceptualDistance", "sameClass" }.Select(name => csv[1][Array.IndexOf(csv[0], name)])));
    }

    private SweepPlan Plan() => new()
    {
        Sources = PictureInput.Find([.. Enumerable.Range(0, 3).Select(i => _folder[$"p{i}.png"])]),
        Cells = SweepPlan.Grid([new JudgedSystem()], ["awgn"], [0.0625], [-5, 20]),
        Seeds = 2,
        Metrics = PictureMetrics.All,
    };

    private async Task<SweepResult> Run(string name, int workers)
    {
        using var folder = SweepFolder.Open(_folder[name], SweepFingerprint.Of(Plan()));
        return await new Sweep(Plan()) { Folder = folder, Workers = workers }.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>The stand-in codec, judged as the others are.</summary>
    private sealed class JudgedSystem : ISystem
    {
        private readonly FakeSystem _fake = new();

        public string Name => _fake.Name;

        public string Identity => _fake.Identity;

        public async ValueTask<SystemResult> SendAsync(Picture picture, LinkConditions conditions, CancellationToken cancellationToken)
        {
            var judge = PictureJudge.For(picture, conditions.Metrics, conditions.Threads ?? 0);
            var result = await _fake.SendAsync(picture, conditions, cancellationToken);
            return result with { Quality = judge.Judge(result.Quality, result.Picture) };
        }
    }
}
