namespace SemCom.Agents.Tests;

public sealed class PpoTrainerTests
{
    private static readonly PpoOptions Short = new()
    {
        Steps = 40_000,
        Environments = 8,
        Horizon = 64,
        Batch = 128,
        Discount = StockProblem.Discount,
        LearningRate = 3e-3,
        Network = new NetworkOptions { Hidden = [16] },
    };

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void StockProblem_IsSolved(double fire)
    {
        var problem = new StockProblem(fire);
        var untrained = LearnedPolicy.Untrained("u", problem.Observations, problem.Actions, Short.Network);
        Assert.True(problem.Of(untrained).Average() < 0.9 * problem.Best().Average()); // nothing is solved without learning

        var progress = new List<PpoProgress>();
        var policy = new PpoTrainer(() => new TeamOfOne(new StockProblem(fire)), Short).Train(progress.Add, TestContext.Current.CancellationToken);
        problem.AssertSolvedBy(policy, 0.03);
        Assert.True(progress[^1].MeanReward > progress[0].MeanReward);
        Assert.True(progress[^1].Entropy < progress[0].Entropy);
        Assert.InRange(progress[^1].ExplainedVariance, -0.5, 1);
        Assert.True(progress[^1].Steps >= Short.Steps);
    }

    [Fact]
    public void Policy_DoesNotDependOnThreads_ButOnTheSeed()
    {
        var few = Short with { Steps = 3000 };
        byte[] Learn(PpoOptions options) => new PpoTrainer(() => new TeamOfOne(new StockProblem()), options).Train(cancellation: TestContext.Current.CancellationToken).ToBytes();
        var one = Learn(few);
        Assert.Equal(one, Learn(few with { Threads = 2 }));
        Assert.Equal(one, Learn(few with { Threads = 5 }));
        Assert.NotEqual(one, Learn(few with { Seed = 2 }));
    }

    /// <summary>The priors say which arm is best but for one arm, which is better than they say: the policy begins with them and then finds it.</summary>
    [Fact]
    public void Bandit_BeginsWithThePriorsAndFindsWhatTheyDoNotKnow()
    {
        var bandit = new PriorBandit();
        var options = Short with { Steps = 60_000, Network = new NetworkOptions { Hidden = [16], PriorScale = 8 } };
        var untrained = LearnedPolicy.Untrained("u", bandit.Observations, bandit.Actions, options.Network);
        Assert.Equal(PriorBandit.PriorsAlone, PriorBandit.MeanReward(untrained), 1e-3);
        var policy = new PpoTrainer(() => new TeamOfOne(new PriorBandit()), options).Train(cancellation: TestContext.Current.CancellationToken);
        Assert.True(PriorBandit.MeanReward(policy) > PriorBandit.PriorsAlone + 0.9 * (PriorBandit.BestPossible - PriorBandit.PriorsAlone), $"{PriorBandit.MeanReward(policy)} of {PriorBandit.BestPossible}");
    }

    [Fact]
    public void Team_LearnsFromEachMembersReward()
    {
        var policy = new PpoTrainer(() => new MirrorTeam(), Short with { Steps = 12_000 }).Train(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(0, policy.Decide([1, 0]));
        Assert.Equal(1, policy.Decide([0, 1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RewardThatIsNotFinite_IsRefused(int threads)
    {
        var trainer = new PpoTrainer(() => new MirrorTeam(double.NaN), Short with { Threads = threads });
        Assert.Contains("reward must be finite", Assert.Throws<SemComException>(trainer.Iterate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionOutOfRange_IsRefused() =>
        Assert.Contains("PPO: clip", Assert.Throws<SemComException>(() => new PpoTrainer(() => new MirrorTeam(), Short with { Clip = 0 })).Message, StringComparison.Ordinal);

    [Fact]
    public void StartOfAnotherEnvironment_IsRefused()
    {
        var bandit = new PriorBandit();
        var start = LearnedPolicy.Untrained("start", bandit.Observations, bandit.Actions);
        Assert.Throws<SemComException>(() => new PpoTrainer(() => new MirrorTeam(), Short, start));
    }
}
