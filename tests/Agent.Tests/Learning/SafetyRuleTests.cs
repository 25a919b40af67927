using SemCom.Randomness;

namespace SemCom.Agents.Tests;

public sealed class SafetyRuleTests
{
    private const int Window = 16, Frames = 20_000;

    /// <summary>What a stream does: what own and baseline action earn, what is predicted for the baseline. It sees whether the policy is trusted, and for how long.</summary>
    private delegate (double Own, double Baseline, double Predicted) Stream(int frame, bool trusted, int trustedFor, double uniform);

    private static readonly Dictionary<string, Stream> Adversaries = new(StringComparer.Ordinal)
    {
        ["always worse"] = (_, _, _, u) => (0.5 + u, 1 + u, 1 + u),
        ["hardly worse"] = (_, _, _, u) => (1 - 1e-6, 1, 1),
        ["good until trusted for long"] = (_, _, t, _) => (t > 200 ? 0 : 2, 1, 1),
        ["turns at once"] = (_, trusted, _, _) => (trusted ? 0 : 2, 1, 1),
        ["good and bad by halves of a window"] = (f, _, _, _) => (f / 8 % 2 == 0 ? 1.9 : 0, 1, 1),
        ["rare great losses"] = (f, _, _, _) => (f % 40 == 0 ? -100 : 1.1, 1, 1),
        ["random"] = (f, _, _, u) => (2 * u - 0.1, 1, 1),
        ["baseline that moves"] = (f, _, _, u) => (1, 1 + Math.Sin(f / 50.0), 1 + Math.Sin(f / 50.0)),
        ["model too low by a constant"] = (_, _, _, _) => (0.9, 1, -5),
        ["model too high by a constant"] = (_, _, _, _) => (0.9, 1, 7),
        ["baseline that jumps untold"] = (_, _, t, _) => (1, t > 100 ? 2 : 0.5, 0.5),
    };

    public static TheoryData<string> Names => [.. Adversaries.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void WindowedReward_IsNeverBelowTheBaselinesForMoreThan50Frames(string name)
    {
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var run = Play(Adversaries[name], seed);
            Assert.True(run.LongestBelow <= 50, $"{run.LongestBelow} frames below, seed {seed}");
            Assert.True(run.OwnFrames > 0, "the policy must have been tried");
        }
    }

    [Fact]
    public void PolicyThatIsAlwaysWorse_IsTriedMoreAndMoreRarely()
    {
        var run = Play(Adversaries["always worse"], 1);
        Assert.InRange(run.Falls, 4, 12); // holds 32, 64, … 4096
        Assert.True(run.OwnFrames < 12 * 2 * Window);
        Assert.True(run.Gain > -0.5 * 12 * 2 * Window / Frames);
    }

    /// <summary>The worst loss of a frame times the frames of a try bounds what a policy can cost; here the noise is as large as the difference.</summary>
    [Fact]
    public void NoisyPredictions_CostLittleWhereThePolicyIsWorse_AndEarnWhereItIsBetter()
    {
        static Stream Noisy(double own) => (f, _, _, u) => (own + 0.5 * (u - 0.5), 1 + 0.5 * (u - 0.5), 0.7 + 0.5 * Noise(f));
        var (worse, better) = (Play(Noisy(0.8), 3), Play(Noisy(1.3), 3));
        Assert.True(worse.Gain > -0.02, $"{worse.Gain}");
        Assert.True(worse.OwnFrames < Frames / 10, $"{worse.OwnFrames}");
        Assert.True(better.Gain > 0.5 * 0.3, $"{better.Gain}");
    }

