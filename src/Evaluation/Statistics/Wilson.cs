namespace SemCom.Evaluation;

/// <summary>Score intervals of proportions, 95 %. They keep within 0..1 and say something even when nothing, or everything, was lost.</summary>
internal static class Wilson
{
    private const double Z = 1.959963984540054;

    /// <summary>Interval of a proportion without continuity correction: E. B. Wilson, JASA 22 (1927), 209–212.</summary>
    public static Interval Of(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        var (n, p) = ((double)trials, (double)successes / trials);
        var centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        var half = Z * Math.Sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n);
        return new(successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half);
    }

    /// <summary>
    /// Interval of the difference p₁ − p₂ of two proportions over the same trials: R. G. Newcombe, Statistics in Medicine 17 (1998),
    /// 2635–2650, method 10, which combines the two score intervals according to their correlation.
    /// </summary>
    /// <param name="both">Trials in which both succeeded.</param>
    /// <param name="onlyFirst">Trials in which only the first did.</param>
    /// <param name="onlySecond">Trials in which only the second did.</param>
    /// <param name="neither">Trials in which none did.</param>
    public static Interval OfPairedDifference(int both, int onlyFirst, int onlySecond, int neither)
    {
        var n = both + onlyFirst + onlySecond + neither;
        var (first, second) = (Of(both + onlyFirst, n), Of(both + onlySecond, n));
        var (p1, p2) = ((double)(both + onlyFirst) / n, (double)(both + onlySecond) / n);
        var phi = Correlation(both, onlyFirst, onlySecond, neither);
        return new(
            p1 - p2 - Hypotenuse(p1 - first.Low, second.High - p2, phi),
            p1 - p2 + Hypotenuse(first.High - p1, p2 - second.Low, phi));
    }

    private static double Hypotenuse(double a, double b, double phi) => Math.Sqrt(Math.Max(0, a * a - 2 * phi * a * b + b * b));

    /// <summary>The φ coefficient; a positive one is reduced for continuity, at most to 0.</summary>
    private static double Correlation(int both, int onlyFirst, int onlySecond, int neither)
    {
        var n = both + onlyFirst + onlySecond + neither;
        var margins = (double)(both + onlyFirst) * (onlySecond + neither) * (both + onlySecond) * (onlyFirst + neither);
        var determinant = (double)both * neither - (double)onlyFirst * onlySecond;
        if (determinant > 0)
            determinant = Math.Max(0, determinant - n / 2.0);
        return margins > 0 ? determinant / Math.Sqrt(margins) : 0;
    }
}
