using System.Numerics.Tensors;
using SemCom.Randomness;

namespace SemCom.Agents;

/// <summary>Brings a Q network nearer to reward + discount · value of the next observation, by batches of remembered steps.</summary>
internal sealed class DqnUpdate
{
    private readonly PolicyNetwork _network;
    private readonly PolicyNetwork _target;
    private readonly DqnOptions _options;
    private readonly AdamOptimizer _adam;
    private readonly PolicyWorkspace _memory;
    private readonly PolicyWorkspace _targetMemory;
    private readonly float[] _observations;
    private readonly float[] _targets;
    private readonly int[] _steps;
    private readonly float[] _gradient;
    private ulong _batch;

    /// <summary>Makes memory for updates of a network.</summary>
    public DqnUpdate(PolicyNetwork network, DqnOptions options)
    {
        (_network, _target, _options) = (network, network.Copy(), options);
        _adam = new AdamOptimizer(network.Parameters.Length, epsilon: 1e-5f);
        (_memory, _targetMemory) = (new PolicyWorkspace(network, options.Batch, backward: true), new PolicyWorkspace(network, options.Batch, backward: false));
        _observations = new float[options.Batch * network.ObservationLength];
        (_targets, _steps) = (new float[options.Batch], new int[options.Batch]);
        _gradient = new float[network.Parameters.Length];
    }

    /// <summary>Learns from one batch.</summary>
    /// <param name="replay">Remembered steps.</param>
    /// <param name="rate">Learning rate.</param>
    /// <returns>Mean loss, and mean value of what was done.</returns>
    public (double Loss, double Value) Run(ReplayMemory replay, double rate)
    {
        var random = new CounterRandom(_options.Seed, RandomPurpose.Resampling, _batch);
        for (var row = 0; row < _steps.Length; row++)
            _steps[row] = (int)(random.Uniform((ulong)row) * replay.Count);
        FindTargets(replay);
        var sums = FindGradient(replay);
        _adam.Step(_network.Parameters, _gradient, rate, _options.MaxGradientNorm);
        if (++_batch % (ulong)_options.TargetEvery == 0)
            _network.Parameters.CopyTo(_target.Parameters, 0);
        return (sums.Loss / _steps.Length, sums.Value / _steps.Length);
    }

    private void FindTargets(ReplayMemory replay)
    {
        var actions = _network.Actions.Count;
        for (var row = 0; row < _steps.Length; row++)
            replay.Next(_steps[row]).CopyTo(_observations.AsSpan(row * _network.ObservationLength));
        var values = _target.Forward(_observations, _steps.Length, _targetMemory);
        var choice = _options.DoubleEstimates ? _network.Forward(_observations, _steps.Length, _memory) : values;
        for (var row = 0; row < _steps.Length; row++)
        {
            var best = TensorPrimitives.IndexOfMax(choice.Slice(row * actions, actions));
            _targets[row] = replay.Rewards[_steps[row]] + replay.Discounts[_steps[row]] * values[row * actions + best];
        }
    }

    private (double Loss, double Value) FindGradient(ReplayMemory replay)
    {
        var (actions, loss, value) = (_network.Actions.Count, 0.0, 0.0);
        for (var row = 0; row < _steps.Length; row++)
            replay.Seen(_steps[row]).CopyTo(_observations.AsSpan(row * _network.ObservationLength));
        var values = _network.Forward(_observations, _steps.Length, _memory);
        Array.Clear(_memory.ScoreGradient);
        for (var row = 0; row < _steps.Length; row++)
        {
            var at = row * actions + replay.Actions[_steps[row]];
            loss += HuberLoss.Of(values[at] - _targets[row], (float)_options.HuberWidth, out var gradient);
            value += values[at];
            _memory.ScoreGradient[at] = gradient / _steps.Length;
        }
        Array.Clear(_gradient);
        _network.Backward(_observations, _steps.Length, _memory.ScoreGradient, _memory, _gradient);
        return (loss, value);
    }
}
