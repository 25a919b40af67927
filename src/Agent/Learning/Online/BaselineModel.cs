namespace SemCom.Agents;

/// <summary>
/// What the baseline would have earned: the caller's prediction, corrected by its errors in the last frames in which the baseline's action was done. When the two last errors are clearly
/// higher than those before, they alone count, for then the world has changed.
/// </summary>
/// <param name="frames">Errors that are kept.</param>
/// <param name="caution">Standard errors that are added.</param>
/// <param name="belief">Frames without an error that are supposed to have been before.</param>
internal sealed class BaselineModel(int frames, double caution, int belief)
{
    private const int Recent = 2;
    private const double Clearly = 2;
    private readonly double[] _errors = new double[frames];
    private int _at;

    /// <summary>Errors that are there.</summary>
    public int Count { get; private set; }

    /// <summary>What is added to a prediction.</summary>
    public double Correction { get; private set; }

    /// <summary>Takes the error of a frame in which the baseline's action was done.</summary>
    /// <param name="error">Achieved − predicted.</param>
    public void Add(double error)
    {
        _errors[_at] = error;
        _at = (_at + 1) % frames;
        Count = Math.Min(Count + 1, frames);
        var (mean, deviation) = Statistics();
        var recent = Enumerable.Range(1, Math.Min(Recent, Count)).Average(back => _errors[(_at + frames - back) % frames]);
        var changed = Count > Recent && recent - mean > Clearly * deviation / Math.Sqrt(Recent);
        Correction = (changed ? recent : mean + caution * deviation / Math.Sqrt(Count)) * Count / (Count + belief);
    }

    private (double Mean, double Deviation) Statistics()
    {
        var mean = _errors.Take(Count).Average();
        return Count < 2 ? (mean, 0) : (mean, Math.Sqrt(_errors.Take(Count).Sum(e => (e - mean) * (e - mean)) / (Count - 1)));
    }
}
