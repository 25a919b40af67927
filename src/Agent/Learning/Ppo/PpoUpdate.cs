using System.Numerics.Tensors;
using SemCom.Randomness;

namespace SemCom.Agents;

/// <summary>Improves policy and value network by some steps that were played.</summary>
internal sealed class PpoUpdate
{
    private readonly PolicyNetwork _policy;
    private readonly ValueNetwork _value;
    private readonly PpoOptions _options;
    private readonly AdamOptimizer _policyAdam;
    private readonly AdamOptimizer _valueAdam;
    private readonly PpoSlice[] _slices;
    private readonly ParallelOptions _parallel;

    /// <summary>Makes memory for updates.</summary>
    public PpoUpdate(PolicyNetwork policy, ValueNetwork value, PpoOptions options)
    {
        (_policy, _value, _options) = (policy, value, options);
        (_policyAdam, _valueAdam) = (new AdamOptimizer(policy.Parameters.Length, epsilon: 1e-5f), new AdamOptimizer(value.Parameters.Length, epsilon: 1e-5f));
        _slices = [.. Enumerable.Range(0, (options.Batch + PpoSlice.Rows - 1) / PpoSlice.Rows).Select(_ => new PpoSlice(policy, value))];
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads };
    }

    /// <summary>Goes through all steps, several times.</summary>
    /// <param name="rollout">The steps, with advantages.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="iteration">Draws the order.</param>
    /// <returns>Sums of the last epoch.</returns>
    public PpoSums Run(Rollout rollout, double rate, ulong iteration)
    {
        var random = new CounterRandom(_options.Seed, RandomPurpose.Resampling, iteration);
        int[] order = [.. Enumerable.Range(0, rollout.Count)];
        var sums = default(PpoSums);
        for (var epoch = 0; epoch < _options.Epochs; epoch++)
        {
            Shuffle(order, random, (ulong)epoch * (ulong)order.Length);
            sums = default;
            for (var start = 0; start < order.Length; start += _options.Batch)
                sums = sums.With(Step(rollout, order, start..Math.Min(start + _options.Batch, order.Length), rate));
            if (_options.MaxDivergence > 0 && sums.Divergence / sums.Count > _options.MaxDivergence)
                break;
        }
        return sums;
    }

    private static void Shuffle(int[] order, CounterRandom random, ulong first)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            var other = (int)(random.Uniform(first + (ulong)i) * (i + 1));
            (order[i], order[other]) = (order[other], order[i]);
        }
    }

    private PpoSums Step(Rollout rollout, int[] order, Range range, double rate)
    {
        var (start, count) = range.GetOffsetAndLength(order.Length);
        var batch = PpoBatch.Of(rollout, order.AsSpan(start, count), _options.NormaliseAdvantages);
        var parts = (count + PpoSlice.Rows - 1) / PpoSlice.Rows;
        void Part(int p) => _slices[p].Compute(rollout, order.AsSpan(start + p * PpoSlice.Rows, Math.Min(PpoSlice.Rows, count - p * PpoSlice.Rows)), batch, _options);
        if (_options.Threads == 1)
        {
            for (var p = 0; p < parts; p++)
                Part(p);
        }
        else
        {
            Parallel.For(0, parts, _parallel, Part);
        }
        var sums = _slices[0].Sums;
        for (var p = 1; p < parts; p++)
        {
            TensorPrimitives.Add(_slices[0].PolicyGradient, _slices[p].PolicyGradient, _slices[0].PolicyGradient);
            TensorPrimitives.Add(_slices[0].ValueGradient, _slices[p].ValueGradient, _slices[0].ValueGradient);
            sums = sums.With(_slices[p].Sums);
        }
        _policyAdam.Step(_policy.Parameters, _slices[0].PolicyGradient, rate, _options.MaxGradientNorm);
        _valueAdam.Step(_value.Parameters, _slices[0].ValueGradient, rate, _options.MaxGradientNorm);
        return sums;
    }
}