    /// <summary>
    /// A policy that is always worse by Δ: each try costs the budget and one frame at most, and after k tries the holds alone have taken more than first · (2^k − 1) frames.
    /// </summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(4)]
    public void Budget_BoundsWhatAPolicyCosts(double difference)
    {
        var options = OnlineOptions.ForWorths(1).Safety with { MaxHold = 1_000_000 };
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var run = Play((_, _, _, u) => (u - difference, u, u), seed, options);
            var falls = Math.Log2((double)Frames / options.FirstHold + 1) + 1;
            Assert.InRange(-run.Gain * Frames, options.Budget!.Value, falls * (options.Budget!.Value + difference));
            Assert.InRange(run.LongestTrust, 1, options.Budget!.Value / difference + 2); // a control may be among them
        }
    }

    /// <summary>Saves for twenty frames and earns more in the next twenty: means over sixteen frames are below the baseline's in every period, the sum never by much.</summary>
    [Fact]
    public void PolicyThatSavesAndThenEarns_ActsWithABudget_AndNotWithoutOne()
    {
        static (double, double, double) Saver(int frame, bool trusted, int trustedFor, double u) => (frame / 20 % 2 == 0 ? 0.8 : 1.4, 1, 1);
        var patient = Play(Saver, 1, OnlineOptions.ForWorths(1).Safety);
        Assert.Equal(0, patient.Falls);
        Assert.Equal(0.1, patient.Gain, 0.001);
        Assert.True(Play(Saver, 1).Gain < 0.03);
    }

    [Fact]
    public void PolicyThatIsBetter_ActsInMostFrames()
    {
        var run = Play((_, _, _, u) => (1.2 + u, 1 + u, 1 + u), 1);
        Assert.True(run.OwnFrames > 0.8 * Frames, $"{run.OwnFrames}");
        Assert.True(run.OwnFrames < 0.84 * Frames, "one frame in six is a control");
        Assert.Equal(0, run.Falls);
    }

    [Fact]
    public void PolicyThatRecovers_IsTrustedAgain()
    {
        var run = Play((f, _, _, _) => (f < 3000 ? 0 : 2, 1, 1), 2);
        Assert.True(run.Falls > 0);
        Assert.True(run.Gain > 0.4, $"{run.Gain}");
    }

    [Fact]
    public void NumberThatIsNotFinite_IsRefused()
    {
        var rule = new SafetyRule();
        rule.NextIsOwn();
        Assert.Throws<SemComException>(() => rule.Observe(false, 0, double.NaN, 0));
        Assert.Throws<SemComException>(() => new SafetyRule(new SafetyOptions { FirstHold = 5 }));
    }

    private static double Noise(int frame) => new CounterRandom(5, RandomPurpose.SourceData, 8).Uniform((ulong)frame) - 0.5;

    private static Run Play(Stream stream, ulong seed, SafetyOptions? options = null)
    {
        var (rule, random, run) = (new SafetyRule(options, seed), new CounterRandom(seed, RandomPurpose.SourceData, 7), new Run());
        var (differences, trustedFor, below, trusted) = (new double[Frames], 0, 0, false);
        for (var frame = 0; frame < Frames; frame++)
        {
            var (own, baseline, predicted) = stream(frame, rule.IsTrusted, trustedFor, random.Uniform((ulong)frame));
            var acts = rule.NextIsOwn();
            rule.Observe(sameAction: false, predicted, predicted, acts ? own : baseline);
            differences[frame] = acts ? own - baseline : 0;
            (run.OwnFrames, run.Gain) = (run.OwnFrames + (acts ? 1 : 0), run.Gain + differences[frame] / Frames);
            run.Falls += trusted && !rule.IsTrusted ? 1 : 0;
            trusted = rule.IsTrusted;
            trustedFor = trusted ? trustedFor + 1 : 0;
            run.LongestTrust = Math.Max(run.LongestTrust, trustedFor);
            below = differences.AsSpan(Math.Max(0, frame + 1 - Window)..(frame + 1)).ToArray().Average() < -1e-12 ? below + 1 : 0;
            run.LongestBelow = Math.Max(run.LongestBelow, below);
        }
        return run;
    }

    private sealed class Run
    {
        public int OwnFrames { get; set; }

        public double Gain { get; set; }

        public int Falls { get; set; }

        public int LongestBelow { get; set; }

        public int LongestTrust { get; set; }
    }
}
