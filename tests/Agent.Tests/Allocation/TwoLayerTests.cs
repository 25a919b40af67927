namespace SemCom.Agents.Tests;

public sealed class TwoLayerTests
{
    private static readonly TwoLayerScenario Scenario = new();

    /// <summary>Small enough to go through every course of events.</summary>
    private static readonly TwoLayerScenario Tiny = new()
    {
        Importance = [1],
        Slots = 3,
        Battery = 3,
        Energies = [1, 2],
        SnrDb = [2, 12],
        FullAge = 2,
        Harvest = [[0.7, 0.3], [0.1, 0.9]],
        SkyStays = 0.8,
    };

    [Fact]
    public void Energy_IsNeverMade()
    {
        var environment = new UpperLayerEnvironment(Scenario, new BestCompressionPolicy(Scenario));
        var policy = new RandomPolicy(environment.Actions.Count, 5);
        for (ulong seed = 0; seed < 100; seed++)
        {
            environment.Reset(seed);
            var (start, spent, stored, isOver) = (environment.State.Battery, 0.0, 0.0, false);
            while (!isOver)
            {
                var before = environment.State;
                var result = environment.Step(policy.Decide([]));
                (spent, stored, isOver) = (spent + result.Info["energy"], stored + result.Info["harvest"], result.Terminated);
                Assert.InRange(result.Info["energy"], 0, before.Battery);
                Assert.InRange(result.Info["harvest"], 0, before.IsBright ? 2 : 1);
                Assert.InRange(environment.State.Battery, 0, Scenario.Battery);
                Assert.Equal(start + stored - spent, environment.State.Battery);
            }
            Assert.Throws<InvalidOperationException>(() => environment.Step(0));
        }
    }

    [Fact]
    public void MeanHarvest_IsThatOfTheChances() => Assert.Equal((0.2 + 1.2) / 2, Scenario.MeanHarvest, 1e-12);

    [Fact]
    public void BackwardInduction_AgreesWithTheTreeOfAllCourses()
    {
        var optimum = new TwoLayerOptimum(Tiny);
        for (var battery = 0; battery <= Tiny.Battery; battery++)
        {
            for (var link = 0; link < 2; link++)
            {
                foreach (var bright in (bool[])[false, true])
                    Assert.Equal(Tree(0, battery, bright, link, 2), optimum.Value(new TwoLayerState(battery, bright, link, 1)), 1e-12);
            }
        }
    }

    [Fact]
    public void Optimum_EarnsWhatItSays_AndMoreThanAllRules()
    {
        const int episodes = 600;
        var optimum = new TwoLayerOptimum(Scenario);
        var environment = new UpperLayerEnvironment(Scenario, new BestCompressionPolicy(Scenario));
        var totals = AllocationPlay.Totals(environment, optimum, episodes);
        var (mean, value) = (totals.Average(), optimum.Value());
        var error = Math.Sqrt(totals.Sum(total => (total - mean) * (total - mean)) / (episodes - 1) / episodes);
        Assert.Equal(value, mean, 4 * error);
        Assert.True(error < 0.02 * value);
        IPolicy[] rules = [new GreedyUpperPolicy(Scenario), new EnergyNeutralPolicy(Scenario), new RandomPolicy(environment.Actions.Count, 1)];
        Assert.All(rules, rule => Assert.True(AllocationPlay.Totals(environment, rule, episodes).Average() < mean, rule.Name));
    }

    [Fact]
    public void EnergyNeutral_SpendsNoMoreThanTheMeanHarvest()
    {
        var environment = new UpperLayerEnvironment(Scenario, new BestCompressionPolicy(Scenario));
        var policy = new EnergyNeutralPolicy(Scenario);
        for (ulong seed = 0; seed < 50; seed++)
        {
            var (seen, spent, isOver) = (environment.Reset(seed), 0.0, false);
            policy.Reset();
            for (var slot = 1; !isOver; slot++)
            {
                var result = environment.Step(policy.Decide(seen));
                (seen, spent, isOver) = (result.Observation, spent + result.Info["energy"], result.Terminated);
                Assert.True(spent <= slot * Scenario.MeanHarvest + 1e-9);
            }
        }
    }

    /// <summary>Both layers see the same episode: with the same policies, what the lower one earns is what the upper one earns.</summary>
    [Fact]
    public void BothLayers_EarnTheSame()
    {
        var (greedy, best) = (new GreedyUpperPolicy(Scenario), new BestCompressionPolicy(Scenario));
        var upper = AllocationPlay.Totals(new UpperLayerEnvironment(Scenario, best), greedy, 50);
        var lower = AllocationPlay.Totals(new LowerLayerEnvironment(Scenario, greedy), best, 50);
        for (var i = 0; i < upper.Length; i++)
            Assert.Equal(upper[i], lower[i], 1e-9);
    }

