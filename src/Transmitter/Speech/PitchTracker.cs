using SemCom.Speech;

namespace SemCom.Transmitter.Speech;

/// <summary>
/// Finds the harmonics of each frame: the way through the states of pitch that is likeliest, with squares of coefficients as those of a normal distribution of the expected variance, and each state at the price
/// of its bits (Viterbi's algorithm).
/// </summary>
internal sealed class PitchTracker
{
    private readonly float[][] _inverse;
    private readonly double[] _logs;

    /// <summary>Cost of a state after another [from · states + to] [nats].</summary>
    private readonly double[] _costs;

    public PitchTracker(PitchModel model)
    {
        var states = PitchState.All;
        _inverse = [.. states.Select(state => Array.ConvertAll(model.Factors(state).ToArray(), factor => 1 / factor))];
        _logs = [.. states.Select(state => model.Factors(state).ToArray().Sum(factor => Math.Log(factor)))];
        _costs = [.. from before in states from state in states select Math.Log(2) * model.Bits(before, state)];
    }

    /// <summary>States of all frames.</summary>
    /// <param name="coefficients">Frame after frame [frames · <see cref="SpeechTransform.Hop"/>].</param>
    /// <param name="variances">What the classes expect of their squares.</param>
    public PitchState[] Track(ReadOnlySpan<float> coefficients, ReadOnlySpan<float> variances)
    {
        var (frames, states) = (coefficients.Length / SpeechTransform.Hop, PitchState.All.Count);
        var came = new int[frames * states];
        var (reached, next, local) = (new double[states], new double[states], new double[states]);
        for (var frame = 0; frame < frames; frame++)
        {
            Local(coefficients.Slice(frame * SpeechTransform.Hop, SpeechTransform.Hop), variances.Slice(frame * SpeechTransform.Hop, SpeechTransform.Hop), local);
            for (var state = 0; state < states; state++)
            {
                var (best, from) = (_costs[state], 0);
                for (var before = 0; before < states && frame > 0; before++)
                {
                    var cost = reached[before] + _costs[before * states + state];
                    if (before == 0 || cost < best)
                        (best, from) = (cost, before);
                }
                next[state] = best + local[state];
                came[frame * states + state] = from;
            }
            (reached, next) = (next, reached);
        }
        var track = new PitchState[frames];
        var at = Array.IndexOf(reached, reached.Min());
        for (var frame = frames - 1; frame >= 0; frame--)
        {
            track[frame] = PitchState.All[at];
            at = came[frame * states + at];
        }
        return track;
    }

    /// <summary>Half of Σ log h + r / h over a frame, r the squares relative to the variances, for each state [nats].</summary>
    private void Local(ReadOnlySpan<float> coefficients, ReadOnlySpan<float> variances, double[] local)
    {
        Span<float> ratios = stackalloc float[SpeechTransform.Hop];
        for (var k = 0; k < ratios.Length; k++)
            ratios[k] = coefficients[k] * coefficients[k] / variances[k];
        for (var state = 0; state < local.Length; state++)
        {
            var inverse = _inverse[state];
            double sum = 0;
            for (var k = 0; k < ratios.Length; k++)
                sum += ratios[k] * inverse[k];
            local[state] = 0.5 * (_logs[state] + sum);
        }
    }
}
