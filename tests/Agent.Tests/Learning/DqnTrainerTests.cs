namespace SemCom.Agents.Tests;

public sealed class DqnTrainerTests
{
    private static readonly DqnOptions Short = new()
    {
        Steps = 16_000,
        Discount = StockProblem.Discount,
        LearningRate = 2e-3,
        Exploration = 0.1,
        Network = new NetworkOptions { Hidden = [24], PriorScale = 1 },
    };

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.1, 1)]
    [InlineData(0, 3)]
    public void StockProblem_IsSolved(double fire, int rewardSteps)
    {
        var problem = new StockProblem(fire);
        var policy = new DqnTrainer(new TeamOfOne(problem), Short with { RewardSteps = rewardSteps }).Train(cancellation: TestContext.Current.CancellationToken);
        problem.AssertSolvedBy(policy, 0.03);
        var best = problem.Best();
        var values = new float[StockProblem.Choices];
        for (var stock = 0; stock < StockProblem.States; stock++)
        {
            policy.Scores(StockProblem.See(stock), values);
            Assert.InRange(values.Max(), 0.9 * best[stock], 1.1 * best[stock]);
        }
    }

    [Fact]
    public void Policy_FollowsFromTheSeed()
    {
        byte[] Learn(ulong seed) => new DqnTrainer(new TeamOfOne(new StockProblem()), Short with { Steps = 3000, Seed = seed }).Train(cancellation: TestContext.Current.CancellationToken).ToBytes();
        var first = Learn(1);
        Assert.Equal(first, Learn(1));
        Assert.NotEqual(first, Learn(2));
    }

    [Fact]
    public void Bandit_IsLearnedFromThePriorsOn()
    {
        var policy = new DqnTrainer(new TeamOfOne(new PriorBandit()), Short with { Steps = 5000, Discount = 0, RewardSteps = 1 }).Train(cancellation: TestContext.Current.CancellationToken);
        Assert.True(PriorBandit.MeanReward(policy) > PriorBandit.PriorsAlone + 0.9 * (PriorBandit.BestPossible - PriorBandit.PriorsAlone), $"{PriorBandit.MeanReward(policy)} of {PriorBandit.BestPossible}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RewardWindow_SumsRewardsAndStopsAtTheEnd(bool terminated)
    {
        const double Discount = 0.5;
        var memory = new ReplayMemory(10, 1);
        var window = new RewardWindow(3, Discount);
        for (var t = 0; t < 5; t++)
            window.Add([t], t, random: false, Math.Pow(10, t), [t + 1], terminated && t == 4, !terminated && t == 4, memory);
        Assert.Equal(5, memory.Count);
        Assert.Equal([0, 1, 2, 3, 4], memory.Actions[..5]);
        Assert.Equal([1 + 5 + 25f, 10 + 50 + 250, 100 + 500 + 2500, 1000 + 5000, 10000], memory.Rewards[..5]);
        var cut = terminated ? 0 : 1f;
        Assert.Equal([0.125f, 0.125f, 0.125f * cut, 0.25f * cut, 0.5f * cut], memory.Discounts[..5]);
        Assert.Equal([3f, 4, 5, 5, 5], Enumerable.Range(0, 5).Select(i => memory.Next(i)[0]));
    }

    [Fact]
    public void RandomAction_EndsTheSumsBeforeIt()
    {
        var memory = new ReplayMemory(10, 1);
        var window = new RewardWindow(3, 0.5);
        for (var t = 0; t < 5; t++)
            window.Add([t], t, random: t == 2, Math.Pow(10, t), [t + 1], terminated: t == 4, truncated: false, memory);
        Assert.Equal([1 + 5f, 10, 100 + 500 + 2500, 1000 + 5000, 10000], memory.Rewards[..5]);
        Assert.Equal([0.25f, 0.5f, 0, 0, 0], memory.Discounts[..5]);
        Assert.Equal([2f, 2, 5, 5, 5], Enumerable.Range(0, 5).Select(i => memory.Next(i)[0]));
    }

    [Fact]
    public void Memory_ForgetsTheOldest()
    {
        var memory = new ReplayMemory(3, 1);
        for (var t = 0; t < 5; t++)
            memory.Add([t], t, t, 1, [t]);
        Assert.Equal(3, memory.Count);
        Assert.Equal([2, 3, 4], memory.Actions.Order());
    }

    [Theory]
    [InlineData(0.3f)]
    [InlineData(-0.3f)]
    [InlineData(4f)]
    [InlineData(-4f)]
    public void HuberGradient_IsThatOfDifferences(float error)
    {
        const float Step = 1e-2f;
        HuberLoss.Of(error, 1, out var gradient);
        var difference = (HuberLoss.Of(error + Step, 1, out _) - HuberLoss.Of(error - Step, 1, out _)) / (2 * Step);
        Assert.Equal(difference, gradient, 1e-4f);
    }

    /// <summary>The gradient of a whole Q network's loss, the scale of the priors included, against differences.</summary>
    [Fact]
    public void QGradient_IsThatOfDifferences()
    {
        const int Rows = 9, Features = 2, Actions = 3, Length = Features + Actions;
        var network = new PolicyNetwork(new ObservationSpace([new Feature("a", -1, 1), new Feature("b", -1, 1)], hasPriors: true), new ActionSpace(["x", "y", "z"]),
            new NetworkOptions { Hidden = [5], Activation = Activation.Gelu });
        DenseNetworkTests.Normals(network.Parameters.Length, 41, 0.5f).CopyTo(network.Parameters, 0);
        var (seen, targets) = (DenseNetworkTests.Normals(Rows * Length, 42), DenseNetworkTests.Normals(Rows, 43, 2));
        var memory = new PolicyWorkspace(network, Rows, backward: true);
        var values = network.Forward(seen, Rows, memory);
        for (var row = 0; row < Rows; row++)
            HuberLoss.Of(values[row * Actions + row % Actions] - targets[row], 1, out memory.ScoreGradient[row * Actions + row % Actions]);
        var gradient = new float[network.Parameters.Length];
        network.Backward(seen, Rows, memory.ScoreGradient, memory, gradient);

        double Loss(double[] parameters) => Enumerable.Range(0, Rows).Sum(row =>
        {
            double[] inputs = [.. Enumerable.Range(0, Features).Select(i => Math.Clamp((double)seen[row * Length + i], -2, 2))];
            var action = row % Actions;
            var q = SlowNetwork.Forward([Features, 5, Actions], Activation.Gelu, parameters, inputs)[action] + Math.Exp(parameters[^1]) * seen[row * Length + Features + action];
            var error = Math.Abs(q - targets[row]);
            return error <= 1 ? 0.5 * error * error : error - 0.5;
        });
        SlowNetwork.AssertEqual(SlowNetwork.Differences(network.Parameters, Loss), gradient, 2e-5);
    }
}
