using System.Runtime.ExceptionServices;
using SemCom.Agents;

namespace SemCom;

/// <summary>
/// Learns a policy by proximal policy optimisation (Schulman et al., arXiv 1707.06347) with generalised advantages. A policy of one seed is the same to the last bit on one machine,
/// whatever the number of threads. All members of a team share the policy; each member's steps are a stream of their own. One thread at a time.
/// </summary>
public sealed class PpoTrainer
{
    private readonly PpoOptions _options;
    private readonly PolicyNetwork _policy;
    private readonly ValueNetwork _value;
    private readonly PpoUpdate _update;
    private readonly RolloutWorker[] _workers;
    private readonly Rollout _rollout;
    private readonly int _members;
    private readonly string _name;
    private ulong _iteration;

    /// <summary>Makes environments and networks.</summary>
    /// <param name="environments">Makes an environment; called once for each. An environment with one agent: <c>() => new TeamOfOne(environment)</c>.</param>
    /// <param name="options">How it learns.</param>
    /// <param name="start">A policy to go on from, for example one that imitates a rule; null for an untrained one. It is not changed.</param>
    /// <param name="name">The policy's name.</param>
    /// <exception cref="SemComException">An option breaks its rule, or the start belongs to another environment.</exception>
    public PpoTrainer(Func<ITeamEnvironment> environments, PpoOptions options, LearnedPolicy? start = null, string name = "PPO")
    {
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        (_options, _name) = (options, name);
        ITeamEnvironment[] made = [.. Enumerable.Range(0, options.Environments).Select(_ => environments())];
        _members = made[0].Members;
        if (start is not null)
            PolicyMatch.Check(start, start.Name, made[0].Observations, made[0].Actions);
        _policy = (start ?? LearnedPolicy.Untrained(name, made[0].Observations, made[0].Actions, options.Network, options.Seed)).Network.Copy();
        _value = new ValueNetwork(_policy, options.Seed, network: 1);
        _update = new PpoUpdate(_policy, _value, options);
        _workers = [.. made.Select((environment, number) => Worker(environment, number))];
        _rollout = new Rollout(made.Length * _members, options.Horizon, _policy.ObservationLength);
    }

    /// <summary>Steps of environments so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Whether all steps are done.</summary>
    public bool IsDone => Steps >= _options.Steps;

    /// <summary>The policy as it is now; it does not change when learning goes on.</summary>
    public LearnedPolicy Policy => new(_name, _policy.Copy());

    /// <summary>Learns to the end.</summary>
    /// <param name="progress">Is told after each iteration; null for nobody.</param>
    /// <param name="cancellation">Ends it early, after an iteration.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="OperationCanceledException">It was ended early; <see cref="Policy"/> is what was learned so far.</exception>
    public LearnedPolicy Train(Action<PpoProgress>? progress = null, CancellationToken cancellation = default)
    {
        while (!IsDone)
        {
            cancellation.ThrowIfCancellationRequested();
            var report = Iterate();
            progress?.Invoke(report);
        }
        return Policy;
    }

    /// <summary>Plays all environments for the horizon, and updates the networks once.</summary>
    /// <exception cref="SemComException">An environment gave a number that is not finite.</exception>
    public PpoProgress Iterate()
    {
        Play();
        Steps += (long)_workers.Length * _options.Horizon;
        _rollout.EstimateAdvantages(_options.Discount, _options.Lambda);
        var explained = _value.FollowReturns(_rollout, keep: Math.Min(0.9, _iteration / (_iteration + 1.0)));
        var rate = _options.LearningRate * (1 - (1 - _options.FinalRate) * Math.Min(1, (double)Steps / _options.Steps));
        var sums = _update.Run(_rollout, rate, _iteration++);
        return Report(sums, explained);
    }

    private RolloutWorker Worker(ITeamEnvironment environment, int number)
    {
        PolicyMatch.Check(Policy, "environment", environment.Observations, environment.Actions);
        if (environment.Members != _members)
            throw new SemComException($"PPO: all environments must have as many members as the first ({_members}, was {environment.Members}); make them alike");
        return new RolloutWorker(environment, _policy, _value, _options.Seed, number);
    }

    private void Play()
    {
        if (_options.Threads == 1)
        {
            for (var worker = 0; worker < _workers.Length; worker++)
                _workers[worker].Play(_rollout, worker * _members);
            return;
        }
        try
        {
            Parallel.For(0, _workers.Length, new ParallelOptions { MaxDegreeOfParallelism = _options.Threads }, worker => _workers[worker].Play(_rollout, worker * _members));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]); // as one thread would have thrown it
        }
    }

    private PpoProgress Report(PpoSums sums, double explained)
    {
        var reward = 0.0;
        foreach (var r in _rollout.Rewards)
            reward += r;
        var (episodes, returns) = (_workers.Sum(w => w.Episodes), _workers.Sum(w => w.Returns));
        return new PpoProgress(Steps, reward / _rollout.Count, episodes, episodes > 0 ? returns / (episodes * _members) : double.NaN, sums.Entropy / sums.Count,
            sums.Divergence / sums.Count, (double)sums.Clipped / sums.Count, explained, _policy.PriorScale);
    }
}
