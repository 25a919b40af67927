using System.Numerics.Tensors;
using SemCom.Agents;
using SemCom.Randomness;

namespace SemCom;

/// <summary>
/// Learns the values of actions by a deep Q network; its policy takes the action with the highest value. All members of a team share the network. A policy of one seed is the same to the
/// last bit on one machine. One thread at a time.
/// </summary>
public sealed class DqnTrainer
{
    private readonly ITeamEnvironment _environment;
    private readonly DqnOptions _options;
    private readonly PolicyNetwork _network;
    private readonly PolicyWorkspace _memory;
    private readonly DqnUpdate _update;
    private readonly ReplayMemory _replay;
    private readonly RewardWindow[] _windows;
    private readonly DqnTally _tally = new();
    private readonly int[] _actions;
    private readonly bool[] _random;
    private readonly string _name;
    private float[][]? _seen;
    private ulong _episode;

    /// <summary>Makes a network for an environment.</summary>
    /// <param name="environment">What it learns in. An environment with one agent: <c>new TeamOfOne(environment)</c>.</param>
    /// <param name="options">How it learns.</param>
    /// <param name="name">The policy's name.</param>
    /// <exception cref="SemComException">An option breaks its rule.</exception>
    public DqnTrainer(ITeamEnvironment environment, DqnOptions options, string name = "DQN")
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        (_environment, _options, _name) = (environment, options, name);
        _network = LearnedPolicy.Untrained(name, environment.Observations, environment.Actions, options.Network, options.Seed).Network;
        _memory = new PolicyWorkspace(_network, rows: 1, backward: false);
        _update = new DqnUpdate(_network, options);
        _replay = new ReplayMemory(options.Memory, _network.ObservationLength);
        _windows = [.. Enumerable.Range(0, environment.Members).Select(_ => new RewardWindow(options.RewardSteps, options.Discount))];
        (_actions, _random) = (new int[environment.Members], new bool[environment.Members]);
    }

    /// <summary>Steps of the environment so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Whether all steps are done.</summary>
    public bool IsDone => Steps >= _options.Steps;

    /// <summary>The policy as it is now; it does not change when learning goes on.</summary>
    public LearnedPolicy Policy => new(_name, _network.Copy());

    /// <summary>Share of random actions now.</summary>
    public double Exploration => 1 - (1 - _options.Exploration) * Math.Min(1, Steps / Math.Max(1, _options.ExplorationShare * _options.Steps));

    /// <summary>Learns to the end.</summary>
    /// <param name="progress">Is told after every 1000 steps; null for nobody.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="OperationCanceledException">It was ended early; <see cref="Policy"/> is what was learned so far.</exception>
    public LearnedPolicy Train(Action<DqnProgress>? progress = null, CancellationToken cancellation = default)
    {
        while (!IsDone)
        {
            cancellation.ThrowIfCancellationRequested();
            var report = Iterate(1000);
            progress?.Invoke(report);
        }
        return Policy;
    }

    /// <summary>Does some steps, and learns from remembered ones meanwhile.</summary>
    /// <exception cref="SemComException">The environment gave a number that is not finite.</exception>
    public DqnProgress Iterate(int steps)
    {
        _tally.Clear();
        for (var i = 0; i < steps && !IsDone; i++)
        {
            Step();
            Steps++;
            if (_replay.Count >= _options.WarmUp && Steps % _options.UpdateEvery == 0)
                _tally.AddBatch(_update.Run(_replay, _options.LearningRate * (1 - (1 - _options.FinalRate) * Math.Min(1, (double)Steps / _options.Steps))));
        }
        return _tally.Report(Steps, Exploration, _network.PriorScale, _actions.Length);
    }

    private void Step()
    {
        _seen ??= Begin();
        var choices = new CounterRandom(_options.Seed, RandomPurpose.PolicyActions, (ulong)Steps);
        for (var member = 0; member < _actions.Length; member++)
            (_actions[member], _random[member]) = Decide(_seen[member], choices, 2 * (ulong)member);
        var result = _environment.Step(_actions);
        for (var member = 0; member < _actions.Length; member++)
        {
            Check(result.Observations[member], result.Rewards[member]);
            _windows[member].Add(_seen[member], _actions[member], _random[member], result.Rewards[member], result.Observations[member], result.Terminated, result.Truncated,
                _replay);
            _tally.AddReward(result.Rewards[member]);
        }
        var ended = result.Terminated || result.Truncated;
        if (ended)
            _tally.EndEpisode();
        _seen = ended ? null : Array.ConvertAll(result.Observations, o => o.ToArray()); // an environment may use its arrays again
    }

    private float[][] Begin()
    {
        var (x0, x1, _, _) = new CounterRandom(_options.Seed, RandomPurpose.Environment, 0).At(_episode++);
        var seen = Array.ConvertAll(_environment.Reset((ulong)x0 << 32 | x1), o => o.ToArray());
        foreach (var observation in seen)
            Check(observation, 0);
        return seen;
    }

    private (int Action, bool Random) Decide(float[] observation, CounterRandom choices, ulong index) => choices.Uniform(index) < Exploration
        ? ((int)(choices.Uniform(index + 1) * _network.Actions.Count), true)
        : (TensorPrimitives.IndexOfMax(_network.Forward(observation, 1, _memory)), false);

    private void Check(float[] observation, double reward)
    {
        _network.Observations.Check(observation, _network.Actions.Count);
        if (!double.IsFinite(reward))
            throw new SemComException($"environment: a reward must be finite (was {reward}); check what it is made of");
    }
}