    [Fact]
    public void BestCompression_IsTheBestOfAllFour_AndNotAlwaysTheSame()
    {
        var environment = new LowerLayerEnvironment(Scenario, new RandomPolicy(7, 3));
        var policy = new BestCompressionPolicy(Scenario);
        var (chosen, seen) = (new HashSet<int>(), environment.Reset(1));
        for (ulong seed = 1; seed < 60; seed++)
        {
            seen = environment.Reset(seed);
            var action = policy.Decide(seen);
            chosen.Add(action);
            double Earned(int compression)
            {
                var again = new LowerLayerEnvironment(Scenario, new GreedyUpperPolicy(Scenario));
                again.Reset(seed);
                return again.Step(compression).Reward;
            }
            var greedy = new LowerLayerEnvironment(Scenario, new GreedyUpperPolicy(Scenario)).Reset(seed);
            Assert.Equal(Enumerable.Range(0, 4).Max(Earned), Earned(policy.Decide(greedy)));
        }
        Assert.True(chosen.Count > 1);
    }

    [Fact]
    public void UpperLayerThatGivesNothing_IsRefused() =>
        Assert.Contains("must give slots", Assert.Throws<SemComException>(() => new LowerLayerEnvironment(Scenario, new FixedPlan(0)).Reset(1)).Message, StringComparison.Ordinal);

    [Fact]
    public void SameSeed_GivesTheSamePolicies()
    {
        byte[] Learn(ulong seed)
        {
            var (upper, lower) = new TwoLayerTrainer(Tiny, new PpoOptions { Steps = 4000, Seed = seed, Network = new NetworkOptions { Hidden = [8] } }).Train(TestContext.Current.CancellationToken);
            return [.. upper.ToBytes(), .. lower.ToBytes()];
        }
        Assert.Equal(Learn(1), Learn(1));
        Assert.NotEqual(Learn(1), Learn(2));
    }

    [Fact]
    public void Ppo_BeatsTheRules_AndComesNearTheOptimum()
    {
        const int episodes = 300;
        var options = new PpoOptions { Steps = 120_000, Horizon = 80, Batch = 128, Discount = 0.97, Lambda = 0.9, LearningRate = 3e-3, EntropyBonus = 0.004, Network = new NetworkOptions { Hidden = [32, 32] } };
        var (upper, lower) = new TwoLayerTrainer(Scenario, options).Train(TestContext.Current.CancellationToken);
        var best = new BestCompressionPolicy(Scenario);
        var learned = AllocationPlay.Totals(new UpperLayerEnvironment(Scenario, lower), upper, episodes).Average();
        double Of(IPolicy policy) => AllocationPlay.Totals(new UpperLayerEnvironment(Scenario, best), policy, episodes).Average();
        var (greedy, neutral, optimum) = (Of(new GreedyUpperPolicy(Scenario)), Of(new EnergyNeutralPolicy(Scenario)), Of(new TwoLayerOptimum(Scenario)));
        Assert.True(learned > Math.Max(greedy, neutral), $"{learned}; greedy {greedy}, energy-neutral {neutral}, optimum {optimum}");
        Assert.True(learned > 0.92 * optimum, $"{learned} of {optimum}");
    }

    /// <summary>Value of <see cref="Tiny"/> from a state on: every action, and every course that may follow it, one by one.</summary>
    private static double Tree(int slot, int battery, bool bright, int link, int age)
    {
        if (slot == Tiny.Slots)
            return 0;
        var best = double.NegativeInfinity;
        for (var energy = 0; energy <= Math.Min(2, battery); energy++)
        {
            var value = energy == 0 ? 0 : Tiny.GradientDb.Average(gradient => Tiny.Cbr.Max(cbr =>
                age / 2.0 * SemanticCurve.Default.Quality(cbr, Decibels.ToLinear(Tiny.SnrDb[link]) * energy / 24 / cbr, gradient) - 0.15 * 16 * cbr));
            var more = bright ? 0.9 : 0.3;
            for (var course = 0; course < 8; course++)
            {
                var (harvests, changesSky, changesLink) = ((course & 1) != 0, (course & 2) != 0, (course & 4) != 0);
                var chance = (harvests ? more : 1 - more) * (changesSky ? 0.2 : 0.8) * (changesLink ? 0.2 : 0.8);
                value += chance * Tree(slot + 1, Math.Min(3, battery - energy + (harvests ? 1 : 0)), bright != changesSky, changesLink ? 1 - link : link, energy > 0 ? 1 : Math.Min(2, age + 1));
            }
            best = Math.Max(best, value);
        }
        return best;
    }
}
