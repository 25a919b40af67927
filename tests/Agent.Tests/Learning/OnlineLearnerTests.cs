using SemCom.Randomness;

namespace SemCom.Agents.Tests;

public sealed class OnlineLearnerTests
{
    private const int Frames = 12_000;
    private static readonly ObservationSpace Seen = new([new Feature("weather", 0, 1)], hasPriors: true);
    private static readonly ActionSpace Done = new(["a", "b", "c"]);

    /// <summary>The policy begins with the priors, which is a little better than the baseline, and finds that in bad weather action c earns more than they say.</summary>
    [Fact]
    public void Learner_BeatsTheBaselineFromTheBeginning_AndBecomesBetter()
    {
        var learner = Learner(seed: 1);
        var (early, late) = (0.0, 0.0);
        for (var frame = 0; frame < Frames; frame++)
        {
            var seen = See(frame);
            var achieved = Earn(seen, learner.Decide(seen));
            learner.Observe(achieved);
            var gain = achieved - Earn(seen, learner.BaselineAction);
            (early, late) = frame < Frames / 2 ? (early + gain, late) : (early, late + gain);
        }
        Assert.True(early / (Frames / 2) > 0.05, $"{early / (Frames / 2)}");
        Assert.True(late > early && late / (Frames / 2) > 0.3, $"{late / (Frames / 2)} of 0.375 possible with a control in six");
        Assert.True(learner.Updates > 100);
        Assert.Equal(2, learner.Policy.Decide(See(0, bad: true)));
        Assert.Equal(0, learner.Policy.Decide(See(0, bad: false)));
    }

    [Fact]
    public void Learner_FollowsFromTheSeed()
    {
        byte[] Learn(ulong seed)
        {
            var learner = Learner(seed);
            for (var frame = 0; frame < 500; frame++)
            {
                if (frame == 250)
                    learner.Reset();
                var seen = See(frame);
                var action = learner.Decide(seen);
                if (frame % 50 != 3)
                    learner.Observe(Earn(seen, action));
            }
            return learner.Policy.ToBytes();
        }
        Assert.Equal(Learn(1), Learn(1));
        Assert.NotEqual(Learn(1), Learn(2));
    }

    [Fact]
    public void ObservingTwice_IsRefused()
    {
        var learner = Learner(seed: 1);
        Assert.Throws<InvalidOperationException>(() => learner.Observe(1));
        learner.Decide(See(0));
        learner.Observe(1);
        Assert.Throws<InvalidOperationException>(() => learner.Observe(1));
    }

    private static OnlineLearner Learner(ulong seed)
    {
        var network = new NetworkOptions { Hidden = [16], PriorScale = 6 };
        var start = LearnedPolicy.Untrained("start", Seen, Done, network, seed: 4);
        return new OnlineLearner(start, new Second(), new OnlineOptions { Seed = seed, LearningRate = 3e-3, Discount = 0 });
    }

    private static float[] See(int frame, bool? bad = null)
    {
        var weather = bad ?? new CounterRandom(6, RandomPurpose.SourceData, 9).Uniform((ulong)frame) < 0.5;
        return [weather ? 1 : 0, 0.5f, 0.3f, 0.2f];
    }

    private static double Earn(float[] seen, int action) => seen[1 + action] + (seen[0] > 0.5f && action == 2 ? 0.8 : 0);

    private sealed class Second : IPolicy
    {
        public string Name => "always b";

        public void Reset() { }

        public int Decide(ReadOnlySpan<float> observation) => 1;
    }
}
