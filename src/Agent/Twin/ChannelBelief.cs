namespace SemCom.Agents;

/// <summary>
/// Which of the channels that a model of the link knows is the present one: Bayes' rule for what became of each frame, in a hidden Markov model whose state seldom changes. A channel that is none of them is taken for
/// the mixture of those that explain it best, and the rest is left to <see cref="TwinCorrection"/>.
/// </summary>
internal sealed class ChannelBelief
{
    /// <summary>How likely the channel is another one a frame later; at first it is the one that is told.</summary>
    private const double Changes = 0.003;

    /// <summary>What a frame tells counts half: what is peculiar to a picture comes again in each frame of its scene.</summary>
    private const double Trust = 0.5;

    /// <summary>Scatter of a frame around a right model: errors [dB], similarity; and the most deviations that count.</summary>
    private const double ErrorScatterDb = 2.5, SimilarityScatter = 0.12, Farthest = 3;

    /// <summary>No loss is believed to be less likely, and no arrival.</summary>
    private const double LeastLoss = 0.02;

    private readonly float[] _weights;

    /// <param name="channels">How many are known.</param>
    /// <param name="first">Which is the present one at first.</param>
    public ChannelBelief(int channels, int first = 0)
    {
        _weights = new float[channels];
        _weights[first] = 1;
    }

    /// <summary>How likely each channel is the present one.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Takes what became of a frame that was sent.</summary>
    /// <param name="predicted">What was expected over each channel.</param>
    /// <param name="isLost">Whether it was lost.</param>
    /// <param name="received">How well it was received; null where nobody can tell.</param>
    public void Learn(ReadOnlySpan<RecordedOutcome> predicted, bool isLost, RecordedOutcome? received)
    {
        Span<double> logs = stackalloc double[predicted.Length];
        var most = double.NegativeInfinity;
        for (var channel = 0; channel < predicted.Length; channel++)
        {
            logs[channel] = Math.Log((1 - Changes) * _weights[channel] + Changes / predicted.Length) + Trust * LogLikelihood(predicted[channel], isLost, received);
            most = Math.Max(most, logs[channel]);
        }
        var sum = 0.0;
        foreach (ref var log in logs)
            sum += log = Math.Exp(log - most);
        for (var channel = 0; channel < predicted.Length; channel++)
            _weights[channel] = (float)(logs[channel] / sum);
    }

    private static double LogLikelihood(RecordedOutcome predicted, bool isLost, RecordedOutcome? received)
    {
        var loss = Math.Clamp(predicted.LossRate, LeastLoss, 1 - LeastLoss);
        var log = Math.Log(isLost ? loss : 1 - loss);
        if (received is not { } got)
            return log;
        log -= Half((got.ErrorDb - predicted.ErrorDb) / ErrorScatterDb);
        return float.IsNaN(got.Similarity) ? log : log - Half((got.Similarity - predicted.Similarity) / SimilarityScatter);

        static double Half(double x) => Math.Min(x * x, Farthest * Farthest) / 2;
    }
}
