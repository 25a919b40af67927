namespace SemCom.Agents.Tests;

public sealed class CellEnvironmentTests
{
    private static readonly CellScenario Scenario = new();

    [Fact]
    public void Rewards_AddUpToTheSumOfUtilities()
    {
        var environment = new CellEnvironment(Scenario);
        var rule = new RandomCellRule(Scenario, seed: 2);
        environment.Reset(7);
        for (var slot = 0; slot < Scenario.Slots; slot++)
        {
            var now = environment.Slot;
            var actions = rule.Decide(Scenario, now);
            var result = environment.Step(actions);
            Assert.Equal(Enumerable.Range(0, Scenario.Cells).Sum(cell => now.Utility(Scenario, cell, actions)), result.Rewards.Sum(), 1e-12);
            Assert.Equal(slot == Scenario.Slots - 1, result.Truncated);
        }
        Assert.Throws<InvalidOperationException>(() => environment.Step([0, 0, 0]));
    }

    [Fact]
    public void UtilityByHand()
    {
        var slot = new CellSlot([[100, 20], [5, 40]], [28, 28], [0.8, 0.5]);
        var scenario = new CellScenario { Cells = 2, PowersDb = [-10, 0], Cbr = [1.0 / 48, 1.0 / 12] };
        int[] actions = [2, 3]; // a tenth of the power for the whole slot; full power for a quarter of it
        Assert.Equal(100 * 0.1 / (1 + 20 * 1 * 0.25), slot.Sinr(scenario, 0, actions), 1e-12);
        Assert.Equal(40 / (1 + 5 * 0.1), slot.Sinr(scenario, 1, actions), 1e-12);
        Assert.Equal(0.8 * SemanticCurve.Default.Quality(1.0 / 12, 10 / 6.0, 28) - 0.1 * 0.1, slot.Utility(scenario, 0, actions), 1e-12);
        Assert.Equal(0.5 * SemanticCurve.Default.Quality(1.0 / 48, 40 / 1.5, 28) - 0.1 * 0.25, slot.Utility(scenario, 1, actions), 1e-12);
        Assert.Equal(0, slot.Utility(scenario, 0, [0, 4]));
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(0.5, 6)]
    [InlineData(0.3, 4)]
    [InlineData(0.1, 4)]
    [InlineData(0.02, 2)]
    [InlineData(1e-4, 0)]
    [InlineData(0, 0)]
    public void NearestPower_IsFound(double power, int action) => Assert.Equal(action, Scenario.NearestFull(power));

    [Fact]
    public void Exhaustive_IsNeverWorseThanAnyRule()
    {
        var environment = new CellEnvironment(Scenario);
        ICellRule[] rules = [new FullPowerRule(), new WmmseRule(), new RandomCellRule(Scenario, 1)];
        for (ulong seed = 0; seed < 20; seed++)
        {
            environment.Reset(seed);
            var best = environment.Slot.Utility(Scenario, new ExhaustiveCellRule().Decide(Scenario, environment.Slot));
            Assert.All(rules, rule => Assert.True(environment.Slot.Utility(Scenario, rule.Decide(Scenario, environment.Slot)) <= best));
        }
    }

    [Fact]
    public void Exhaustive_FindsTheBestOfTwoCells_ByTwoLoops()
    {
        var scenario = Scenario with { Cells = 2 };
        var environment = new CellEnvironment(scenario);
        environment.Reset(11);
        var best = double.NegativeInfinity;
        for (var a = 0; a < scenario.Choices; a++)
        {
            for (var b = 0; b < scenario.Choices; b++)
                best = Math.Max(best, environment.Slot.Utility(scenario, [a, b]));
        }
        Assert.Equal(best, environment.Slot.Utility(scenario, new ExhaustiveCellRule().Decide(scenario, environment.Slot)));
    }

    [Fact]
    public void SameSeed_GivesTheSameEpisode()
    {
        var (one, two) = (new CellEnvironment(Scenario), new CellEnvironment(Scenario));
        Assert.Equal(one.Reset(5), two.Reset(5));
        Assert.Equal(one.Step([1, 2, 3]).Observations, two.Step([1, 2, 3]).Observations);
        Assert.NotEqual(one.Reset(6), two.Reset(5));
    }

    /// <summary>Mean power of Rayleigh fading is 1, and so over many users the mean SNR in dB is that of path loss, less 2.5 dB (E ln of an exponential variable).</summary>
    [Fact]
    public void MeanSnr_IsThatOfPathLossAndFading()
    {
        var scenario = Scenario with { DistanceMetres = (99.999, 100), Slots = 1 };
        var environment = new CellEnvironment(scenario);
        var snrs = new List<double>();
        for (ulong seed = 0; seed < 2000; seed++)
        {
            environment.Reset(seed);
            snrs.AddRange(Enumerable.Range(0, 3).Select(cell => Decibels.FromLinear(environment.Slot.Gains[cell][cell])));
        }
        Assert.Equal(38 + 114 - (120.9 - 37.6) - 10 * 0.5772157 / Math.Log(10), snrs.Average(), 4 * Math.Sqrt(8 * 8 + 5.57 * 5.57) / Math.Sqrt(snrs.Count));
    }

    [Fact]
    public void Ppo_BeatsTheSimpleRules_AndComesNearTheOracle()
    {
        var options = new PpoOptions { Steps = 20_000, Horizon = 40, Discount = 0, Lambda = 0, LearningRate = 3e-3, EntropyBonus = 0.003, Network = new NetworkOptions { Hidden = [32, 32] } };
        var policy = new PpoTrainer(() => new CellEnvironment(Scenario), options).Train(cancellation: TestContext.Current.CancellationToken);
        double Of(ICellRule rule) => AllocationPlay.Cells(Scenario, (environment, _) => rule.Decide(Scenario, environment.Slot), 25);
        var learned = AllocationPlay.Cells(Scenario, (_, seen) => Array.ConvertAll(seen, own => policy.Decide(own)), 25);
        var (full, random, wmmse, best) = (Of(new FullPowerRule()), Of(new RandomCellRule(Scenario, 1)), Of(new WmmseRule()), Of(new ExhaustiveCellRule()));
        Assert.True(learned > Math.Max(full, Math.Max(random, wmmse)), $"{learned}; full {full}, random {random}, WMMSE {wmmse}, best {best}");
        Assert.True(learned > 0.93 * best, $"{learned} of {best}");
    }
}
