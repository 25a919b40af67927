using SemCom.Randomness;

namespace SemCom.Agents.Tests;

public sealed class FrameOutlookTests
{
    private static readonly LinkScenario Scenario = LinkScenario.Training with { Frames = 60, Battery = 3, Capacity = 1.0 / 16 };

    /// <summary>Against whole steps of the world, for every plan of an episode in which plans are drawn: to the last bit.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Prospects_AreWhatStepsBring(ulong seed)
    {
        var (recording, catalogue) = (MadeUpRecording.Make(), PlanCatalogue.Default);
        var intent = new LinkIntent { Weights = new IntentWeights { Sharpness = seed == 2 ? 2 : 0, Delay = 3 }, Constraints = new IntentConstraints { MaxPowerDb = seed == 3 ? 0 : null } };
        var world = new StreamWorld(Scenario, recording, LinkTrace.Draw(Scenario, recording, seed), intent, catalogue);
        var (state, random, fates) = (StreamState.Begin(Scenario), new CounterRandom(seed, RandomPurpose.SourceData, 3), new HashSet<FrameFate>());
        for (var frame = 0; frame < Scenario.Frames; frame++)
        {
            var outlook = new FrameOutlook(world, state, frame);
            Assert.Equal(FrameOutlook.StandsAfter(world, state, frame), outlook.UnchangedStands);
            for (var action = 0; action < catalogue.Actions.Count; action++)
            {
                var transmission = world.Recorded(frame, action, 10);
                var (prospect, arrived, lost) = (outlook.Of(action, transmission), state, state);
                var (best, worst) = (world.Step(ref arrived, frame, action, transmission, isLost: false), world.Step(ref lost, frame, action, transmission, isLost: true));
                fates.Add(best.Fate);
                Assert.Equal((best.Reward, best.PsnrDb, best.Similarity, best.Cbr, best.Energy, best.DelaySeconds, best.Fate), (prospect.Reward, prospect.PsnrDb, prospect.Similarity, prospect.Cbr, prospect.Energy, prospect.DelaySeconds, prospect.Fate));
                Assert.Equal(worst.Reward, prospect.LostReward);
                Assert.Equal(FrameOutlook.StandsAfter(world, arrived, frame), prospect.Stands);
            }
            var chosen = (int)(random.Uniform((ulong)frame) * catalogue.Actions.Count);
            world.Step(ref state, frame, chosen, world.Recorded(frame, chosen, 10), isLost: frame % 5 == 0);
        }
        Assert.Superset(new HashSet<FrameFate> { FrameFate.Arrived, FrameFate.Skipped }, fates);
        Assert.True(fates.Count >= 4, string.Join(", ", fates));
    }
}
