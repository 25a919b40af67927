using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Evaluation.Tests.Speech;

public sealed class SpeechSweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Sounds of a folder are found, sent, judged, averaged and written like pictures.</summary>
    [Fact]
    public async Task Sounds_AreSwept()
    {
        OnnxFact.RequireLibrary();
        foreach (var name in new[] { "a.wav", "b.wav" })
            new Sound(16_000, [.. Enumerable.Range(0, 20_000).Select(n => (float)(0.1 * Enumerable.Range(1, 20).Sum(i => Math.Cos(0.05 * i * n + i * i) / i) * (1.1 + Math.Sin(n * 0.001))))]).Save(_folder[name]);
        var sources = PictureInput.Find([_folder.Path]);
        Assert.Equal(["a.wav", "b.wav"], sources.Select(s => s.Name));
        Assert.All(sources, source => Assert.Equal(SourceKind.Sound, source.Kind));
        var systems = SystemRegistry.Default.CreateAll(["semantic", "semantic:network=off"], new SystemOptions { Kind = SourceKind.Sound });
        var plan = new SweepPlan { Sources = sources, Cells = SweepPlan.Grid(systems, ["awgn"], [0.25], [4, 12]) };
        var result = await new Sweep(plan) { Workers = 2 }.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(8, result.Records.Count);
        Assert.All(result.Records, record => Assert.True(record is { Modality: "speech", PsnrDb: null, SiSdrDb: > 0, Stoi: > 0.3 }));
        Assert.True(result.Means.Single(m => m is { System: "semantic", SnrDb: 12 }).SiSdrDb > result.Means.Single(m => m is { System: "semantic", SnrDb: 4 }).SiSdrDb + 2);
        Assert.Contains("siSdrDb,stoi", ResultsCsv.Write(result.Records), StringComparison.Ordinal);
        Assert.Equal(["SI-SDR, awgn, CBR 1/4", "STOI, awgn, CBR 1/4"], ResultCharts.Of(result.Cells).Select(chart => chart.Title));
    }

    [Fact]
    public void KindsOfSources_AreNotMixed()
    {
        _folder.AddText("a.wav", "");
        _folder.AddText("a.png", "");
        Assert.Contains("all must be pictures, all videos or all sounds (was a.wav and a.png)", Assert.Throws<SemComException>(() => PictureInput.Find([_folder["a.wav"], _folder["a.png"]])).Message, StringComparison.Ordinal);
    }
}
