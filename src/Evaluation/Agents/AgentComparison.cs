namespace SemCom.Evaluation;

/// <summary>
/// The learned policy beside its rivals on episodes that nobody learned from: other pictures, other movements, other SNRs. All meet the same episodes, one of each intent for each seed. Ratios are those of
/// a seed's rewards; intervals are Student's t over seeds.
/// </summary>
public sealed record AgentComparison
{
    /// <summary>Seeds of judging begin here, apart from those of learning.</summary>
    private const ulong FirstSeed = 1_000_000;

    /// <summary>Similarity of a wrong picture.</summary>
    private const double WrongSimilarity = 0.25;

    /// <summary>Intent that stands for all of them together.</summary>
    public const string AllIntents = "all";

    /// <summary>Recordings of pictures that nobody learned from.</summary>
    public required LinkRecording Recording { get; init; }

    /// <summary>The agent's model of the link.</summary>
    public required LinkTwin Twin { get; init; }

    /// <summary>The learned policy.</summary>
    public required LearnedPolicy Policy { get; init; }

    /// <summary>Tables and fixed plans.</summary>
    public required AgentTables Tables { get; init; }

    /// <summary>Seeds.</summary>
    public int Seeds { get; init; } = 10;

    /// <summary>Histories that the oracle keeps; 0 leaves it out.</summary>
    public int Beam { get; init; } = 200;

    /// <summary>Threads; results do not depend on it.</summary>
    public int Threads { get; init; } = System.Environment.ProcessorCount;

    /// <summary>Compares.</summary>
    public IReadOnlyList<AgentScore> Run(IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var intents = AgentIntents.All;
        var played = new Dictionary<string, IReadOnlyList<FrameResult>>[Seeds, intents.Count];
        var done = 0;
        Parallel.For(0, Seeds * intents.Count, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellationToken }, i =>
        {
            var (seed, intent) = (i / intents.Count, i % intents.Count);
            played[seed, intent] = Play(intents[intent].Text, EpisodePlayer.Draw(LinkScenario.HeldOut, Recording, intents[intent].Intent, FirstSeed + (ulong)i));
            progress?.Report((double)Interlocked.Increment(ref done) / (Seeds * intents.Count));
        });
        var names = played[0, 0].Keys.ToList();
        return
        [
            .. intents.SelectMany((wanted, intent) => names.Select(name => Score(wanted.Text, name, seed => [played[seed, intent]]))),
            .. names.Select(name => Score(AllIntents, name, seed => [.. Enumerable.Range(0, intents.Count).Select(intent => played[seed, intent])])),
        ];
    }

    private Dictionary<string, IReadOnlyList<FrameResult>> Play(string intent, StreamWorld world)
    {
        var (plain, modelled) = (Make(null), Make(Twin));
        var results = new Dictionary<string, IReadOnlyList<FrameResult>>(StringComparer.Ordinal)
        {
            ["fixed"] = EpisodePlayer.Play(plain, world, Tables.FixedOf(intent)),
            ["table"] = EpisodePlayer.Play(plain, world, Tables.TableOf(intent)),
            ["greedy"] = EpisodePlayer.Play(modelled, world, new GreedyPolicy(LinkView.Features.Count)),
            ["learned"] = EpisodePlayer.Play(modelled, world, Policy.Copy()),
        };
        if (Beam > 0)
            results["oracle"] = new Oracle(Beam).Play(world);
        return results;
    }

    private StreamEnvironment Make(LinkTwin? twin) => new(LinkScenario.HeldOut, Recording, twin, [LinkIntent.Default]);

    private AgentScore Score(string intent, string policy, Func<int, IReadOnlyList<Dictionary<string, IReadOnlyList<FrameResult>>>> episodes)
    {
        var rewards = Enumerable.Range(0, Seeds).Select(seed => Reward(seed, policy)).ToArray();
        var frames = Enumerable.Range(0, Seeds).SelectMany(seed => episodes(seed).SelectMany(played => played[policy])).ToArray();
        var (table, tableCi) = Ratio("table");
        var (oracle, oracleCi) = Beam > 0 ? Ratio("oracle") : (double.NaN, double.NaN);
        var sent = frames.Count(f => f.Fate is FrameFate.Arrived or FrameFate.Late or FrameFate.Lost);
        var (mean, ci) = MeanOf(rewards);
        var cbr = frames.Average(f => f.Cbr);
        return new AgentScore(intent, policy, mean, ci, table, tableCi, oracle, oracleCi, frames.Average(f => f.PsnrDb), frames.Average(f => f.Similarity), cbr,
            cbr > 0 ? 0.01 * (frames.Average(f => f.Similarity) - WrongSimilarity) / cbr : 0, sent == 0 ? 0 : (double)frames.Count(f => f.Fate == FrameFate.Lost) / sent, (double)sent / frames.Length);

        double Reward(int seed, string of) => episodes(seed).Average(played => played[of].Average(f => f.Reward));

        (double, double) Ratio(string of)
        {
            // A ratio of means; its spread over seeds by the delta method: residuals of reward − ratio · other, against the other's mean.
            var others = Enumerable.Range(0, Seeds).Select(seed => Reward(seed, of)).ToArray();
            var ratio = rewards.Average() / others.Average();
            var (_, half) = MeanOf([.. rewards.Zip(others, (own, other) => own - ratio * other)]);
            return (ratio, half / Math.Abs(others.Average()));
        }
    }

    private static (double Mean, double HalfWidth) MeanOf(double[] values)
    {
        var mean = values.Average();
        return values.Length < 2 ? (mean, double.NaN) : (mean, StudentT.Quantile975(values.Length - 1) * Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1) / values.Length));
    }
}
