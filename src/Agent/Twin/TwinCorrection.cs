using MathNet.Numerics.LinearAlgebra;

namespace SemCom.Agents;

/// <summary>
/// Learns: by how much a model of a link is wrong at present, from what became of the frames that were sent. Differences of errors and similarity are fitted by recursive least squares, those of losses by
/// recursive logistic regression; each as one number for all ways, one for each mode and for changed tiles, and, of losses, one for the margin. All are forgotten slowly, and then are zero again.
/// </summary>
/// <param name="catalogue">The ways.</param>
internal sealed class TwinCorrection(PlanCatalogue catalogue)
{
    /// <summary>How much of what was learned is left a frame later.</summary>
    private const double Keep = 0.985;

    /// <summary>Scatter of a frame around a right model: errors [dB], similarity.</summary>
    private const double ErrorScatterDb = 1.5, SimilarityScatter = 0.08;

    /// <summary>How wrong a model may be before anything was seen: errors [dB], similarity, losses [logits].</summary>
    private const double ErrorPriorDb = 3, SimilarityPrior = 0.15, LossPrior = 1.5;

    private const double UsualMarginDb = 3, MarginScaleDb = 2;

    private const int Size = 7;

    private readonly double[][] _features = [.. catalogue.Ways.Select(Features)];
    private readonly Regression _error = new(ErrorScatterDb, ErrorPriorDb), _focus = new(ErrorScatterDb, ErrorPriorDb), _similarity = new(SimilarityScatter, SimilarityPrior), _loss = new(1, LossPrior);

    private bool _hasLearned;

    /// <summary>What a way will bring, if the model is as wrong as it was.</summary>
    public RecordedOutcome Apply(int way, RecordedOutcome predicted)
    {
        if (!_hasLearned)
            return predicted;
        var x = _features[way];
        return new RecordedOutcome((float)(predicted.ErrorDb + _error.Of(x)), (float)(predicted.FocusErrorDb + _focus.Of(x)), (float)Math.Clamp(predicted.Similarity + _similarity.Of(x), 0, 1),
            (float)Sigmoid(Logit(predicted.LossRate) + _loss.Of(x)));
    }

    /// <summary>Takes what became of a frame that was sent.</summary>
    /// <param name="way">Its way.</param>
    /// <param name="predicted">What was expected, corrected as it was then.</param>
    /// <param name="isLost">Whether it was lost.</param>
    /// <param name="received">How well it was received; null where nobody can tell.</param>
    public void Learn(int way, RecordedOutcome predicted, bool isLost, RecordedOutcome? received)
    {
        var x = _features[way];
        _hasLearned = true;
        _loss.Add(x, (isLost ? 1 : 0) - predicted.LossRate, predicted.LossRate * (1 - predicted.LossRate));
        if (received is not { } got)
            return;
        _error.Add(x, got.ErrorDb - predicted.ErrorDb, 1);
        _focus.Add(x, got.FocusErrorDb - predicted.FocusErrorDb, 1);
        if (!float.IsNaN(got.Similarity))
            _similarity.Add(x, got.Similarity - predicted.Similarity, 1);
    }

    private static double[] Features(SendingWay way) =>
    [
        1, way.Sampling == FrameSampling.Whole && way.Mode == LinkMode.Analog ? 1 : 0, way.Mode == LinkMode.Digital ? 1 : 0, way.Mode == LinkMode.Generative ? 1 : 0, way.Sampling == FrameSampling.Regions ? 1 : 0,
        way.Focused ? 1 : 0, (way.MarginDb - UsualMarginDb) / MarginScaleDb,
    ];

    private static double Logit(double p) => Math.Log(Math.Max(1e-6, p) / Math.Max(1e-6, 1 - p));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>Newton's steps for numbers that are drawn to zero and forgotten.</summary>
    private sealed class Regression(double scatter, double prior)
    {
        private readonly Matrix<double> _prior = Matrix<double>.Build.DenseIdentity(Size) / (prior * prior);
        private readonly double _weight = 1 / (scatter * scatter);
        private Matrix<double> _precision = Matrix<double>.Build.DenseIdentity(Size) / (prior * prior);
        private Vector<double> _numbers = Vector<double>.Build.Dense(Size);

        public double Of(double[] x)
        {
            var sum = 0.0;
            for (var i = 0; i < x.Length; i++)
                sum += x[i] * _numbers[i];
            return sum;
        }

        /// <summary>Takes a difference from what was predicted, numbers included.</summary>
        public void Add(double[] x, double difference, double curvature)
        {
            var at = Vector<double>.Build.DenseOfArray(x);
            _precision = Keep * _precision + (1 - Keep) * _prior + _weight * curvature * at.OuterProduct(at);
            _numbers += _precision.Cholesky().Solve(_weight * difference * at - (1 - Keep) * (_prior * _numbers));
        }
    }
}
