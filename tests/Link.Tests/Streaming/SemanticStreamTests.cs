using SemCom.Agents.Tests;
using SemCom.Runtime.Tests.Onnx;
using SemCom.Streaming;

namespace SemCom.Link.Tests.Streaming;

/// <summary>Whole streams over the committed model.</summary>
public sealed class SemanticStreamTests
{
    private static readonly SemanticStreamOptions Simulated = new() { IsSimulatedClock = true, Threads = 1, Cbr = 1.0 / 12, SnrDb = 12 };

    [Fact]
    public async Task APan_ArrivesWhole_LooksLikeItself_AndIsTheSameForTheSameSeed()
    {
        var options = Simulated with { Observe = true, FeedbackLossRate = 0.2, Channel = "tdl-c:ds=300ns,fd=50Hz" };

        var frames = await Run(options, 12);
        var again = await Run(options, 12);

        Assert.Equal(Enumerable.Range(0, 12), frames.Select(frame => frame.Number));
        Assert.All(frames.Where(frame => frame.Outcome == FrameOutcome.Shown), frame => Assert.InRange(frame.PsnrDb ?? 99, 15, 99));
        Assert.InRange(frames.Count(frame => frame.Outcome == FrameOutcome.Shown), 6, 12);
        Assert.Equal(frames.Select(frame => (frame.Outcome, frame.PsnrDb, frame.Ledger)), again.Select(frame => (frame.Outcome, frame.PsnrDb, frame.Ledger)));
        var seen = frames.First(frame => frame.AirSeen is not null).AirSeen!;
        Assert.InRange(seen.Constellation.Length, 1, AirSnapshot.MaxSymbols);
        Assert.Equal(seen.Times * seen.Frequencies, seen.ResponseDb.Length);
        Assert.InRange(seen.Frequencies, 2, AirSnapshot.MaxSide);
    }

    [Fact]
    public async Task AnotherSeed_MeetsOtherNoise()
    {
        var one = await Run(Simulated, 2);
        var other = await Run(Simulated with { Seed = 2 }, 2);

        Assert.NotEqual(one[0].PsnrDb, other[0].PsnrDb);
    }

    [Fact]
    public async Task Controls_HoldFromThePicturesThatComeAfter()
    {
        var frames = await Run(Simulated, 44, (number, controls) =>
        {
            if (number == 3)
                (controls.Channel, controls.SnrDb) = ("rayleigh:coherence=2048", 20);
            if (number == 14)
                controls.Sampling = FrameSampling.Skip;
            if (number == 28)
                (controls.Sampling, controls.Mode) = (FrameSampling.Whole, LinkMode.Digital);
        });

        Assert.Equal(12, frames[0].SnrDb);
        Assert.Equal(20, frames[^1].SnrDb);
        Assert.Contains(frames, frame => frame is { Outcome: FrameOutcome.Skipped, Ledger.Total: 0 });
        Assert.Equal(LinkMode.Digital, frames[^1].Mode);
        Assert.Contains(frames, frame => frame is { Mode: LinkMode.Digital, Outcome: FrameOutcome.Shown });
    }

    [Fact]
    public async Task AHopelessSnr_LosesFrames_WithTheReason_AndRecovers()
    {
        var frames = await Run(Simulated with { PlanSnrDb = 12 }, 32, (number, controls) => controls.SnrDb = number is >= 3 and < 7 ? -15 : 12);

        Assert.Contains(frames, frame => frame.Outcome == FrameOutcome.Lost);
        Assert.All(frames.Where(frame => frame.Outcome == FrameOutcome.Lost), frame => Assert.NotNull(frame.Loss));
        Assert.Equal(FrameOutcome.Shown, frames[^1].Outcome);
        Assert.InRange(frames[^1].PsnrDb ?? 99, 18, 99);
    }

    [Fact]
    public async Task WhereTheAgentDecides_EveryPictureHasARecordOfItsDecision()
    {
        var agent = new StreamAgentOptions { Policy = new GreedyPolicy(LinkView.Features.Count), Twin = SyntheticLink.Twin };

        var frames = await Run(Simulated with { Agent = agent }, 20, (_, _) => { }, controls =>
        {
            controls.AgentDecides = true;
            controls.Intent = "battery first";
        });

        Assert.All(frames, frame => Assert.Equal(frame.Number, frame.Decision!.Frame));
        Assert.All(frames, frame => Assert.True(frame.Decision!.Plan == "skip" ? frame.Ledger.Total == 0 : frame.Mode == LinkMode.Analog, frame.Decision!.Plan));
        Assert.Contains(frames, frame => frame.Outcome == FrameOutcome.Shown);
        Assert.All(frames, frame => Assert.Equal(frame.PsnrDb ?? 68, frame.Decision!.Achieved.PsnrDb, 6));
    }

    /// <summary>A picture that came too late for the encoder says at which SNR it would have been sent, not 0 dB.</summary>
    [Fact]
    public void APictureThatWasNeverEncoded_TellsTheSnrOfTheAir()
    {
        OnnxFact.RequireLibrary();
        using var stages = new LinkStages(Simulated);
        var item = new StreamItem(0, TestLink.Crop, TimeSpan.Zero, new StreamSettings("awgn", 7.5, 1.0 / 12));
        Assert.Equal(7.5, stages.Judge(item, new StreamedFrame(0, item.Picture, item.Picture, FrameOutcome.Dropped)).SnrDb);
    }

    [Fact]
    public async Task ALoopingLiveStream_EndsWithItsEnumeration_AndRunsAgain()
    {
        OnnxFact.RequireLibrary();
        await using var stream = SemanticStream.Create(Simulated);
        for (var run = 0; run < 2; run++)
        {
            await foreach (var frame in stream.RunAsync(Scenes.Async(Scenes.Pan(TestLink.Harbour, 160, 96, 1000)), TestContext.Current.CancellationToken))
            {
                if (frame.Number == 2)
                    break;
            }
        }
    }

    [Fact]
    public async Task WrongControls_AreRefused_AndChangeNothing()
    {
        OnnxFact.RequireLibrary();
        await using var stream = SemanticStream.Create(Simulated);
        var controls = stream.Controls;

        Assert.Throws<SemComException>(() => controls.Channel = "mars");
        Assert.Throws<SemComException>(() => controls.Channel = "rayleigh-fast");
        Assert.Throws<SemComException>(() => controls.SnrDb = double.NaN);
        Assert.Throws<SemComException>(() => controls.Cbr = 0);
        Assert.Throws<SemComException>(() => controls.PowerDb = 99);
        Assert.Throws<SemComException>(() => controls.Mode = (LinkMode)9);
        Assert.Throws<SemComException>(() => controls.AgentDecides = true);
        Assert.Equal(("awgn", 12, 1.0 / 12, LinkMode.Analog), (controls.Channel, controls.SnrDb, controls.Cbr, controls.Mode));
    }

    private static async Task<List<StreamedFrame>> Run(SemanticStreamOptions options, int count, Action<int, StreamControls>? each = null, Action<StreamControls>? begin = null)
    {
        OnnxFact.RequireLibrary();
        await using var stream = SemanticStream.Create(options);
        begin?.Invoke(stream.Controls);
        var frames = new List<StreamedFrame>();
        await foreach (var frame in stream.RunAsync(Scenes.Async(Scenes.Pan(TestLink.Harbour, 160, 96, count)), TestContext.Current.CancellationToken))
        {
            each?.Invoke(frame.Number, stream.Controls);
            frames.Add(frame);
        }
        return frames;
    }
}
