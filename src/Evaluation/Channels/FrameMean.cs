namespace SemCom.Evaluation;

/// <summary>Mean over frames, with its 95 % interval from the spread from frame to frame.</summary>
internal struct FrameMean
{
    private const double Normal95 = 1.96;

    private int _count;
    private double _mean;
    private double _squares;

    public readonly double Mean => _mean;

    public readonly double? HalfWidth95 => _count < 2 ? null : Normal95 * Math.Sqrt(_squares / (_count - 1) / _count);

    /// <summary>Adds a frame's value (Welford).</summary>
    public void Add(double value)
    {
        _count++;
        var difference = value - _mean;
        _mean += difference / _count;
        _squares += difference * (value - _mean);
    }
}
