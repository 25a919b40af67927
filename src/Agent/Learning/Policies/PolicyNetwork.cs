namespace SemCom.Agents;

/// <summary>
/// Scores of actions: network(features) + s·priors. The scale s = exp θ is learned with the weights, θ being the last parameter. Logits of a policy, or values of a Q network.
/// </summary>
internal sealed class PolicyNetwork
{
    private const double LastGain = 0.01;

    /// <summary>Lays a network out, with all weights zero.</summary>
    public PolicyNetwork(ObservationSpace observations, ActionSpace actions, NetworkOptions options)
    {
        options.Check();
        (Observations, Actions, Options) = (observations, actions, options);
        Shape = new DenseShape(observations.Features.Count, options.Hidden, actions.Count, options.Activation);
        Scaling = new FeatureScaling(observations.Features);
        Parameters = new float[Shape.Parameters + (observations.HasPriors ? 1 : 0)];
    }

    /// <summary>What is observed.</summary>
    public ObservationSpace Observations { get; }

    /// <summary>What can be done.</summary>
    public ActionSpace Actions { get; }

    /// <summary>The network's form.</summary>
    public NetworkOptions Options { get; }

    /// <summary>Layers of the network.</summary>
    public DenseShape Shape { get; }

    /// <summary>How features become inputs.</summary>
    public FeatureScaling Scaling { get; }

    /// <summary>Weights of the layers, and θ where there are priors.</summary>
    public float[] Parameters { get; }

    /// <summary>Numbers of an observation.</summary>
    public int ObservationLength => Observations.Length(Actions.Count);

    /// <summary>s, 0 without priors.</summary>
    public float PriorScale => Observations.HasPriors ? MathF.Exp(Parameters[^1]) : 0;

    /// <summary>Draws the first weights; the last layer nearly zero, so that the priors decide at first.</summary>
    public void Initialise(double priorScale, ulong seed, int network)
    {
        OrthogonalWeights.Fill(Shape, Parameters, LastGain, seed, network);
        if (Observations.HasPriors)
            Parameters[^1] = (float)Math.Log(priorScale);
    }

    /// <summary>A network of the same form and weights that learns apart from this one.</summary>
    public PolicyNetwork Copy()
    {
        var copy = new PolicyNetwork(Observations, Actions, Options);
        Parameters.CopyTo(copy.Parameters, 0);
        return copy;
    }

    /// <summary>Scores of a batch.</summary>
    /// <param name="observations">Batch [rows, <see cref="ObservationLength"/>].</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="workspace">Memory of this network.</param>
    /// <returns>Scores [rows, actions], in the workspace.</returns>
    public Span<float> Forward(ReadOnlySpan<float> observations, int rows, PolicyWorkspace workspace)
    {
        var (length, features, actions) = (ObservationLength, Shape.Inputs, Shape.Outputs);
        for (var row = 0; row < rows; row++)
            Scaling.Apply(observations.Slice(row * length, features), workspace.Inputs.AsSpan(row * features, features));
        var scores = DenseNetwork.Forward(Shape, Parameters.AsSpan(0, Shape.Parameters), workspace.Inputs, rows, workspace.Dense);
        if (!Observations.HasPriors)
            return scores;
        var scale = PriorScale;
        for (var row = 0; row < rows; row++)
        {
            var priors = observations.Slice(row * length + features, actions);
            for (var action = 0; action < actions; action++)
                scores[row * actions + action] = MathF.FusedMultiplyAdd(scale, priors[action], scores[row * actions + action]);
        }
        return scores;
    }

    /// <summary>Adds ∂L by the parameters, after <see cref="Forward"/> of the same batch.</summary>
    /// <param name="observations">The batch.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="scoreGradient">∂L by the scores [rows, actions].</param>
    /// <param name="workspace">As the forward pass left it.</param>
    /// <param name="gradient">Receives the sum.</param>
    public void Backward(ReadOnlySpan<float> observations, int rows, ReadOnlySpan<float> scoreGradient, PolicyWorkspace workspace, Span<float> gradient)
    {
        DenseNetwork.Backward(Shape, Parameters.AsSpan(0, Shape.Parameters), workspace.Inputs, rows, scoreGradient, workspace.Dense, gradient[..Shape.Parameters]);
        if (!Observations.HasPriors)
            return;
        var sum = 0.0;
        for (var row = 0; row < rows; row++)
        {
            var priors = observations.Slice(row * ObservationLength + Shape.Inputs, Shape.Outputs);
            for (var action = 0; action < priors.Length; action++)
                sum += (double)scoreGradient[row * priors.Length + action] * priors[action];
        }
        gradient[^1] += (float)(PriorScale * sum);
    }
}
