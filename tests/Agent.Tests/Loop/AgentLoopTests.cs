namespace SemCom.Agents.Tests;

/// <summary>The loop with an executor by formula: records are written, read, replayed and explained.</summary>
public sealed class AgentLoopTests
{
    private static readonly PictureComplexity Complexity = SyntheticLink.Recording.Pictures[0].Complexity;

    private static readonly SceneMotion Motion = SyntheticLink.Recording.Pictures[0].Motions[0];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WrittenRun_ReadAgain_DecidesTheSame(bool online)
    {
        var run = Play(Policy(online), frames: 120);

        var again = RunFile.Read(new StringReader(Text(run)), "run");

        Assert.Equal(run.Decisions.Select(RunFile.ToLine), again.Decisions.Select(RunFile.ToLine));
        Assert.Empty(RunReplay.Differences(again, Policy(online)));
        Assert.True(run.Decisions.Select(record => record.Action).Distinct().Count() > 1);
    }

    [Fact]
    public void Replay_TellsWhichDecisionDiffers()
    {
        var run = Play(new GreedyPolicy(LinkView.Features.Count), frames: 20);

        var differences = RunReplay.Differences(run, new FixedPlan(0));

        Assert.Equal(run.Decisions.Count(record => record.Action != 0), differences.Count);
        Assert.Contains("'fixed' chooses 'skip'", differences[0], StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedRun_IsRefusedInOneLine()
    {
        var text = Text(Play(new GreedyPolicy(LinkView.Features.Count), frames: 2));
        var lines = text.TrimEnd('\n').Split('\n');
        for (var length = 0; length < lines[0].Length; length += 7)
            Refused(lines[0][..length]);
        for (var length = 1; length < lines[1].Length; length += 31)
            Refused($"{lines[0]}\n{lines[1][..length]}");
        Refused($"{lines[0]}\n{lines[2]}");
        Refused($"{lines[0]}\n{lines[1].Replace("\"action\":", "\"action\":9", StringComparison.Ordinal)}");
        Refused($"{lines[0]}\n{lines[1].Replace("\"executed\":{", "\"executed\":null,\"x\":{", StringComparison.Ordinal)}");

        static void Refused(string content) =>
            Assert.DoesNotContain('\n', Assert.Throws<SemComException>(() => RunFile.Read(new StringReader(content), "run")).Message);
    }

