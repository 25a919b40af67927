using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Link.Tests.Streaming;

/// <summary>Whole streams over the committed model.</summary>
public sealed class SemanticStreamTests
{
    private static readonly SemanticStreamOptions Simulated = new() { IsSimulatedClock = true, Threads = 1, Cbr = 1.0 / 12, SnrDb = 12 };

    [Fact]
    public async Task APan_ArrivesWhole_AndLooksLikeItself()
    {
        var frames = await Run(Simulated, 12);

        Assert.Equal(Enumerable.Range(0, 12), frames.Select(frame => frame.Number));
        Assert.All(frames, frame => Assert.Equal(FrameOutcome.Shown, frame.Outcome));
        Assert.All(frames, frame => Assert.InRange(frame.PsnrDb!.Value, 20, 60));
    }

    private static async Task<List<StreamedFrame>> Run(SemanticStreamOptions options, int count, Action<int, StreamControls>? each = null)
    {
        OnnxFact.RequireLibrary();
        await using var stream = SemanticStream.Create(options);
        var frames = new List<StreamedFrame>();
        await foreach (var frame in stream.RunAsync(Scenes.Async(Scenes.Pan(TestLink.Harbour, 160, 96, count)), TestContext.Current.CancellationToken))
        {
            each?.Invoke(frame.Number, stream.Controls);
            TestContext.Current.TestOutputHelper!.WriteLine($"{frame.Number} {frame.Outcome} {frame.Sampling} psnr {frame.PsnrDb:0.0} plan {frame.PlanSnrDb} eff {frame.EffectiveSnrDb:0.0} uses {frame.Ledger.Total} {frame.Encode.TotalMilliseconds:0.0} {frame.Air.TotalMilliseconds:0.0} {frame.Decode.TotalMilliseconds:0.0} {frame.Loss}");
            frames.Add(frame);
        }
        return frames;
    }
}
