namespace SemCom.Evaluation;

/// <summary>
/// Changes the channel in the middle of long episodes: what a policy loses that stays as it is, and what one brings back that goes on learning, beside the table as its safety. How much could be brought back
/// is what the policy earns with a model of the link that was fitted to the new channel.
/// </summary>
public sealed record AgentShift
{
    /// <summary>Frame in which the channel changes, frames that learning has to find back, and frames in which it is judged then.</summary>
    public const int ShiftsAt = 400, Deadline = 500, Judged = 400;

    private const int Window = 16, Part = 25;

    private const ulong FirstSeed = 2_000_000;

    /// <summary>The channel as it was.</summary>
    public required LinkRecording Before { get; init; }

    /// <summary>The new channel: of the first pictures of <see cref="Before"/>.</summary>
    public required LinkRecording After { get; init; }

    /// <summary>The agent's model of the link.</summary>
    public required LinkTwin Twin { get; init; }

    /// <summary>The policy.</summary>
    public required LearnedPolicy Policy { get; init; }

    /// <summary>Tables.</summary>
    public required AgentTables Tables { get; init; }

    /// <summary>Seeds.</summary>
    public int Seeds { get; init; } = 10;

    /// <summary>What happens around the streams, but for their length.</summary>
    public LinkScenario Scenario { get; init; } = LinkScenario.HeldOut;

    /// <summary>Runs it, with the first intent.</summary>
    public AgentShiftResult Run(IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var (text, intent) = AgentIntents.All[0];
        var old = Same(Before, After);
        var scenario = Scenario with { Frames = ShiftsAt + Deadline + Judged };
        var done = 0;
        var informed = LinkTwinTrainer.Fit(After, factors: Math.Min(12, After.Pictures.Count - 1));
        var played = new (double[] Stays, double[] Frozen, double[] Learning, double[] Informed, double[] Table)[Seeds];
        Parallel.For(0, Seeds, new ParallelOptions { CancellationToken = cancellationToken }, seed =>
        {
            var trace = LinkTrace.Draw(scenario, old, FirstSeed + (ulong)seed);
            var stays = new StreamWorld(scenario, old, trace, intent, PlanCatalogue.Default);
            var shifts = new StreamWorld(scenario, old, trace, intent, PlanCatalogue.Default) { After = After, ShiftsAt = ShiftsAt };
            StreamEnvironment Make(LinkTwin? twin, bool learns = true) => new(scenario, old, twin, [intent]) { Corrects = learns, Adapts = learns };
            played[seed] = (Rewards(EpisodePlayer.Play(Make(Twin, learns: false), stays, Policy.Copy())), Rewards(EpisodePlayer.Play(Make(Twin, learns: false), shifts, Policy.Copy())),
                Learn(Make(Twin), shifts, text, (ulong)seed), Rewards(EpisodePlayer.Play(Make(informed), shifts, Policy.Copy())), Rewards(EpisodePlayer.Play(Make(null), shifts, Tables.TableOf(text))));
            progress?.Report((double)Interlocked.Increment(ref done) / Seeds);
        });
        var (before, frozen, learning, table) = (Mean(p => p.Stays), Mean(p => p.Frozen), Mean(p => p.Learning), Mean(p => p.Table));
        var (was, late) = (before[ShiftsAt..].Average(), ShiftsAt + Deadline);
        var (stuck, found) = (frozen[late..].Average(), learning[late..].Average());
        var (stays, knows) = (before[late..].Average(), Mean(p => p.Informed)[late..].Average());
        return new AgentShiftResult(was, stuck, found, table[late..].Average(), (found - stuck) / (stays - stuck), LongestBelow(learning, table),
            [.. Enumerable.Range(0, scenario.Frames / Part).Select(i => new AgentShiftPoint(i * Part, Of(learning, i), Of(frozen, i), Of(table, i)))])
        {
            Informed = knows,
            RecoveredOfPossible = (found - stuck) / (knows - stuck),
        };

        double[] Mean(Func<(double[] Stays, double[] Frozen, double[] Learning, double[] Informed, double[] Table), double[]> which) =>
            [.. Enumerable.Range(0, scenario.Frames).Select(frame => played.Average(p => which(p)[frame]))];

        double Of(double[] rewards, int part) => rewards.AsSpan(part * Part, Part).ToArray().Average();
    }

    private double[] Learn(StreamEnvironment environment, StreamWorld world, string intent, ulong seed)
    {
        var learner = new OnlineLearner(Policy, Tables.TableOf(intent), OnlineOptions.ForWorths(seed + 1));
        var (observation, rewards) = (environment.Begin(world), new double[world.Trace.Frames.Count]);
        for (var frame = 0; frame < rewards.Length; frame++)
        {
            var action = learner.Decide(observation);
            var (own, baseline) = (environment.Analyses[learner.OwnAction].Reward, environment.ForeseeBaseline(learner.BaselineAction));
            observation = environment.Step(action).Observation;
            rewards[frame] = environment.Last.Reward;
            learner.Observe(own, baseline, rewards[frame], environment.LastWorth);
        }
        return rewards;
    }

    private static int LongestBelow(double[] learning, double[] table)
    {
        var (longest, now) = (0, 0);
        for (var frame = ShiftsAt + Window; frame < learning.Length; frame++)
        {
            var below = learning.AsSpan(frame - Window + 1, Window).ToArray().Average() < table.AsSpan(frame - Window + 1, Window).ToArray().Average();
            now = below ? now + 1 : 0;
            longest = Math.Max(longest, now);
        }
        return longest;
    }

    private static double[] Rewards(IReadOnlyList<FrameResult> results) => [.. results.Select(result => result.Reward)];

    private static LinkRecording Same(LinkRecording before, LinkRecording after)
    {
        var pictures = before.Pictures.Take(after.Pictures.Count).ToList();
        if (!pictures.Select(p => p.Name).SequenceEqual(after.Pictures.Select(p => p.Name), StringComparer.Ordinal))
            throw new SemComException($"recording of the new channel: it must be of the same pictures as the old one (of {after.Pictures.Count}, in the same order); record them again");
        return new LinkRecording { Channel = before.Channel, Origin = before.Origin, Ways = before.Ways, Grid = before.Grid, Pictures = pictures };
    }
}
