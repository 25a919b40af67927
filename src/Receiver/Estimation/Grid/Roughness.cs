namespace SemCom.Receiver.Estimation;

/// <summary>
/// Mean squared first and second derivatives of a channel, from differences of noisy estimates less what noise adds to them. Estimates of
/// smoothness that differences over a pilot's distance can give: exact for parabolas, too small for channels that oscillate faster.
/// </summary>
internal struct Roughness
{
    private double _slope, _curvature;
    private int _slopes, _curvatures;

    /// <summary>E|h′|², at least 0.</summary>
    public readonly double Slope => _slopes == 0 ? 0 : Math.Max(0, _slope / _slopes);

    /// <summary>E|h″|², at least 0.</summary>
    public readonly double Curvature => _curvatures == 0 ? 0 : Math.Max(0, _curvature / _curvatures);

    /// <summary>Adds neighbours y0, y1 a distance apart, with the variances of their noise.</summary>
    public void Add(Complex32 y0, Complex32 y1, double distance, double noise0, double noise1)
    {
        _slope += ((y1 - y0).Power - noise0 - noise1) / (distance * distance);
        _slopes++;
    }

    /// <summary>Adds three neighbours, <paramref name="left"/> and <paramref name="right"/> apart.</summary>
    public void Add(Complex32 y0, Complex32 y1, Complex32 y2, double left, double right, double noise0, double noise1, double noise2)
    {
        var (w0, w2) = (right / (left + right), left / (left + right));
        var bend = (y1 - y0 * (float)w0 - y2 * (float)w2).Power - noise1 - w0 * w0 * noise0 - w2 * w2 * noise2;
        _curvature += 4 * bend / (left * right * left * right);
        _curvatures++;
    }
}
