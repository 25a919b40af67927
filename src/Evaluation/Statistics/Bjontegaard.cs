using MathNet.Numerics.Interpolation;

namespace SemCom.Evaluation;

/// <summary>
/// Bjøntegaard's average difference between two curves of quality over rate: G. Bjøntegaard, VCEG-M33, 2001, with log10 of the rate, integrated over what both
/// curves cover and nowhere else. Between points stands the monotone piecewise cubic (PCHIP: F. N. Fritsch, J. Butland, SIAM J. Sci. Stat. Comput. 5, 1984) of
/// the common test conditions of JCT-VC and JVET (JCTVC-L1100, JVET-T2010) in place of the single cubic of VCEG-M33, which swings between uneven points.
/// </summary>
internal static class Bjontegaard
{
    /// <summary>Fewest points of a curve; four are usual.</summary>
    public const int MinPoints = 3;

    /// <summary>Compares two curves, whose points may stand in any order.</summary>
    public static BjontegaardDelta Between(IReadOnlyList<RatePoint> anchor, IReadOnlyList<RatePoint> test)
    {
        var (a, b) = (Sorted(anchor), Sorted(test));
        if ((WhyUnusable(a, "the anchor") ?? WhyUnusable(b, "the system")) is { } reason)
            return new BjontegaardDelta { Reason = reason };
        var (rateA, rateB) = (Curve(a, p => p.Quality, p => Math.Log10(p.Rate)), Curve(b, p => p.Quality, p => Math.Log10(p.Rate)));
        var quality = Common(a, b, p => p.Quality);
        if (quality is not { } range)
            return new BjontegaardDelta { Reason = NoOverlap(a, b) };
        var uses = Common(a, b, p => Math.Log10(p.Rate));
        var (dbA, dbB) = (Curve(a, p => Math.Log10(p.Rate), p => p.Quality), Curve(b, p => Math.Log10(p.Rate), p => p.Quality));
        return new BjontegaardDelta
        {
            RatePercent = (Math.Pow(10, MeanDifference(rateA, rateB, range)) - 1) * 100,
            QualityDb = uses is { } rates ? MeanDifference(dbA, dbB, rates) : null,
            Quality = range,
        };
    }

    private static RatePoint[] Sorted(IReadOnlyList<RatePoint> points) => [.. points.OrderBy(p => p.Rate)];

    private static string? WhyUnusable(RatePoint[] points, string name)
    {
        if (points.Length < MinPoints)
            return $"{name} has {points.Length} of at least {MinPoints} points";
        for (var i = 1; i < points.Length; i++)
        {
            if (!(points[i].Rate > points[i - 1].Rate && points[i].Quality > points[i - 1].Quality))
                return $"quality of {name} does not rise with every point";
        }
        return null;
    }

    private static string NoOverlap(RatePoint[] anchor, RatePoint[] test) => FormattableString.Invariant(
        $"no quality in common: the anchor has {anchor[0].Quality:0.0} to {anchor[^1].Quality:0.0} dB, the system {test[0].Quality:0.0} to {test[^1].Quality:0.0} dB");

    /// <summary>What both curves cover; null where that is nothing.</summary>
    private static (double Low, double High)? Common(RatePoint[] a, RatePoint[] b, Func<RatePoint, double> of)
    {
        var (low, high) = (Math.Max(of(a[0]), of(b[0])), Math.Min(of(a[^1]), of(b[^1])));
        return low < high ? (low, high) : null;
    }

    private static CubicSpline Curve(RatePoint[] points, Func<RatePoint, double> x, Func<RatePoint, double> y) =>
        CubicSpline.InterpolatePchipSorted([.. points.Select(x)], [.. points.Select(y)]);

    private static double MeanDifference(CubicSpline anchor, CubicSpline test, (double Low, double High) over) =>
        (test.Integrate(over.Low, over.High) - anchor.Integrate(over.Low, over.High)) / (over.High - over.Low);
}