    [Theory]
    [InlineData(float.PositiveInfinity, 30f, "reported SNR")]
    [InlineData(10f, float.NaN, "observation 'variance [dB]'")]
    public void NumberThatIsNotFinite_IsRefusedByName(float report, float variance, string name)
    {
        var loop = new AgentLoop(LinkScenario.Training, LinkIntent.Default, new GreedyPolicy(LinkView.Features.Count), SyntheticLink.Twin);
        var sight = new SceneSight(0, 0, Complexity with { VarianceDb = variance }, SyntheticLink.Recording.Pictures[0].Trial, Motion, 1000);

        var fault = Assert.Throws<SemComException>(() => loop.Decide(new TraceFrame(10, report, 10, 1, 0.1f, 0, 0, 0), sight));

        Assert.StartsWith(name, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void TrueSnr_IsNotSeen()
    {
        var (a, b) = (Decide(4), Decide(20));
        Assert.Equal(a, b);

        static float[] Decide(float truth)
        {
            var loop = new AgentLoop(LinkScenario.Training, LinkIntent.Default, new GreedyPolicy(LinkView.Features.Count), SyntheticLink.Twin);
            return loop.Decide(new TraceFrame(truth, 9, 10, 1, 0.1f, 0, 0, truth), new SceneSight(0, 0, Complexity, SyntheticLink.Recording.Pictures[0].Trial, Motion, 1000)).Observation;
        }
    }

    [Fact]
    public void LimitsOfTheIntent_Hold()
    {
        var intent = LinkIntent.Default with { Constraints = new IntentConstraints { MaxChannelUsesPerFrame = 20, AllowDigital = false } };
        var run = Play(new GreedyPolicy(LinkView.Features.Count), frames: 60, intent, sourceValues: 1000);

        Assert.All(run.Decisions, record => Assert.True(record.Executed.Cbr * 1000 <= 20));
        Assert.All(run.Decisions, record => Assert.False(record.Executed.Cbr > 0 && record.Plan.StartsWith("digital", StringComparison.Ordinal)));
        Assert.All(run.Decisions, record => Assert.True(record.Barred["Forbidden"] >= 18));
        Assert.Contains(run.Decisions, record => record.Executed.Cbr > 0);
    }

    [Fact]
    public void Explanation_TellsWhatTheRecordHolds()
    {
        var run = Play(new GreedyPolicy(LinkView.Features.Count), frames: 30);
        var frame = run.Decisions.First(record => record.Executed.Fate == FrameFate.Lost).Frame;
        var record = run.Decisions[frame];

        var text = string.Join('\n', RunExplanation.Of(run, frame));

        Assert.Contains(FormattableString.Invariant($"by the reports the SNR is {record.Observation[0]:0.0} dB"), text, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"Decided by greedy: {record.Plan}, the model's best by {record.Plans[0].Worth - record.Plans[1].Worth:0.000}."), text, StringComparison.Ordinal);
        Assert.Contains("need a picture of this scene that the receiver has not", string.Join('\n', RunExplanation.Of(run, 0)), StringComparison.Ordinal);
        Assert.Contains(": lost (noise)", text, StringComparison.Ordinal);
        Assert.Contains("lower", text, StringComparison.Ordinal);
        Assert.Contains("--frame must be a picture of the run", Assert.Throws<SemComException>(() => RunExplanation.Of(run, 30)).Message, StringComparison.Ordinal);
    }

    private static IPolicy Policy(bool online) => online
        ? new OnlineLearner(LearnedPolicy.Untrained("untrained", new ObservationSpace(LinkView.Features, hasPriors: true), PlanCatalogue.Default.Actions), new FixedPlan(5), new OnlineOptions { UpdateEvery = 16 })
        : new GreedyPolicy(LinkView.Features.Count);

    private static string Text(AgentRun run) => string.Concat(run.Decisions.Select(record => RunFile.ToLine(record) + "\n").Prepend(RunFile.ToLine(run.Header) + "\n"));

    private static AgentRun Play(IPolicy policy, int frames, LinkIntent? intent = null, int sourceValues = 3 * 64 * 64)
    {
        var (wanted, records) = (intent ?? LinkIntent.Default, new List<DecisionRecord>());
        var scenario = LinkScenario.Training with { Frames = frames };
        var loop = new AgentLoop(scenario, wanted, policy, SyntheticLink.Twin);
        foreach (var now in LinkTrace.Draw(scenario, 3).Frames)
        {
            loop.Arrive();
            var decision = loop.Decide(now, new SceneSight(0, records.Count, Complexity, SyntheticLink.Recording.Pictures[0].Trial, Motion, sourceValues));
            var (plans, barred) = (loop.Notable(), loop.Barred());
            var cbr = decision.Plan.Way.Cbr + (decision.Action == 0 ? 0 : 0.001);
            var isLost = loop.View.PlanSnrDb - now.SnrDb > decision.Plan.Way.MarginDb;
            var fate = loop.Foresee(cbr, isLost);
            var result = loop.Settle(cbr, fate);
            var worth = loop.Learn(result.Reward);
            records.Add(new DecisionRecord
            {
                Frame = records.Count,
                Source = "formula",
                Place = 0,
                IsNewScene = records.Count == 0,
                Observation = decision.Observation,
                Plans = plans,
                Barred = barred,
                Action = decision.Action,
                Plan = decision.Plan.Name,
                By = decision.By,
                Baseline = loop.Baseline,
                Executed = new ExecutionRecord { Fate = fate, Uses = new UsesRecord((int)(result.Cbr * sourceValues), 0, 0, 0, 0, 0), Cbr = result.Cbr, Energy = result.Energy, DelaySeconds = result.DelaySeconds, PlanSnrDb = loop.View.PlanSnrDb, TrueSnrDb = now.SnrDb, Battery = loop.Battery, Loss = fate == FrameFate.Lost ? "noise" : null },
                Achieved = new AchievementRecord(result.PsnrDb, result.FocusPsnrDb, result.Similarity, result.Reward, worth),
                CorrectionDb = loop.CorrectionDb,
            });
        }
        var header = new RunHeader { Policy = policy.Name, Intent = IntentSentences.Write(wanted), Weights = wanted.Weights, Channel = "awgn", Seed = 3, FrameSeconds = scenario.FrameSeconds, Plans = PlanCatalogue.Default.Actions.Names };
        return new AgentRun(header, records);
    }
}
