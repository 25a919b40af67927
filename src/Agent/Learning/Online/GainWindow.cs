namespace SemCom.Agents;

/// <summary>By how much the last frames earned more than the baseline would have. A frame in which the baseline's action was done has gained nothing.</summary>
/// <param name="frames">Frames that are looked at.</param>
internal sealed class GainWindow(int frames)
{
    private const double Clearly = 2;
    private readonly (bool Own, double Surplus)[] _frames = new (bool, double)[frames];
    private int _at;

    /// <summary>Mean gain, over all frames of the window.</summary>
    public double Mean { get; private set; }

    /// <summary>Whether the mean is below zero by two standard errors, with half of the window's frames at least.</summary>
    public bool IsClearlyBelow { get; private set; }

    /// <summary>Forgets all frames.</summary>
    public void Clear()
    {
        Array.Clear(_frames);
        (Mean, IsClearlyBelow) = (0, false);
    }

    /// <summary>Takes a frame.</summary>
    /// <param name="own">Whether another action than the baseline's was done.</param>
    /// <param name="surplus">Achieved − predicted for the baseline.</param>
    /// <param name="correction">What must be added to that prediction, as is known now; it applies to all frames of the window.</param>
    public void Add(bool own, double surplus, double correction)
    {
        _frames[_at] = (own, surplus);
        _at = (_at + 1) % frames;
        double sum = 0, squares = 0;
        var count = 0;
        foreach (var frame in _frames)
        {
            if (!frame.Own)
                continue;
            var gain = frame.Surplus - correction;
            (sum, squares, count) = (sum + gain, squares + gain * gain, count + 1);
        }
        Mean = sum / frames;
        var error = count < 2 ? double.PositiveInfinity : Math.Sqrt(Math.Max(0, squares - sum * sum / count) / (count - 1) / count);
        IsClearlyBelow = 2 * count >= frames && sum / count + Clearly * error < 0;
    }
}
