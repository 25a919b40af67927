using SemCom.Runtime.Onnx;

namespace SemCom.Agents.Tests;

public sealed class PolicyOnnxTests
{
    private const int Rows = 200, Features = 6, Actions = 7;

    [Theory]
    [InlineData(Activation.Tanh, true)]
    [InlineData(Activation.Relu, false)]
    [InlineData(Activation.Gelu, true)]
    public void OnnxRuntime_GivesTheSameScores(Activation activation, bool priors)
    {
        var seen = new ObservationSpace([.. Enumerable.Range(0, Features).Select(i => new Feature($"f{i}", -1, i))], priors);
        var done = new ActionSpace([.. Enumerable.Range(0, Actions).Select(i => $"a{i}")]);
        var network = new PolicyNetwork(seen, done, new NetworkOptions { Hidden = [12, 9], Activation = activation });
        DenseNetworkTests.Normals(network.Parameters.Length, 31, 0.3f).CopyTo(network.Parameters, 0);
        var policy = new LearnedPolicy("p", network);

        var length = seen.Length(Actions);
        var observations = DenseNetworkTests.Normals(Rows * length, 32, 2);
        using var session = OnnxSession.Load(policy.ToOnnx(), "policy", new OnnxSessionOptions { Threads = 1 });
        var results = session.Run(new OnnxInput("observation", observations, Rows, length))[0];
        Assert.Equal([Rows, Actions], results.Shape);
        var scores = new float[Actions];
        for (var row = 0; row < Rows; row++)
        {
            policy.Scores(observations.AsSpan(row * length, length), scores);
            for (var action = 0; action < Actions; action++)
                Assert.Equal(scores[action], results.Values[row * Actions + action], 1e-5f);
        }
    }
}
