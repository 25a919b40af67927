using System.Collections.Concurrent;

namespace SemCom.Evaluation;

/// <summary>Fits the model of the link, tunes the tables and learns the policy, all on recordings of training pictures and on training scenarios.</summary>
public sealed record AgentTraining
{
    /// <summary>Episodes that tables are tuned for; their seeds are apart from those of learning and judging.</summary>
    private const int TuningEpisodes = 24;

    private const ulong TuningSeed = 1_000;

    /// <summary>Episodes of each intent by which policies are judged while they learn, and how often.</summary>
    private const int CheckedEpisodes = 4, Checks = 40;

    private const ulong CheckSeed = 5_000;

    /// <summary>One environment of so many is over another channel.</summary>
    private const int OtherEvery = 4;

    /// <summary>Recordings of training pictures.</summary>
    public required LinkRecording Recording { get; init; }

    /// <summary>Recordings of some of the pictures over other channels, by which an agent that learns in use knows them again.</summary>
    public IReadOnlyList<LinkRecording> Others { get; init; } = [];

    /// <summary>Seed of everything.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Steps of learning.</summary>
    public int Steps { get; init; } = 4_000_000;

    /// <summary>Threads.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Fits the model of the link.</summary>
    public LinkTwin FitTwin(IProgress<double>? progress = null) => LinkTwinTrainer.Fit(Recording, seed: Seed, progress: progress, others: Others);

    /// <summary>Tunes a table and a fixed plan for each intent.</summary>
    public AgentTables TuneTables(IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var (tables, best, done) = (new ConcurrentDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), new ConcurrentDictionary<string, string>(StringComparer.Ordinal), 0);
        Parallel.ForEach(AgentIntents.All, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellationToken }, wanted =>
        {
            var (names, count) = (PlanCatalogue.Default.Actions.Names, PlanCatalogue.Default.Actions.Count);
            var environment = new StreamEnvironment(LinkScenario.Training, Recording, null, [wanted.Intent]);
            var worlds = Enumerable.Range(0, TuningEpisodes).Select(i => EpisodePlayer.Draw(LinkScenario.Training, Recording, wanted.Intent, TuningSeed + (ulong)i)).ToArray();
            best[wanted.Text] = names[Enumerable.Range(0, count).MaxBy(action => Play(new FixedPlan(action)))];
            tables[wanted.Text] = [.. new TableTuner(Play, count).Tune().PlanOf.Select(action => names[action])];
            progress?.Report((double)Interlocked.Increment(ref done) / AgentIntents.All.Count);

            double Play(IPolicy policy)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return worlds.Sum(world => EpisodePlayer.Play(environment, world, policy).Sum(result => result.Reward));
            }
        });
        return new AgentTables(TableTuner.ThresholdsDb, new SortedDictionary<string, IReadOnlyList<string>>(tables, StringComparer.Ordinal), new SortedDictionary<string, string>(best, StringComparer.Ordinal));
    }

    /// <summary>Learns the policy by PPO, and keeps the best by other episodes of the training scenario.</summary>
    /// <param name="twin">The model of the link.</param>
    /// <param name="progress">Is told how good the policy is, forty times.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public LearnedPolicy Learn(LinkTwin twin, Action<LearningPoint>? progress = null, CancellationToken cancellationToken = default)
    {
        var options = new PpoOptions
        {
            Steps = Steps,
            Seed = Seed,
            Threads = Threads,
            Environments = 16,
            Horizon = 250,
            Batch = 1000,
            Epochs = 8,
            Discount = 0.95,
            Lambda = 0.85,
            LearningRate = 2e-3,
            EntropyBonus = 0.0005,
            MaxDivergence = 0.02,
            Network = new NetworkOptions { PriorScale = 60 },
        };
        IReadOnlyList<LinkIntent> intents = [.. AgentIntents.All.Select(wanted => wanted.Intent)];
        var made = 0;
        var trainer = new PpoTrainer(() => new TeamOfOne(Make(twin, intents, made++)), options, name: "learned");
        var (best, bestReward) = (trainer.Policy, double.NegativeInfinity);
        for (var check = 0; ; check++)
        {
            var (policy, reward) = (trainer.Policy, Check(twin, trainer.Policy));
            progress?.Invoke(new LearningPoint(trainer.Steps, reward));
            if (reward > bestReward)
                (best, bestReward) = (policy, reward);
            if (trainer.IsDone)
                return best;
            while (!trainer.IsDone && trainer.Steps < (check + 1.0) / Checks * Steps)
            {
                cancellationToken.ThrowIfCancellationRequested();
                trainer.Iterate();
            }
        }
    }

    /// <summary>One environment of a few is a stream over another channel, which the model of the link is told: what is worth it over the usual one need not be so over fading.</summary>
    private StreamEnvironment Make(LinkTwin twin, IReadOnlyList<LinkIntent> intents, int number)
    {
        var other = Others.Count > 0 && number % OtherEvery == OtherEvery - 1 ? number / OtherEvery % Others.Count : -1;
        return new StreamEnvironment(LinkScenario.Training, other < 0 ? Recording : Others[other], twin, intents) { Channel = other + 1 };
    }

    private double Check(LinkTwin twin, LearnedPolicy policy)
    {
        var rewards = new double[AgentIntents.All.Count * CheckedEpisodes];
        Parallel.For(0, rewards.Length, new ParallelOptions { MaxDegreeOfParallelism = Threads }, i =>
        {
            var intent = AgentIntents.All[i % AgentIntents.All.Count].Intent;
            var environment = new StreamEnvironment(LinkScenario.Training, Recording, twin, [intent]);
            rewards[i] = EpisodePlayer.Play(environment, EpisodePlayer.Draw(LinkScenario.Training, Recording, intent, CheckSeed + (ulong)i), policy.Copy()).Average(result => result.Reward);
        });
        return rewards.Average();
    }
}
