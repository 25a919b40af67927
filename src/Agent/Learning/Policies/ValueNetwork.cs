namespace SemCom.Agents;

/// <summary>
/// What an observation will earn: μ + σ·network(features, best and mean prior). μ and σ are those of the returns seen so far; when they change, the last layer changes with them so that
/// no value does (Pop-Art, van Hasselt et al., arXiv 1602.07714). Priors, whose range is unknown, enter as x/(1+|x|).
/// </summary>
internal sealed class ValueNetwork
{
    private const double SmallestDeviation = 1e-3;
    private readonly PolicyNetwork _policy;

    /// <summary>Makes the network that goes with a policy.</summary>
    public ValueNetwork(PolicyNetwork policy, ulong seed, int network)
    {
        _policy = policy;
        Shape = new DenseShape(policy.Shape.Inputs + (policy.Observations.HasPriors ? 2 : 0), policy.Options.Hidden, 1, policy.Options.Activation);
        Parameters = new float[Shape.Parameters];
        OrthogonalWeights.Fill(Shape, Parameters, lastGain: 0.1, seed, network);
    }

    /// <summary>Layers of the network.</summary>
    public DenseShape Shape { get; }

    /// <summary>Their weights.</summary>
    public float[] Parameters { get; }

    /// <summary>μ.</summary>
    public double Mean { get; private set; }

    /// <summary>σ.</summary>
    public double Deviation { get; private set; } = 1;

    /// <summary>What the network gives for a batch, before μ and σ [rows].</summary>
    public Span<float> Forward(ReadOnlySpan<float> observations, int rows, ValueWorkspace workspace)
    {
        var (length, features) = (_policy.ObservationLength, _policy.Shape.Inputs);
        for (var row = 0; row < rows; row++)
        {
            var observation = observations.Slice(row * length, length);
            var inputs = workspace.Inputs.AsSpan(row * Shape.Inputs, Shape.Inputs);
            _policy.Scaling.Apply(observation[..features], inputs[..features]);
            if (_policy.Observations.HasPriors)
                Summarise(observation[features..], inputs[features..]);
        }
        return DenseNetwork.Forward(Shape, Parameters, workspace.Inputs, rows, workspace.Dense);
    }

    /// <summary>Adds ∂L by the parameters, after <see cref="Forward"/> of the same batch.</summary>
    public void Backward(int rows, ReadOnlySpan<float> gradientByOutput, ValueWorkspace workspace, Span<float> gradient) =>
        DenseNetwork.Backward(Shape, Parameters, workspace.Inputs, rows, gradientByOutput, workspace.Dense, gradient);

    /// <summary>The value for an output of the network.</summary>
    public float Value(float output) => (float)(Mean + Deviation * output);

    /// <summary>The output of the network for a value.</summary>
    public float Output(float value) => (float)((value - Mean) / Deviation);

    /// <summary>Sets μ and σ, and the last layer so that every value stays.</summary>
    public void Rescale(double mean, double deviation)
    {
        deviation = Math.Max(deviation, SmallestDeviation);
        var (weights, biases) = Shape.Place(Shape.Layers - 1);
        foreach (ref var weight in Parameters.AsSpan()[weights])
            weight = (float)(weight * Deviation / deviation);
        ref var bias = ref Parameters.AsSpan()[biases][0];
        bias = (float)((Deviation * bias + Mean - mean) / deviation);
        (Mean, Deviation) = (mean, deviation);
    }

    /// <summary>Lets μ and σ follow the returns of some steps.</summary>
    /// <param name="rollout">Steps with advantages.</param>
    /// <param name="keep">Share of the old μ and σ² that is kept.</param>
    /// <returns>Explained variance: 1 − var(return − value) / var(return).</returns>
    public double FollowReturns(Rollout rollout, double keep)
    {
        double sum = 0, squares = 0, errors = 0, errorSquares = 0;
        for (var i = 0; i < rollout.Count; i++)
        {
            var (error, target) = ((double)rollout.Advantages[i], (double)rollout.Advantages[i] + rollout.Values[i]);
            (sum, squares, errors, errorSquares) = (sum + target, squares + target * target, errors + error, errorSquares + error * error);
        }
        var n = (double)rollout.Count;
        var variance = Math.Max(0, squares / n - sum / n * (sum / n));
        Rescale(keep * Mean + (1 - keep) * sum / n, Math.Sqrt(keep * Deviation * Deviation + (1 - keep) * variance));
        return variance > 0 ? 1 - (errorSquares / n - errors / n * (errors / n)) / variance : 0;
    }

    private static void Summarise(ReadOnlySpan<float> priors, Span<float> inputs)
    {
        var (best, sum) = (priors[0], 0f);
        foreach (var prior in priors)
        {
            best = Math.Max(best, prior);
            sum += prior;
        }
        inputs[0] = Squash(best);
        inputs[1] = Squash(sum / priors.Length);
    }

    private static float Squash(float value) => value / (1 + Math.Abs(value));
}
