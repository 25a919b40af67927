namespace SemCom;

/// <summary>
/// How learning phases one after another goes (Lopez-Paz and Ranzato, NeurIPS 2017), with R[i, j] how well phase j's data are represented after learning phase i: here
/// 1 − the quantisation error of held-out data of phase j / their variance, so that 1 is perfect and 0 as good as their mean.
/// </summary>
/// <param name="Average">Mean of R[last, j] over j.</param>
/// <param name="BackwardTransfer">Mean of R[last, j] − R[j, j] over all phases but the last; negative where later phases harm.</param>
/// <param name="ForwardTransfer">Mean of R[j − 1, j] − b[j] over all phases but the first, b what prototypes without learning reach.</param>
public sealed record ContinualScores(double Average, double BackwardTransfer, double ForwardTransfer)
{
    /// <summary>What later phases took away: minus the backward transfer.</summary>
    public double Forgetting => -BackwardTransfer;

    /// <summary>The share of the variance of vectors that prototypes represent.</summary>
    public static double Represented(PrototypeLearner learner, IReadOnlyList<float[]> vectors)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(vectors);
        var variance = Enumerable.Range(0, vectors[0].Length).Sum(d =>
        {
            var mean = vectors.Average(v => (double)v[d]);
            return vectors.Average(v => (v[d] - mean) * (v[d] - mean));
        });
        return 1 - learner.QuantisationError(vectors) / variance;
    }

    /// <summary>The scores of a table.</summary>
    /// <param name="results">R, [phases, phases], at least two.</param>
    /// <param name="untrained">b, one a phase.</param>
    /// <exception cref="SemComException">The sizes are others.</exception>
    public static ContinualScores Of(double[,] results, IReadOnlyList<double> untrained)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(untrained);
        var phases = results.GetLength(0);
        if (phases < 2 || results.GetLength(1) != phases || untrained.Count != phases)
            throw new SemComException($"results must be of as many phases as there are, at least 2 (were {phases} by {results.GetLength(1)} with {untrained.Count} untrained); give the whole table");
        var (average, backward, forward) = (0.0, 0.0, 0.0);
        for (var j = 0; j < phases; j++)
        {
            average += results[phases - 1, j] / phases;
            backward += j == phases - 1 ? 0 : (results[phases - 1, j] - results[j, j]) / (phases - 1);
            forward += j == 0 ? 0 : (results[j - 1, j] - untrained[j]) / (phases - 1);
        }
        return new ContinualScores(average, backward, forward);
    }
}
