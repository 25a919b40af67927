using System.Collections.Concurrent;
using System.Globalization;
using SemCom.Channels;

namespace SemCom.Evaluation.Tests;

public sealed class SweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SweepTests()
    {
        for (var i = 0; i < 3; i++)
            _folder.AddPicture($"p{i}.png", i);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Results_DoNotDependOnTheNumberOfWorkers()
    {
        var one = await new Sweep(Plan(new FakeSystem())) { Workers = 1 }.RunAsync(cancellationToken: Cancellation);
        var five = await new Sweep(Plan(new FakeSystem())) { Workers = 5 }.RunAsync(cancellationToken: Cancellation);

        Assert.Equal(ResultsDocument.Of(one).ToJson(), ResultsDocument.Of(five).ToJson());
        Assert.Equal(3 * 4 * 2, one.Records.Count);
    }

    [Fact]
    public async Task Records_StandInTheOrderOfThePlan()
    {
        var result = await new Sweep(Plan(new FakeSystem())) { Workers = 4 }.RunAsync(cancellationToken: Cancellation);

        var expected = from source in new[] { "p0.png", "p1.png", "p2.png" }
                       from cbr in new[] { 0.0625, 0.125 }
                       from snr in new[] { 1.0, 7.0 }
                       from seed in new[] { 5UL, 6UL }
                       select (source, cbr, snr, seed);
        Assert.Equal(expected, result.Records.Select(r => (r.Source, r.Cbr, r.SnrDb, r.Seed)));
    }

    [Fact]
    public async Task AllSystemsAndPoints_MeetTheSameRandomStreams()
    {
        var seen = new ConcurrentDictionary<(ulong Seed, ulong Frame), int>();
        var systems = new[] { "a", "b" }.Select(name => new FakeSystem(name) { Before = (_, c) => seen.AddOrUpdate((c.Seed, c.Frame), 1, (_, n) => n + 1) });

        await new Sweep(Plan([.. systems])).RunAsync(cancellationToken: Cancellation);

        Assert.Equal(3 * 2, seen.Count);
        Assert.All(seen.Values, count => Assert.Equal(2 * 4, count));
    }

    [Fact]
    public async Task InterruptedAndResumed_GivesTheSameFiles()
    {
        var whole = await RunIn("whole", new FakeSystem());

        using (var stop = new CancellationTokenSource())
        {
            var stopping = new FakeSystem { Before = (call, _) => StopAt(call, 7, stop) };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunIn("parts", stopping, stop));
        }
        var finished = File.ReadAllLines(_folder["parts/results.jsonl"]).Length;
        var second = new FakeSystem();
        var parts = await RunIn("parts", second);

        Assert.InRange(finished, 1, 23);
        Assert.Equal(finished, parts.Reused);
        Assert.Equal(24 - finished, second.Calls);
        Assert.Equal(ResultsDocument.Of(whole).ToJson(), ResultsDocument.Of(parts).ToJson());
        Assert.Equal(ResultsCsv.Write(whole.Records), ResultsCsv.Write(parts.Records));
    }

    [Fact]
    public async Task ATornLastLine_IsDoneAgain()
    {
        var whole = await RunIn("out", new FakeSystem());
        var lines = _folder["out/results.jsonl"];
        var text = await File.ReadAllTextAsync(lines, Cancellation);
        await File.WriteAllTextAsync(lines, text[..^20], Cancellation);
        var again = new FakeSystem();

        var resumed = await RunIn("out", again);

        Assert.Equal(1, again.Calls);
        Assert.Equal(ResultsDocument.Of(whole).ToJson(), ResultsDocument.Of(resumed).ToJson());
        Assert.Equal(24, (await File.ReadAllLinesAsync(lines, Cancellation)).Length);
    }

    [Fact]
    public async Task ADamagedLine_IsReportedWithItsNumber()
    {
        await RunIn("out", new FakeSystem());
        var lines = await File.ReadAllLinesAsync(_folder["out/results.jsonl"], Cancellation);
        lines[4] = lines[4][10..];
        await File.WriteAllLinesAsync(_folder["out/results.jsonl"], lines, Cancellation);

        var error = await Assert.ThrowsAsync<SemComException>(() => RunIn("out", new FakeSystem()));

        Assert.Contains("results.jsonl is damaged in line 5; delete that line", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherSweep_IsNotMixedIntoTheFolder()
    {
        await RunIn("out", new FakeSystem());

        var error = await Assert.ThrowsAsync<SemComException>(() => RunIn("out", new FakeSystem { Identity = "fake codec, version 2" }));

        Assert.Contains("holds another sweep (system 1 was fake fake codec, version 1, now fake fake codec, version 2)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherMetrics_MakeItAnotherSweep()
    {
        var plan = Plan(new FakeSystem());
        using (SweepFolder.Open(_folder["out"], SweepFingerprint.Of(plan)))
            await new Sweep(plan).RunAsync(cancellationToken: Cancellation);

        var error = Assert.Throws<SemComException>(() => SweepFolder.Open(_folder["out"], SweepFingerprint.Of(plan with { Metrics = PictureMetrics.All })));

        Assert.Contains("holds another sweep (--metrics was psnr,ms-ssim,ssim, now psnr,ms-ssim,ssim,perceptual,semantic,class)", error.Message, StringComparison.Ordinal);
        Assert.Equal(["perceptual/features.onnx.gz", "embed/network.onnx.gz"], SweepFingerprint.Of(plan with { Metrics = PictureMetrics.All }).Judges.Select(j => j.Split(' ')[0]));
    }

    [Fact]
    public async Task Metrics_ReachTheSystems()
    {
        var asked = new ConcurrentBag<PictureMetrics>();
        var system = new FakeSystem { Before = (_, conditions) => asked.Add(conditions.Metrics) };

        await new Sweep(Plan(system) with { Metrics = PictureMetrics.Psnr | PictureMetrics.Class }).RunAsync(cancellationToken: Cancellation);

        Assert.Equal(24, asked.Count);
        Assert.All(asked, metrics => Assert.Equal(PictureMetrics.Psnr | PictureMetrics.Class, metrics));
    }

    [Fact]
    public async Task AChangedPicture_MakesItAnotherSweep()
    {
        await RunIn("out", new FakeSystem());
        _folder.AddPicture("p1.png", 9);

        var error = await Assert.ThrowsAsync<SemComException>(() => RunIn("out", new FakeSystem()));

        Assert.Contains("source 2 was p1.png", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AChangedTrace_MakesItAnotherSweep()
    {
        var file = _folder["air.trace"];
        var digests = new List<string>();
        foreach (var seed in new ulong[] { 1, 2, 1 })
        {
            TraceFile.Save(TraceRecorder.Record(ChannelSpec.Parse("rayleigh").Create(10), new TraceRecording { Seed = seed }), file);
            var plan = Plan(new FakeSystem()) with { Cells = SweepPlan.Grid([new FakeSystem()], [file], [0.1], [7]) };
            digests.Add(SweepFingerprint.Of(plan).Cells[0]);
        }
        Assert.Equal(digests[0], digests[2]);
        Assert.NotEqual(digests[0], digests[1]);
    }

    [Fact]
    public void AFolderInUse_IsRefused()
    {
        var plan = Plan(new FakeSystem());
        using var first = SweepFolder.Open(_folder["out"], SweepFingerprint.Of(plan));

        Assert.Throws<SemComException>(() => SweepFolder.Open(_folder["out"], SweepFingerprint.Of(plan)));
    }

    [Fact]
    public async Task AnUnreadablePicture_IsLeftOutAndReportedOnce()
    {
        _folder.AddText("p1.png", "no picture");
        var remarks = new Remarks();

        var result = await new Sweep(Plan(new FakeSystem())).RunAsync(remarks, Cancellation);

        Assert.Equal(["p0.png", "p2.png"], result.Records.Select(r => r.Source).Distinct());
        var leftOut = Assert.Single(result.LeftOut);
        Assert.Equal(("p1.png", 8), (leftOut.Source, leftOut.Transmissions));
        Assert.StartsWith("p1.png left out: ", Assert.Single(remarks.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingUsable_IsAnErrorWithTheFirstReason()
    {
        var failing = new FakeSystem { Before = (_, _) => throw new SemComException("model: no such thing; choose another") };

        var error = await Assert.ThrowsAsync<SemComException>(() => new Sweep(Plan(failing)).RunAsync(cancellationToken: Cancellation));

        Assert.Equal("model: no such thing; choose another", error.Message);
    }

    [Fact]
    public async Task ADefectOfASystem_StopsTheSweep()
    {
        var failing = new FakeSystem { Before = (call, _) => throw new InvalidOperationException(call.ToString(CultureInfo.InvariantCulture)) };

        await Assert.ThrowsAsync<InvalidOperationException>(() => new Sweep(Plan(failing)) { Workers = 2 }.RunAsync(cancellationToken: Cancellation));

        Assert.InRange(failing.Calls, 1, 2);
    }

    [Fact]
    public async Task APicture_IsReadOnceAndForgottenAfterItsLastJob()
    {
        var loads = new List<string>();
        var sweep = new Sweep(Plan(new FakeSystem()), input =>
        {
            loads.Add(input.Name);
            return Picture.Load(input.Path);
        })
        { Workers = 1 };

        await sweep.RunAsync(cancellationToken: Cancellation);

        Assert.Equal(["p0.png", "p1.png", "p2.png"], loads);
    }

    [Fact]
    public async Task Notices_AreCounted()
    {
        var result = await new Sweep(Plan(new FakeSystem { Notices = ["alpha laid over white"] })).RunAsync(cancellationToken: Cancellation);

        Assert.Equal(new Notice("alpha laid over white", 24), Assert.Single(result.Notices));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static void StopAt(int call, int limit, CancellationTokenSource stop)
    {
        if (call >= limit)
            stop.Cancel();
    }

    private SweepPlan Plan(params ISystem[] systems) => new()
    {
        Sources = PictureInput.Find([_folder.Path]),
        Cells = SweepPlan.Grid(systems, ["awgn"], [0.0625, 0.125], [1, 7]),
        FirstSeed = 5,
        Seeds = 2,
    };

    private async Task<SweepResult> RunIn(string name, FakeSystem system, CancellationTokenSource? stop = null)
    {
        var plan = Plan(system);
        using var folder = SweepFolder.Open(_folder[name], SweepFingerprint.Of(plan));
        return await new Sweep(plan) { Folder = folder, Workers = 3 }.RunAsync(cancellationToken: stop?.Token ?? Cancellation);
    }

    private sealed class Remarks : IProgress<SweepProgress>
    {
        public ConcurrentBag<string> Lines { get; } = [];

        public void Report(SweepProgress value)
        {
            if (value.Remark is not null)
                Lines.Add(value.Remark);
        }
    }
}
