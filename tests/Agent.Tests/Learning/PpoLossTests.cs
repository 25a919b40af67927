namespace SemCom.Agents.Tests;

public sealed class PpoLossTests
{
    private const int Rows = 24, Features = 4, Actions = 5, Length = Features + Actions;
    private const float Clip = 0.2f, Bonus = 0.05f;
    private static readonly ObservationSpace Observations = new([.. Enumerable.Range(0, Features).Select(i => new Feature($"f{i}", -3 - i, 4))], hasPriors: true);
    private static readonly ActionSpace ActionNames = new([.. Enumerable.Range(0, Actions).Select(i => $"a{i}")]);

    [Fact]
    public void PolicyGradient_IsThatOfDifferences_PriorScaleIncluded()
    {
        var network = Network();
        var (seen, steps) = (DenseNetworkTests.Normals(Rows * Length, 11), Steps());
        var memory = new PolicyWorkspace(network, Rows, backward: true);
        var scores = network.Forward(seen, Rows, memory);
        var (loss, clipped) = (0.0, 0);
        for (var row = 0; row < Rows; row++)
        {
            Softmax.Apply(scores.Slice(row * Actions, Actions), memory.Logs, memory.Probabilities);
            var step = PpoLoss.Policy(memory.Logs, memory.Probabilities, steps[row], Clip, Bonus, 1f / Rows, memory.ScoreGradient.AsSpan(row * Actions, Actions));
            (loss, clipped) = (loss + step.Loss / Rows, clipped + (step.Clipped ? 1 : 0));
        }
        var gradient = new float[network.Parameters.Length];
        network.Backward(seen, Rows, memory.ScoreGradient, memory, gradient);

        Assert.InRange(clipped, 3, Rows - 3); // both branches
        Assert.Equal(SlowLoss(Array.ConvertAll(network.Parameters, p => (double)p), seen, steps), loss, 1e-5);
        var expected = SlowNetwork.Differences(network.Parameters, p => SlowLoss(p, seen, steps));
        SlowNetwork.AssertEqual(expected, gradient, 2e-5);
        Assert.True(Math.Abs(expected[^1]) > 1e-3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2f)]
    public void ValueGradient_IsThatOfDifferences(float clip)
    {
        var value = new ValueNetwork(Network(), seed: 8, network: 1);
        var seen = DenseNetworkTests.Normals(Rows * Length, 11);
        var (targets, old) = (DenseNetworkTests.Normals(Rows, 13), DenseNetworkTests.Normals(Rows, 14, 0.3f));
        var memory = new ValueWorkspace(value, Rows, backward: true);
        var outputs = value.Forward(seen, Rows, memory);
        for (var row = 0; row < Rows; row++)
            PpoLoss.Value(outputs[row], targets[row], old[row], clip, out memory.OutputGradient[row]);
        var gradient = new float[value.Parameters.Length];
        value.Backward(Rows, memory.OutputGradient, memory, gradient);
        SlowNetwork.AssertEqual(SlowNetwork.Differences(value.Parameters, p => SlowValueLoss(p, seen, targets, old, clip)), gradient, 2e-5);
    }

    [Fact]
    public void ActionThatWasAlmostImpossible_HasAFiniteGradient()
    {
        var gradient = new float[2];
        PpoLoss.Policy([-0.7f, -0.7f], [0.5f, 0.5f], new PpoStep(1, -1000, -3), Clip, Bonus, weight: 1, gradient);
        Assert.All(gradient, g => Assert.True(float.IsFinite(g)));
        Assert.True(gradient[1] > 0, "what earned less than expected must become rarer");
    }

    [Fact]
    public void Rescaling_ChangesNoValue()
    {
        var value = new ValueNetwork(Network(), seed: 8, network: 1);
        var seen = DenseNetworkTests.Normals(Rows * Length, 11);
        var memory = new ValueWorkspace(value, Rows, backward: false);
        var before = value.Forward(seen, Rows, memory).ToArray();
        value.Rescale(mean: 12, deviation: 7);
        var after = value.Forward(seen, Rows, memory).ToArray();
        for (var row = 0; row < Rows; row++)
            Assert.Equal(before[row], value.Value(after[row]), 1e-4f);
        Assert.Equal(0.5f, value.Value(value.Output(0.5f)), 1e-5f);
    }

    private static PolicyNetwork Network()
    {
        var network = new PolicyNetwork(Observations, ActionNames, new NetworkOptions { Hidden = [6], Activation = Activation.Tanh });
        DenseNetworkTests.Normals(network.Parameters.Length, 10, 0.5f).CopyTo(network.Parameters, 0);
        return network;
    }

    private static PpoStep[] Steps()
    {
        var (advantages, logs) = (DenseNetworkTests.Normals(Rows, 12), DenseNetworkTests.Normals(Rows, 15, 0.5f));
        return [.. Enumerable.Range(0, Rows).Select(row => new PpoStep(row % Actions, -1.6f + logs[row], advantages[row]))];
    }

    private static double[] Scaled(float[] seen, int row) => [.. Enumerable.Range(0, Features)
        .Select(i => Math.Clamp(2 * (seen[row * Length + i] + 3.0 + i) / (7.0 + i) - 1, -2, 2))];

    private static double SlowLoss(double[] parameters, float[] seen, PpoStep[] steps)
    {
        var loss = 0.0;
        for (var row = 0; row < Rows; row++)
        {
            var scores = SlowNetwork.Forward([Features, 6, Actions], Activation.Tanh, parameters, Scaled(seen, row));
            for (var a = 0; a < Actions; a++)
                scores[a] += Math.Exp(parameters[^1]) * seen[row * Length + Features + a];
            var logs = SlowNetwork.LogSoftmax(scores);
            var ratio = Math.Exp(logs[steps[row].Action] - steps[row].LogProbability);
            var surrogate = Math.Min(ratio * steps[row].Advantage, Math.Clamp(ratio, 1 - (double)Clip, 1 + (double)Clip) * steps[row].Advantage);
            loss -= (surrogate + Bonus * -logs.Sum(l => l * Math.Exp(l))) / Rows;
        }
        return loss;
    }

    private static double SlowValueLoss(double[] parameters, float[] seen, float[] targets, float[] old, double clip)
    {
        var loss = 0.0;
        for (var row = 0; row < Rows; row++)
        {
            var priors = seen[(row * Length + Features)..((row + 1) * Length)];
            double best = priors.Max(), mean = priors.Average();
            double[] inputs = [.. Scaled(seen, row), best / (1 + Math.Abs(best)), mean / (1 + Math.Abs(mean))];
            var v = SlowNetwork.Forward([Features + 2, 6, 1], Activation.Tanh, parameters, inputs)[0];
            var error = v - targets[row];
            var near = Math.Clamp(v, old[row] - clip, old[row] + clip) - targets[row];
            loss += 0.5 * (clip > 0 ? Math.Max(error * error, near * near) : error * error);
        }
        return loss;
    }
}
