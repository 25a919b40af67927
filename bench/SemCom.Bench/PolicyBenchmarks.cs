using BenchmarkDotNet.Attributes;
using SemCom.Agents;

namespace SemCom.Bench;

/// <summary>A decision of a policy with 40 features, two hidden layers of 64 and 60 actions with priors, and a step's share of an update of PPO.</summary>
[MemoryDiagnoser]
public class PolicyBenchmarks
{
    private const int Features = 40, Actions = 60, Steps = 1024;

    private LearnedPolicy _policy = null!;
    private float[] _observation = null!;
    private PpoUpdate _update = null!;
    private Rollout _rollout = null!;

    [GlobalSetup]
    public void Setup()
    {
        var seen = new ObservationSpace([.. Enumerable.Range(0, Features).Select(i => new Feature($"f{i}", 0, 1))], hasPriors: true);
        var done = new ActionSpace([.. Enumerable.Range(0, Actions).Select(i => $"a{i}")]);
        _policy = LearnedPolicy.Untrained("p", seen, done);
        _observation = [.. Enumerable.Range(0, Features + Actions).Select(i => 0.5f + 0.4f * MathF.Sin(i))];
        var network = _policy.Network.Copy();
        _update = new PpoUpdate(network, new ValueNetwork(network, 1, 1), new PpoOptions { Epochs = 1, MaxDivergence = 0 });
        _rollout = new Rollout(1, Steps, _observation.Length);
        for (var step = 0; step < Steps; step++)
        {
            _observation.CopyTo(_rollout.Observation(step));
            (_rollout.Actions[step], _rollout.LogProbabilities[step], _rollout.Advantages[step]) = (step % Actions, -4, MathF.Sin(step));
        }
    }

    [Benchmark]
    public int Decide() => _policy.Decide(_observation);

    [Benchmark(OperationsPerInvoke = Steps)]
    public void LearnOnceFromAStep() => _update.Run(_rollout, 1e-6, 0);
}
