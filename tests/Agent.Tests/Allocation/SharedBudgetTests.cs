namespace SemCom.Agents.Tests;

public sealed class SharedBudgetTests
{
    private static readonly SharedScenario Scenario = new();

    [Fact]
    public void RewardsOfAFrame_AddUpToItsUtility_AndTheBudgetIsSpentExactly()
    {
        var environment = new SharedBudgetEnvironment(Scenario);
        var policy = new RandomPolicy(Scenario.Users, seed: 4);
        for (ulong seed = 1; seed < 20; seed++)
        {
            environment.Reset(seed);
            for (var frame = 0; frame < Scenario.Frames; frame++)
            {
                var (users, blocks, earned) = (environment.Users.ToArray(), new int[Scenario.Users], 0.0);
                Assert.All(environment.Granted, granted => Assert.Equal(0, granted));
                for (var block = 0; block < Scenario.Blocks; block++)
                {
                    Assert.Equal(block, environment.Granted.Sum());
                    var user = policy.Decide([]);
                    blocks[user]++;
                    var result = environment.Step(user);
                    earned += result.Reward;
                    Assert.Equal(frame == Scenario.Frames - 1 && block == Scenario.Blocks - 1, result.Truncated);
                }
                Assert.Equal(users.Select((user, i) => Scenario.Achieved(user, blocks[i])).Sum(), earned, 1e-12);
            }
            Assert.Throws<InvalidOperationException>(() => environment.Step(0));
        }
    }

    [Fact]
    public void Oracle_IsTheBestOfAllDivisions()
    {
        var scenario = Scenario with { Users = 3, Blocks = 5 };
        var environment = new SharedBudgetEnvironment(scenario);
        var oracle = new SharedOracle(scenario);
        var lost = 0;
        for (ulong seed = 1; seed < 40; seed++)
        {
            environment.Reset(seed);
            for (var i = 0; i < 25; i++)
                environment.Step(0);
            var users = environment.Users;
            lost += users.Count(user => scenario.Achieved(user, 1) == 0);
            var best = 0.0;
            for (var a = 0; a <= 5; a++)
            {
                for (var b = 0; a + b <= 5; b++)
                    best = Math.Max(best, scenario.Achieved(users[0], a) + scenario.Achieved(users[1], b) + scenario.Achieved(users[2], 5 - a - b));
            }
            Assert.Equal(best, oracle.Utility(users), 1e-12);
        }
        Assert.InRange(lost, 1, 100); // some pictures are lost, not all
    }

    [Fact]
    public void GreedyOnThePriors_IsWaterFillingOnReports()
    {
        var environment = new SharedBudgetEnvironment(Scenario);
        var greedy = new GreedyPolicy(environment.Observations.Features.Count);
        var seen = environment.Reset(3);
        var users = environment.Users.ToArray();
        var expected = WaterFilling.Blocks(Scenario.Users, Scenario.Blocks, (user, blocks) => Scenario.Believed(users[user], blocks));
        var granted = new int[Scenario.Users];
        for (var block = 0; block < Scenario.Blocks; block++)
        {
            var user = greedy.Decide(seen);
            granted[user]++;
            seen = environment.Step(user).Observation;
        }
        Assert.Equal(expected, granted);
    }

    [Fact]
    public void EqualShares_AreEqual_AndProportionalFairServesEverybody()
    {
        var environment = new SharedBudgetEnvironment(Scenario);
        foreach (var (policy, least) in new (IPolicy, int)[] { (new EqualSharesPolicy(Scenario.Users), Scenario.Blocks * Scenario.Frames / Scenario.Users), (new ProportionalFairPolicy(Scenario.Users), 1) })
        {
            policy.Reset();
            var (seen, granted) = (environment.Reset(8), new int[Scenario.Users]);
            for (var i = 0; i < Scenario.Blocks * Scenario.Frames; i++)
            {
                var user = policy.Decide(seen);
                granted[user]++;
                seen = environment.Step(user).Observation;
            }
            Assert.True(granted.Min() >= least, $"{policy.Name}: {string.Join(' ', granted)}");
        }
    }

    [Fact]
    public void SameSeed_GivesTheSameEpisode()
    {
        var (one, two) = (new SharedBudgetEnvironment(Scenario), new SharedBudgetEnvironment(Scenario));
        Assert.Equal(one.Reset(5), two.Reset(5));
        Assert.Equal(one.Step(1).Observation, two.Step(1).Observation);
        Assert.NotEqual(one.Reset(6), two.Reset(5));
    }

    [Fact]
    public void Ppo_BeatsTheSimpleRules_AndComesNearWaterFillingAndTheOracle()
    {
        const int episodes = 150;
        var options = new PpoOptions { Steps = 40_000, Horizon = 96, Batch = 512, Discount = 0, Lambda = 0, EntropyBonus = 0, Network = new NetworkOptions { Hidden = [16], PriorScale = 150 } };
        var policy = new PpoTrainer(() => new TeamOfOne(new SharedBudgetEnvironment(Scenario)), options).Train(cancellation: TestContext.Current.CancellationToken);
        var environment = new SharedBudgetEnvironment(Scenario);
        var learned = AllocationPlay.Totals(environment, policy, episodes);
        AssertBeats(learned, AllocationPlay.Totals(environment, new EqualSharesPolicy(Scenario.Users), episodes), "equal");
        AssertBeats(learned, AllocationPlay.Totals(environment, new ProportionalFairPolicy(Scenario.Users), episodes), "proportional fair");
        var filling = AllocationPlay.Totals(environment, new GreedyPolicy(environment.Observations.Features.Count), episodes).Average();
        Assert.True(learned.Average() > 0.995 * filling, $"{learned.Average()}, water-filling on reports {filling}");
        Assert.True(learned.Average() > 0.88 * AllocationPlay.Oracle(Scenario, episodes));
    }

    /// <summary>Two standard errors of the paired differences.</summary>
    private static void AssertBeats(double[] learned, double[] rival, string name)
    {
        var gains = learned.Zip(rival, (own, other) => own - other).ToArray();
        var mean = gains.Average();
        var error = Math.Sqrt(gains.Sum(gain => (gain - mean) * (gain - mean)) / (gains.Length - 1) / gains.Length);
        Assert.True(mean > 2 * error, $"{name}: {mean} ± {error}, learned {learned.Average()}");
    }
}
