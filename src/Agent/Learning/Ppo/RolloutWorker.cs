using SemCom.Randomness;

namespace SemCom.Agents;

/// <summary>Plays one environment with the policy that is learned, and writes its members' streams. Everything follows from the seed and the worker's number.</summary>
internal sealed class RolloutWorker
{
    private readonly ITeamEnvironment _environment;
    private readonly PolicyNetwork _policy;
    private readonly ValueNetwork _value;
    private readonly PolicyWorkspace _policyMemory;
    private readonly ValueWorkspace _valueMemory;
    private readonly CounterRandom _episodeSeeds;
    private readonly CounterRandom _choices;
    private readonly float[] _observations;
    private readonly int[] _actions;
    private readonly double[] _returns;
    private readonly float[] _expected;
    private ulong _episode;
    private ulong _step;
    private bool _running;

    /// <summary>Makes a worker.</summary>
    public RolloutWorker(ITeamEnvironment environment, PolicyNetwork policy, ValueNetwork value, ulong seed, int number)
    {
        (_environment, _policy, _value) = (environment, policy, value);
        var members = environment.Members;
        _policyMemory = new PolicyWorkspace(policy, members, backward: false);
        _valueMemory = new ValueWorkspace(value, members, backward: false);
        _episodeSeeds = new CounterRandom(seed, RandomPurpose.Environment, (ulong)number);
        _choices = new CounterRandom(seed, RandomPurpose.PolicyActions, (ulong)number);
        _observations = new float[members * policy.ObservationLength];
        (_actions, _returns, _expected) = (new int[members], new double[members], new float[members]);
    }

    /// <summary>Episodes that ended in the last <see cref="Play"/>.</summary>
    public int Episodes { get; private set; }

    /// <summary>Sum of the members' returns over those.</summary>
    public double Returns { get; private set; }

    /// <summary>Goes on for the rollout's horizon. A truncated episode's next value is that of what was seen last, for it could have gone on.</summary>
    /// <param name="rollout">Receives the steps.</param>
    /// <param name="firstStream">Where the streams of this worker begin.</param>
    public void Play(Rollout rollout, int firstStream)
    {
        (Episodes, Returns) = (0, 0);
        if (_running)
            Expect(); // the value network has learned since
        for (var t = 0; t < rollout.Horizon; t++)
        {
            if (!_running)
                Begin();
            Decide(rollout, firstStream, t);
            var result = _environment.Step(_actions);
            Take(result.Observations);
            for (var member = 0; member < _actions.Length; member++)
            {
                var at = (firstStream + member) * rollout.Horizon + t;
                rollout.Rewards[at] = Reward(result.Rewards[member]);
                rollout.NextValues[at] = result.Terminated ? 0 : _expected[member];
                rollout.Ends[at] = result.Terminated || result.Truncated;
                _returns[member] += result.Rewards[member];
            }
            if (result.Terminated || result.Truncated)
                End();
        }
    }

    private static float Reward(double reward) => double.IsFinite(reward)
        ? (float)reward
        : throw new SemComException($"environment: a reward must be finite (was {reward}); check what it is made of");

    private void Begin()
    {
        var (x0, x1, _, _) = _episodeSeeds.At(_episode++);
        Take(_environment.Reset((ulong)x0 << 32 | x1));
        Array.Clear(_returns);
        _running = true;
    }

    private void End()
    {
        Episodes++;
        Returns += _returns.Sum();
        _running = false;
    }

    private void Take(float[][] observations)
    {
        for (var member = 0; member < _actions.Length; member++)
        {
            _policy.Observations.Check(observations[member], _policy.Actions.Count);
            observations[member].CopyTo(_observations, member * _policy.ObservationLength);
        }
        Expect();
    }

    private void Expect()
    {
        var outputs = _value.Forward(_observations, _actions.Length, _valueMemory);
        for (var member = 0; member < outputs.Length; member++)
            _expected[member] = _value.Value(outputs[member]);
    }

    private void Decide(Rollout rollout, int firstStream, int t)
    {
        var scores = _policy.Forward(_observations, _actions.Length, _policyMemory);
        for (var member = 0; member < _actions.Length; member++)
        {
            var at = (firstStream + member) * rollout.Horizon + t;
            Softmax.Apply(scores.Slice(member * _policy.Actions.Count, _policy.Actions.Count), _policyMemory.Logs, _policyMemory.Probabilities);
            _actions[member] = Softmax.Draw(_policyMemory.Probabilities, _choices.Uniform(_step++));
            _observations.AsSpan(member * _policy.ObservationLength, _policy.ObservationLength).CopyTo(rollout.Observation(at));
            rollout.Actions[at] = _actions[member];
            rollout.LogProbabilities[at] = _policyMemory.Logs[_actions[member]];
            rollout.Values[at] = _expected[member];
        }
    }
}
