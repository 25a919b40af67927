namespace SemCom.Agents.Tests;

public sealed class OracleTests
{
    private static readonly LinkScenario Tiny = LinkScenario.Training with { Frames = 3, Battery = 1 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WideBeam_FindsTheBestOfAllHistories(ulong seed)
    {
        var recording = MadeUpRecording.Make();
        var world = new StreamWorld(Tiny, recording, LinkTrace.Draw(Tiny, recording, seed), LinkIntent.Default, PlanCatalogue.Default);
        var best = Exhaust(world, StreamState.Begin(Tiny), 0);
        Assert.Equal(best, new Oracle(beam: 70_000).Play(world).Sum(r => r.Reward), 1e-9);
        Assert.InRange(new Oracle(beam: 100).Play(world).Sum(r => r.Reward), best - 0.1 * Math.Abs(best), best + 1e-9);
    }

    private static double Exhaust(StreamWorld world, StreamState state, int frame)
    {
        if (frame == world.Trace.Frames.Count)
            return 0;
        var best = double.NegativeInfinity;
        for (var action = 0; action < world.Catalogue.Actions.Count; action++)
        {
            var (next, transmission) = (state, world.Recorded(frame, action, world.Trace.Frames[frame].SnrDb));
            var reward = world.Step(ref next, frame, action, transmission, transmission.Outcome.LossRate > world.Trace.Frames[frame].LossDraw).Reward;
            best = Math.Max(best, reward + Exhaust(world, next, frame + 1));
        }
        return best;
    }
}
