namespace SemCom.Cli.Tests;

/// <summary>What <c>semcom agent</c> refuses and tells without a network.</summary>
public sealed class AgentVerbTests : CommandLineTest
{
    [Fact]
    public void PolicyForOtherActions_IsRefused()
    {
        var policy = Folder["other.bin"];
        LearnedPolicy.Untrained("other", new ObservationSpace(LinkView.Features, hasPriors: true), new ActionSpace(["skip", "shout"])).Save(policy);

        Assert.StartsWith($"{policy}: the policy must belong to this environment (it has 2 actions, here are 64", Refused("agent", "run", "a", "--policy", policy), StringComparison.Ordinal);
    }

    [Fact]
    public void Intent_IsToldAsItWasUnderstood()
    {
        Assert.Equal(2, Run("agent", "run", "a", "--policy", "greedy", "--intent", "battery first, gubbinous"));

        Assert.Contains("semcom: understood: ", Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("not understood, counts for nothing: \"gubbinous\"", Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_ShowsSentencesNumbersAndATimeline()
    {
        var header = new RunHeader { Policy = "greedy", Intent = [], Weights = new IntentWeights(), Channel = "awgn", Seed = 1, FrameSeconds = 0.04, Plans = PlanCatalogue.Default.Actions.Names };
        File.WriteAllText(Folder["run.jsonl"], $"{RunFile.ToLine(header)}\n{RunFile.ToLine(Skipped())}\n");

        Assert.Equal(0, Run("agent", "explain", Folder["run.jsonl"], "--frame", "0"));
        Assert.Contains("Decided by greedy: skip, the model's best by 0.250.", Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("Of 64 plans 9 could not be sent: 9 need more energy than the battery may give.", Out.ToString(), StringComparison.Ordinal);

        Assert.Equal(0, Run("agent", "explain", Folder["run.jsonl"], "--out", Folder["timeline"]));
        Assert.Contains("1, 0 sent, 0 of them lost", Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("battery [%]", File.ReadAllText(Path.Combine(Folder["timeline"], "timeline.svg")), StringComparison.Ordinal);
        Assert.Contains("<td class=\"text\">skip</td>", File.ReadAllText(Path.Combine(Folder["timeline"], "timeline.html")), StringComparison.Ordinal);
    }

    private static DecisionRecord Skipped() => new()
    {
        Frame = 0,
        Source = "a.png",
        Place = 0,
        IsNewScene = true,
        Observation = new float[LinkView.Features.Count + PlanCatalogue.Default.Actions.Count],
        Plans = [new PlanRecord(0, "skip", 1, 0.5, 20, 0.5, 0, 0, 0, 0, 0), new PlanRecord(1, PlanCatalogue.Default.Plans[1].Name, 0.75, 0.25, 24, 0.6, 0.1, 0.01, -3, 0.08, 0.01)],
        Barred = new Dictionary<string, int>(StringComparer.Ordinal) { ["NoEnergy"] = 9 },
        Action = 0,
        Plan = "skip",
        By = "greedy",
        Executed = new ExecutionRecord { Fate = FrameFate.Skipped, Uses = new UsesRecord(0, 0, 0, 0, 0, 0), Cbr = 0, Energy = 0, DelaySeconds = 0, PlanSnrDb = 0, TrueSnrDb = 5, Battery = 0.1 },
        Achieved = new AchievementRecord(20, 20, 0.5, 0.5, 1),
        CorrectionDb = 0,
    };
}
