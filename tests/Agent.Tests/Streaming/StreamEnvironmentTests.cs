namespace SemCom.Agents.Tests;

public sealed class StreamEnvironmentTests
{
    private static readonly LinkScenario Scenario = LinkScenario.Training with { Frames = 60 };
    private static readonly LinkRecording Recording = MadeUpRecording.Make(3);
    private static readonly Lazy<LinkTwin> Twin = new(() => LinkTwinTrainer.Fit(Recording, factors: 2));

    [Fact]
    public void Twin_LearnsWhatFollowsAFormula()
    {
        var fit = LinkTwinTrainer.Measure(Twin.Value, Recording);
        Assert.InRange(fit.ErrorDb, 0, 0.5);
        Assert.InRange(fit.Similarity, 0, 0.03);
        Assert.InRange(fit.LossEntropy, 0, 0.3 * fit.LossPrior);
    }

    [Fact]
    public void Greedy_EarnsMoreThanAnyFixedPlan()
    {
        var greedy = Play(new GreedyPolicy(LinkView.Features.Count), Twin.Value);
        var best = Enumerable.Range(0, PlanCatalogue.Default.Actions.Count).Max(action => Play(new FixedPlan(action), null));
        Assert.True(greedy > best, $"greedy {greedy}, fixed {best}");
    }

    [Fact]
    public void Table_IsAtLeastAsGoodAsAnyFixedPlan()
    {
        var tuner = new TableTuner(table => Play(table, null), PlanCatalogue.Default.Actions.Count);
        var table = Play(tuner.Tune(), null);
        Assert.True(table >= Enumerable.Range(0, PlanCatalogue.Default.Actions.Count).Max(action => Play(new FixedPlan(action), null)));
    }

    [Fact]
    public void Observation_HasItsFeaturesAndThenThePriors()
    {
        var environment = new StreamEnvironment(Scenario, Recording, Twin.Value, [LinkIntent.Default]);
        var observation = environment.Reset(1);
        environment.Observations.Check(observation, environment.Actions.Count);
        Assert.Equal((float)environment.View!.SnrDb, observation[0]);
        for (var action = 0; action < environment.Actions.Count; action++)
            Assert.Equal((float)environment.Analyses[action].Worth, observation[LinkView.Features.Count + action]);
    }

    [Fact]
    public void SameSeedAndActions_GiveTheSameEpisode() => Assert.Equal(Play(new FixedPlan(5), Twin.Value), Play(new FixedPlan(5), Twin.Value));

    [Fact]
    public void EndedEpisode_HasNoNextStep()
    {
        var environment = new StreamEnvironment(Scenario with { Frames = 1 }, Recording, null, [LinkIntent.Default]);
        Assert.Throws<InvalidOperationException>(() => environment.Step(0));
        environment.Reset(1);
        Assert.True(environment.Step(0).Truncated);
        Assert.Throws<InvalidOperationException>(() => environment.Step(0));
    }

    [Fact]
    public void ReportThatIsNoNumber_IsRefused() =>
        Assert.Contains("reported SNR", Assert.Throws<SemComException>(() => new LinkPerception(Scenario).Perceive(double.NaN, 10, 0)).Message, StringComparison.Ordinal);

    [Fact]
    public void OuterLoop_SettlesWherePredictionsAreRight()
    {
        // A link that loses 30 % at any correction below 3 dB and 5 % above it, and a model that expects 10 %.
        var loop = new OuterLoop();
        for (var i = 0; i < 4000; i++)
        {
            var lost = i * 37 % 100 < (loop.CorrectionDb < 3 ? 30 : 5);
            loop.Verify(0.1, lost);
        }
        Assert.InRange(loop.CorrectionDb, 1, 6);
    }

    /// <summary>From frame 20 on everything with a small margin is lost: who knows such a channel earns more than who has to learn it, and more still than who learns nothing.</summary>
    [Fact]
    public void KnownChannel_IsFoundWhereItComesInUse()
    {
        var ways = PlanCatalogue.Default.Ways;
        var after = new LinkRecording
        {
            Channel = "harsh",
            Origin = Recording.Origin,
            Ways = Recording.Ways,
            Grid = Recording.Grid,
            Pictures = [.. Recording.Pictures.Select(picture => picture with { Outcomes = [.. picture.Outcomes.Select((outcome, cell) => ways[cell / Recording.Grid.Count].MarginDb < 4 ? RecordedOutcome.Lost : outcome)] })],
        };
        var knows = LinkTwinTrainer.Fit(Recording, factors: 2, others: [after]);
        var (known, learned, frozen) = (Play(knows, true), Play(Twin.Value, true), Play(Twin.Value, false));
        Assert.True(known > learned, $"known {known}, learned {learned}");
        Assert.True(learned > frozen, $"learned {learned}, frozen {frozen}");
        var (told, untold) = (new StreamEnvironment(Scenario, Recording, knows, [LinkIntent.Default]) { Channel = 1 }, new StreamEnvironment(Scenario, Recording, knows, [LinkIntent.Default]));
        told.Reset(1);
        untold.Reset(1);
        var small = PlanCatalogue.Default.Plans.ToList().FindIndex(plan => plan.Name == "analog 1/24 margin 1 power 0");
        Assert.True(told.Analyses[small].LossRate > 0.8 && untold.Analyses[small].LossRate < 0.6, $"told {told.Analyses[small].LossRate}, untold {untold.Analyses[small].LossRate}");

        double Play(LinkTwin twin, bool adapts)
        {
            var (environment, policy, sum) = (new StreamEnvironment(Scenario, Recording, twin, [LinkIntent.Default]) { Adapts = adapts, Corrects = adapts }, new GreedyPolicy(LinkView.Features.Count), 0.0);
            for (var seed = 10UL; seed < 22; seed++)
            {
                var world = new StreamWorld(Scenario, Recording, LinkTrace.Draw(Scenario, Recording, seed), LinkIntent.Default, PlanCatalogue.Default) { After = after, ShiftsAt = 20 };
                var observation = environment.Begin(world);
                for (var frame = 0; frame < Scenario.Frames; frame++)
                {
                    var step = environment.Step(policy.Decide(observation));
                    (observation, sum) = (step.Observation, sum + step.Reward);
                }
            }
            return sum;
        }
    }

    private static double Play(IPolicy policy, LinkTwin? twin)
    {
        var environment = new StreamEnvironment(Scenario, Recording, twin, [LinkIntent.Default]);
        var sum = 0.0;
        for (var seed = 10UL; seed < 16; seed++)
        {
            policy.Reset();
            var observation = environment.Reset(seed);
            for (var frame = 0; frame < Scenario.Frames; frame++)
            {
                var step = environment.Step(policy.Decide(observation));
                (observation, sum) = (step.Observation, sum + step.Reward);
            }
        }
        return sum;
    }
}
