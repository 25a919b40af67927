namespace SemCom;

/// <summary>
/// Points on the unit circle from additions, multiplications and roundings in a fixed order, so that every processor and system gives the
/// same bits; the errors are below 2e-16. For tables and filters; inner loops have kernels of their own.
/// </summary>
public static class UnitCircle
{
    private const int Terms = 9;

    /// <summary>cos and sin of 2π·<paramref name="turns"/>.</summary>
    public static (double Cos, double Sin) At(double turns)
    {
        var fraction = turns - Math.Round(turns);
        var quarter = Math.Round(4 * fraction);
        var (cos, sin) = EighthTurn((fraction - quarter / 4) * (2 * Math.PI));
        return ((int)quarter & 3) switch
        {
            0 => (cos, sin),
            1 => (-sin, cos),
            2 => (-cos, -sin),
            _ => (sin, -cos),
        };
    }

    /// <summary>Taylor's series for |t| ≤ π/4; the first term left out is below 1e-17.</summary>
    private static (double Cos, double Sin) EighthTurn(double t)
    {
        var t2 = t * t;
        double cos = 1, sin = 1;
        for (var i = Terms; i > 0; i--)
        {
            cos = 1 - cos * (t2 / ((2 * i - 1) * (2 * i)));
            sin = 1 - sin * (t2 / (2 * i * (2 * i + 1)));
        }
        return (cos, sin * t);
    }
}
