namespace SemCom.Evaluation.Tests;

/// <summary>Pictures that are sent one after another over one link.</summary>
public sealed class SequenceSweepTests : IDisposable
{
    private const int Frames = 4;

    private readonly TemporaryFolder _folder = new();

    public SequenceSweepTests()
    {
        foreach (var (name, kind) in new[] { ("left", 0), ("right", 10) })
        {
            Directory.CreateDirectory(_folder[name]);
            for (var i = 0; i < Frames; i++)
                _folder.AddPicture($"{name}/{i}.png", kind + i);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Frames_AreSentInOrder_OverOneLinkForEachPointAndSeed_ByAnyNumberOfWorkers()
    {
        var system = new FakeSequenceSystem();

        var one = await new Sweep(Plan(system)) { Workers = 1 }.RunAsync(cancellationToken: Cancellation);
        Assert.Equal(2 * 2 * 2, system.Begun);
        var five = await new Sweep(Plan(system)) { Workers = 5 }.RunAsync(cancellationToken: Cancellation);

        Assert.Equal(ResultsDocument.Of(one).ToJson(), ResultsDocument.Of(five).ToJson());
        var expected = from sequence in new[] { "left", "right" } from frame in Enumerable.Range(0, Frames) from cbr in new[] { 0.0625, 0.125 } from seed in new[] { 5UL, 6UL } select ($"{sequence}/{frame}.png", cbr, seed);
        Assert.Equal(expected, one.Cells[0].Records.Concat(one.Cells[1].Records).OrderBy(r => one.Records.ToList().IndexOf(r)).Select(r => (r.Source, Cbr: Nearest(r.Cbr), r.Seed)));
        Assert.All(one.Records, r => Assert.Equal(r.Source.EndsWith("/1.png", StringComparison.Ordinal) ? 100 : 0, r.Uses.Knowledge));
    }

    [Fact]
    public async Task AnInterruptedSequence_StartsAnew_AndGivesTheSame()
    {
        var whole = await RunIn("whole", new FakeSequenceSystem());
        using (var stop = new CancellationTokenSource())
        {
            var stopping = new FakeSequenceSystem
            {
                Before = call =>
                {
                    if (call == 2 * Frames + 2)
                        stop.Cancel();
                },
            };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunIn("parts", stopping, stop.Token));
        }
        Assert.Equal(2 * Frames, File.ReadAllLines(_folder["parts/results.jsonl"]).Length);

        // A line that is gone, as after a crash: its sequence is sent again from the first frame, and no record stands twice.
        var lines = File.ReadAllLines(_folder["parts/results.jsonl"]);
        File.WriteAllLines(_folder["parts/results.jsonl"], lines[..^1]);
        var again = new FakeSequenceSystem();
        var parts = await RunIn("parts", again);

        Assert.Equal(2 * Frames - 1, parts.Reused);
        Assert.Equal(7 * Frames, again.Calls);
        Assert.Equal(ResultsDocument.Of(whole).ToJson(), ResultsDocument.Of(parts).ToJson());
        Assert.Equal(8 * Frames, File.ReadAllLines(_folder["parts/results.jsonl"]).Length);
    }

    [Fact]
    public async Task OtherSystems_GetEachFrameAsAPicture_WithTheSameNoise()
    {
        var frames = new List<ulong>();
        var system = new FakeSystem { Before = (_, conditions) => frames.Add(conditions.Frame) };
        var pictures = Plan(system) with { Sources = [.. Plan(system).Sources.Select(s => s with { Sequence = null })] };

        var separate = await new Sweep(pictures) { Workers = 1 }.RunAsync(cancellationToken: Cancellation);
        var ofPictures = frames.Order().ToList();
        frames.Clear();
        var together = await new Sweep(Plan(system)) { Workers = 1 }.RunAsync(cancellationToken: Cancellation);

        Assert.Equal(ofPictures, frames.Order());
        Assert.Equal(separate.Records.Select(r => r.PsnrDb), together.Records.Select(r => r.PsnrDb));
    }

    [Fact]
    public async Task ASequenceWithAnUnreadableFrame_IsLeftOutWhole()
    {
        _folder.AddText("left/2.png", "no picture");

        var result = await new Sweep(Plan(new FakeSequenceSystem())).RunAsync(cancellationToken: Cancellation);

        Assert.Equal(4 * Frames, result.Records.Count);
        Assert.All(result.Records, r => Assert.StartsWith("right/", r.Source, StringComparison.Ordinal));
        var left = Assert.Single(result.LeftOut);
        Assert.Equal(("left/2.png", 4 * Frames), (left.Source, left.Transmissions));
    }

    /// <summary>Frames of 30 and 32 dB, and of 34 and 36 dB, are two samples of 31 and 35 dB: s² = 8, half width 12.7062·√(8/2).</summary>
    [Fact]
    public void Intervals_AreOverSequences()
    {
        QualityRecord[] records = [.. new[] { ("a/0", 30.0), ("a/1", 32), ("b/0", 34), ("b/1", 36) }.Select(r => MeansTests.Record(r.Item1, r.Item2))];

        var mean = Means.Of(new SweepCell(new FakeSystem(), "awgn", 7, 0.1), records);

        Assert.Equal((4, 33.0), (mean.N, mean.PsnrDb));
        Assert.Equal(12.7062 * 2, mean.PsnrDbCi95!.Value, 1e-3);
        Assert.Null(Means.Of(new SweepCell(new FakeSystem(), "awgn", 7, 0.1), records[..2]).PsnrDbCi95);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static double Nearest(double cbr) => cbr < 0.1 ? 0.0625 : 0.125;

    private SweepPlan Plan(ISystem system) => new()
    {
        Sources = PictureInput.FindSequences([_folder["left"], _folder["right"]]),
        Cells = SweepPlan.Grid([system], ["awgn"], [0.0625, 0.125], [7]),
        FirstSeed = 5,
        Seeds = 2,
    };

    private async Task<SweepResult> RunIn(string name, ISystem system, CancellationToken? stop = null)
    {
        var plan = Plan(system);
        using var folder = SweepFolder.Open(_folder[name], SweepFingerprint.Of(plan));
        return await new Sweep(plan) { Folder = folder, Workers = 1 }.RunAsync(cancellationToken: stop ?? Cancellation);
    }
}
