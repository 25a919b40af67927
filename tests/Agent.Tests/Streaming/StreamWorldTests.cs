namespace SemCom.Agents.Tests;

public sealed class StreamWorldTests
{
    private static readonly LinkScenario Scenario = LinkScenario.Training with { Frames = 40 };
    private static readonly PlanCatalogue Catalogue = PlanCatalogue.Default;

    private static StreamWorld World(ulong seed = 3, LinkIntent? intent = null, LinkScenario? scenario = null)
    {
        var recording = MadeUpRecording.Make();
        return new StreamWorld(scenario ?? Scenario, recording, LinkTrace.Draw(scenario ?? Scenario, recording, seed), intent ?? LinkIntent.Default, Catalogue);
    }

    private static int Action(string name) => Catalogue.Actions.Names.ToList().IndexOf(name);

    [Fact]
    public void Reward_IsTheIntentsObjectiveOfWhatIsShownAndSpent()
    {
        var world = World();
        var state = StreamState.Begin(Scenario);
        var result = world.Step(ref state, 0, Action("analog 1/96 margin 5 power +3"), new Transmission(1 / 96.0, new RecordedOutcome(20, 18, 0.8f, 0)), isLost: false);
        var capacity = Scenario.Capacity * world.Trace.Frames[0].Share;
        Assert.Equal(FrameFate.Arrived, result.Fate);
        Assert.Equal(10 * Math.Log10(255 * 255) - 20, result.PsnrDb, 1e-4);
        Assert.Equal(10 * Math.Log10(255 * 255) - 18, result.FocusPsnrDb, 1e-4);
        Assert.Equal(16 / 96.0 * Math.Pow(10, 0.3), result.Energy, 1e-9);
        // By the formula of LinkIntent with all weights 1 but sharpness.
        var expected = (result.PsnrDb - 20) / 20 + 0.8 - 16 / 96.0 - result.Energy - Scenario.FrameSeconds / capacity / 96 / 0.1;
        Assert.Equal(expected, result.Reward, 1e-5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EnergyAndQueue_AreConserved(bool loses)
    {
        var world = World(seed: 8);
        var state = StreamState.Begin(Scenario);
        var (battery, queue) = (state.Battery, 0.0);
        for (var frame = 0; frame < Scenario.Frames; frame++)
        {
            var action = 1 + frame * 7 % (Catalogue.Actions.Count - 1);
            var result = world.Step(ref state, frame, action, world.Recorded(frame, action, world.Trace.Frames[frame].SnrDb), loses);
            battery = Math.Min(Scenario.Battery, battery - result.Energy + world.Trace.Frames[frame].Harvest);
            queue = Math.Max(0, queue + result.Cbr - Scenario.Capacity * world.Trace.Frames[frame].Share);
            Assert.Equal(battery, state.Battery, 1e-9);
            Assert.Equal(queue, state.Queue, 1e-9);
            Assert.True(state.Battery >= 0);
            Assert.True(result.Fate is FrameFate.Arrived or FrameFate.Late or FrameFate.Lost || result is { Cbr: 0, Energy: 0 });
        }
    }

    [Fact]
    public void LostFrame_ChangesNothingThatIsShown()
    {
        var world = World();
        var state = StreamState.Begin(Scenario);
        var skipped = state;
        var lost = world.Step(ref state, 0, Action("analog 1/48 margin 1 power 0"), new Transmission(1 / 48.0, new RecordedOutcome(20, 20, 1, 1)), isLost: true);
        var shown = world.Step(ref skipped, 0, 0, default, isLost: false);
        Assert.Equal(FrameFate.Lost, lost.Fate);
        Assert.Equal((shown.PsnrDb, shown.Similarity), (lost.PsnrDb, lost.Similarity));
        Assert.True(lost.Energy > 0);
    }

    [Fact]
    public void LateFrame_IsShownFromTheNextOneOn()
    {
        var world = World();
        var state = StreamState.Begin(Scenario);
        var capacity = Scenario.Capacity * world.Trace.Frames[0].Share;
        var late = world.Step(ref state, 0, Action("analog 1/12 margin 5 power 0"), new Transmission(1.5 * capacity, new RecordedOutcome(15, 15, 0.9f, 0)), isLost: false);
        Assert.Equal(FrameFate.Late, late.Fate);
        Assert.True(late.PsnrDb < 15);
        var next = world.Step(ref state, 1, 0, default, isLost: false);
        Assert.True(world.Trace.Frames[1].Place != world.Trace.Frames[0].Place || next.PsnrDb > 20);
    }

    [Fact]
    public void TooMuchToSend_IsDroppedAndCostsNothing()
    {
        var world = World();
        var state = StreamState.Begin(Scenario);
        var result = world.Step(ref state, 0, Action("analog 1/12 margin 5 power 0"), new Transmission(0.5, default), isLost: false);
        Assert.Equal((FrameFate.Dropped, 0, 0), (result.Fate, result.Cbr, result.Energy));
    }

    [Fact]
    public void Intent_ForbidsModesAndPower()
    {
        var state = StreamState.Begin(Scenario);
        var faithful = World(intent: new IntentGrammar().Read("nothing invented").Require());
        Assert.Equal(FrameFate.Forbidden, faithful.Step(ref state, 0, Action("generative 1/128 margin 3 power 0"), new Transmission(1 / 128.0, default), isLost: false).Fate);
        Assert.Equal(FrameFate.NoReference, faithful.Step(ref state, 0, Action("regions analog 1/24 margin 3 power 0"), new Transmission(1 / 24.0, default), isLost: false).Fate);
    }

    [Fact]
    public void Episodes_DependOnTheSeedAlone()
    {
        var (a, b, c) = (World(5), World(5), World(6));
        Assert.Equal(a.Trace.Frames.Select(f => f with { ReportDb = float.IsNaN(f.ReportDb) ? -99 : f.ReportDb }), b.Trace.Frames.Select(f => f with { ReportDb = float.IsNaN(f.ReportDb) ? -99 : f.ReportDb }));
        Assert.NotEqual(a.Trace.Frames[0].SnrDb, c.Trace.Frames[0].SnrDb);
    }

    [Fact]
    public void Shadowing_HasItsDeviationAndItsCorrelation()
    {
        // One place, no blockage and no fading: what is left is shadowing around the mean, correlated as exp(-v·T/d).
        var scenario = LinkScenario.Training with { Frames = 20_000, MeanSnrDb = (10, 10.000001), Speed = (5, 5.000001), Blockage = (0, 0, 1), FadingDb = 0 };
        var snr = LinkTrace.Draw(scenario, MadeUpRecording.Make(), 4).Frames.Select(f => (double)f.SnrDb - 10).ToArray();
        var variance = snr.Average(x => x * x);
        // 20,000 frames of 0.2 m are some 150 independent stretches of 2·13 m: the deviation is known within 6 %.
        Assert.Equal(4, Math.Sqrt(variance), 0.8);
        var neighbours = snr.Zip(snr.Skip(1), (x, y) => x * y).Average() / variance;
        Assert.Equal(Math.Exp(-5 * 0.04 / 13), neighbours, 0.004);
    }
}
