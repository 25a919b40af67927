using System.Diagnostics;
using System.Globalization;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Link.Tests.Streaming;

/// <summary>Long measurements, run by name: <c>SemCom.Link.Tests -explicit only -class …StreamMeasurements</c>, with <c>SEMCOM_FRAMES</c> pictures.</summary>
public sealed class StreamMeasurements
{
    private static readonly int Frames = int.Parse(Environment.GetEnvironmentVariable("SEMCOM_FRAMES") ?? "2000", CultureInfo.InvariantCulture);

    [Fact(Explicit = true)]
    public async Task Memory_StaysFlat_OverASoak()
    {
        OnnxFact.RequireLibrary();
        await using var stream = SemanticStream.Create(new SemanticStreamOptions { IsSimulatedClock = true, Threads = 1, Channel = "tdl-c:ds=300ns,fd=50Hz", FeedbackLossRate = 0.1, SnrDb = 8 });
        var begin = Stopwatch.GetTimestamp();
        var samples = new List<(double Managed, double Resident)>();
        await foreach (var frame in stream.RunAsync(Scenes.Async(Scenes.Pan(TestLink.Harbour, 160, 96, Frames)), TestContext.Current.CancellationToken))
        {
            if (frame.Number % Math.Max(1, Frames / 20) != 0 && frame.Number != Frames - 1)
                continue;
            samples.Add((GC.GetTotalMemory(forceFullCollection: true) / 1e6, Environment.WorkingSet / 1e6));
            Write($"picture {frame.Number}: managed {samples[^1].Managed:0.0} MB, resident {samples[^1].Resident:0.0} MB, {Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s");
        }
        var counts = stream.Statistics.Snapshot();
        Write($"{counts}");

        Assert.Equal(Frames, counts.Finished);
        Assert.Equal(counts.Finished, counts.Shown + counts.Skipped + counts.Late + counts.Dropped + counts.Lost);
        // The last quarter against what came before the middle: what is on its way while memory is counted makes single samples differ by half.
        var (early, late) = (samples[(samples.Count / 5)..(samples.Count / 2)], samples[(3 * samples.Count / 4)..]);
        Assert.InRange(late.Average(sample => sample.Managed), 0, 1.3 * early.Average(sample => sample.Managed) + 10);
        Assert.InRange(late.Average(sample => sample.Resident), 0, 1.25 * early.Average(sample => sample.Resident) + 50);
    }

    [Theory(Explicit = true)]
    [InlineData(1)]
    [InlineData(0)]
    public async Task ALiveStream_KeepsItsRate(int threads)
    {
        OnnxFact.RequireLibrary();
        await using var stream = SemanticStream.Create(new SemanticStreamOptions { Threads = threads, Channel = "tdl-c:ds=300ns,fd=50Hz", SnrDb = 10 });
        var frames = new List<StreamedFrame>();
        await foreach (var frame in stream.RunAsync(Scenes.Async(Scenes.Pan(TestLink.Harbour, 640, 360, Math.Min(Frames, 500))), TestContext.Current.CancellationToken))
            frames.Add(frame);
        var steady = frames.Skip(25).Where(frame => frame.Outcome is FrameOutcome.Shown or FrameOutcome.Late or FrameOutcome.Lost).ToList();
        Write($"threads {threads}: {stream.Statistics.Snapshot()}");
        Write($"encode {Median(frame => frame.Encode):0} ms, air {Median(frame => frame.Air):0} ms, decode {Median(frame => frame.Decode):0} ms, transit {Median(frame => frame.Transit):0} ms, latency {Median(frame => frame.Latency):0} ms");

        double Median(Func<StreamedFrame, TimeSpan> time) => steady.Select(frame => time(frame).TotalMilliseconds).Order().ElementAtOrDefault(steady.Count / 2);
    }

    private static void Write(FormattableString line) => TestContext.Current.TestOutputHelper!.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
