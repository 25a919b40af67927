namespace SemCom.Agents;

/// <summary>
/// Gradients of a part of a batch. Batches are always cut into the same parts, whose gradients are added in their order, so that the sum does not depend on the number of threads.
/// </summary>
internal sealed class PpoSlice
{
    /// <summary>Most steps of a part.</summary>
    public const int Rows = 64;

    private readonly PolicyNetwork _policy;
    private readonly ValueNetwork _value;
    private readonly PolicyWorkspace _policyMemory;
    private readonly ValueWorkspace _valueMemory;
    private readonly float[] _observations;

    /// <summary>Makes memory for a part.</summary>
    public PpoSlice(PolicyNetwork policy, ValueNetwork value)
    {
        (_policy, _value) = (policy, value);
        (_policyMemory, _valueMemory) = (new PolicyWorkspace(policy, Rows, backward: true), new ValueWorkspace(value, Rows, backward: true));
        _observations = new float[Rows * policy.ObservationLength];
        (PolicyGradient, ValueGradient) = (new float[policy.Parameters.Length], new float[value.Parameters.Length]);
    }

    /// <summary>∂L by the policy's parameters.</summary>
    public float[] PolicyGradient { get; }

    /// <summary>∂L by the value network's parameters.</summary>
    public float[] ValueGradient { get; }

    /// <summary>Sums over the part.</summary>
    public PpoSums Sums { get; private set; }

    /// <summary>Computes the gradients of some steps.</summary>
    /// <param name="rollout">All steps.</param>
    /// <param name="steps">Indices of these.</param>
    /// <param name="batch">The batch that they are part of.</param>
    /// <param name="options">Clip, entropy bonus.</param>
    public void Compute(Rollout rollout, ReadOnlySpan<int> steps, PpoBatch batch, PpoOptions options)
    {
        Array.Clear(PolicyGradient);
        Array.Clear(ValueGradient);
        for (var row = 0; row < steps.Length; row++)
            rollout.Observation(steps[row]).CopyTo(_observations.AsSpan(row * _policy.ObservationLength));
        Sums = ComputePolicy(rollout, steps, batch, options);
        ComputeValue(rollout, steps, batch, options);
    }

    private PpoSums ComputePolicy(Rollout rollout, ReadOnlySpan<int> steps, PpoBatch batch, PpoOptions options)
    {
        var scores = _policy.Forward(_observations, steps.Length, _policyMemory);
        var (actions, sums) = (_policy.Actions.Count, default(PpoSums));
        for (var row = 0; row < steps.Length; row++)
        {
            Softmax.Apply(scores.Slice(row * actions, actions), _policyMemory.Logs, _policyMemory.Probabilities);
            var advantage = (float)((rollout.Advantages[steps[row]] - batch.Mean) / batch.Deviation);
            var step = new PpoStep(rollout.Actions[steps[row]], rollout.LogProbabilities[steps[row]], advantage);
            sums = sums.With(PpoLoss.Policy(_policyMemory.Logs, _policyMemory.Probabilities, step, (float)options.Clip, (float)options.EntropyBonus, 1f / batch.Count,
                _policyMemory.ScoreGradient.AsSpan(row * actions, actions)));
        }
        _policy.Backward(_observations, steps.Length, _policyMemory.ScoreGradient, _policyMemory, PolicyGradient);
        return sums;
    }

    private void ComputeValue(Rollout rollout, ReadOnlySpan<int> steps, PpoBatch batch, PpoOptions options)
    {
        var outputs = _value.Forward(_observations, steps.Length, _valueMemory);
        for (var row = 0; row < steps.Length; row++)
        {
            var (old, advantage) = (rollout.Values[steps[row]], rollout.Advantages[steps[row]]);
            PpoLoss.Value(outputs[row], _value.Output(old + advantage), _value.Output(old), (float)options.ValueClip, out var gradient);
            _valueMemory.OutputGradient[row] = gradient / batch.Count;
        }
        _value.Backward(steps.Length, _valueMemory.OutputGradient, _valueMemory, ValueGradient);
    }
}
